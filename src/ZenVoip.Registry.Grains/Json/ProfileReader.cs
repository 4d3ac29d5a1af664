using System.Collections.Immutable;
using System.Text.Json;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Decisions;

namespace ZenVoip.Registry.Grains.Json;

/// <summary>
/// Reads decision profiles as <see cref="RegistryJson"/> writes them. Every decision reads one, and the general reader
/// takes five times as long. What is missing or no such value is an exception: in doubt there is no decision.
/// </summary>
public static class ProfileReader
{
    private delegate T Reading<T>(ref Utf8JsonReader json);

    /// <exception cref="JsonException">Not a decision profile.</exception>
    public static DecisionProfile Read(ReadOnlySpan<byte> stored)
    {
        var json = new Utf8JsonReader(stored);
        json.Read();
        var profile = ReadProfile(ref json);
        return json.Read() ? throw new JsonException("More than a profile.") : profile;
    }

    private static DecisionProfile ReadProfile(ref Utf8JsonReader json)
    {
        SubjectStatus? status = null;
        bool? minor = null;
        ImmutableArray<Standing>? relationships = null;
        ImmutableArray<ObservedIn>? jurisdictions = null;
        ImmutableArray<Address>? addresses = null;
        ImmutableArray<Answer>? answers = null;
        ImmutableArray<No>? optOuts = null;
        ImmutableArray<Limit>? restrictions = null;
        json.Enter();
        while (json.NextField())
        {
            if (json.Is("status"u8)) status = json.Name<SubjectStatus>();
            else if (json.Is("suspectedMinor"u8)) minor = json.Flag();
            else if (json.Is("relationships"u8)) relationships = All(ref json, ReadStanding);
            else if (json.Is("jurisdictions"u8)) jurisdictions = All(ref json, ReadObserved);
            else if (json.Is("addresses"u8)) addresses = All(ref json, ReadAddress);
            else if (json.Is("answers"u8)) answers = All(ref json, ReadAnswer);
            else if (json.Is("optOuts"u8)) optOuts = All(ref json, ReadNo);
            else if (json.Is("restrictions"u8)) restrictions = All(ref json, ReadLimit);
            else json.Pass();
        }

        return new()
        {
            Status = Given(status),
            SuspectedMinor = Given(minor),
            Relationships = Given(relationships),
            Jurisdictions = Given(jurisdictions),
            Addresses = Given(addresses),
            Answers = Given(answers),
            OptOuts = Given(optOuts),
            Restrictions = Given(restrictions),
        };
    }

    private static Standing ReadStanding(ref Utf8JsonReader json)
    {
        Controller? controller = null;
        SubjectKind? kind = null;
        json.Enter();
        while (json.NextField())
        {
            if (json.Is("controller"u8)) controller = json.Code<Controller>();
            else if (json.Is("kind"u8)) kind = json.Name<SubjectKind>();
            else json.Pass();
        }

        return new(Given(controller), Given(kind));
    }

    private static ObservedIn ReadObserved(ref Utf8JsonReader json)
    {
        Jurisdiction? code = null;
        DateTimeOffset? expiresAt = null;
        json.Enter();
        while (json.NextField())
        {
            if (json.Is("code"u8)) code = json.Code<Jurisdiction>();
            else if (json.Is("expiresAt"u8)) expiresAt = json.Instant();
            else json.Pass();
        }

        return new(Given(code), expiresAt);
    }

    private static Address ReadAddress(ref Utf8JsonReader json)
    {
        int? link = null;
        IdentifierType? type = null;
        json.Enter();
        while (json.NextField())
        {
            if (json.Is("link"u8)) link = json.Number();
            else if (json.Is("type"u8)) type = json.Name<IdentifierType>();
            else json.Pass();
        }

        return new(Given(link), Given(type));
    }

    private static Answer ReadAnswer(ref Utf8JsonReader json)
    {
        var said = default(Words);
        ConsentStatus? status = null;
        DateTimeOffset? expiresAt = null;
        json.Enter();
        while (json.NextField())
        {
            if (json.Is("status"u8)) status = json.Name<ConsentStatus>();
            else if (json.Is("expiresAt"u8)) expiresAt = json.Instant();
            else said.Read(ref json);
        }

        return new(
            Given(said.Controller), Given(said.Purpose), said.Channel, said.Link, Given(status), Given(said.At),
            expiresAt);
    }

    private static No ReadNo(ref Utf8JsonReader json)
    {
        var said = default(Words);
        OptOutSource? source = null;
        json.Enter();
        while (json.NextField())
        {
            if (json.Is("source"u8)) source = json.Name<OptOutSource>();
            else said.Read(ref json);
        }

        return new(Given(said.Controller), said.Purpose, said.Channel, said.Link, Given(source), Given(said.At));
    }

    private static Limit ReadLimit(ref Utf8JsonReader json)
    {
        Controller? controller = null;
        string? ground = null;
        ImmutableArray<Purpose> purposes = [];
        json.Enter();
        while (json.NextField())
        {
            if (json.Is("controller"u8)) controller = json.Code<Controller>();
            else if (json.Is("ground"u8)) ground = json.Text();
            else if (json.Is("purposes"u8)) purposes = All(ref json, ReadPurpose);
            else json.Pass();
        }

        return new(Given(controller), ground ?? throw Missing()) { Purposes = purposes };
    }

    private static Purpose ReadPurpose(ref Utf8JsonReader json) => Given(Purpose.TryParse(json.GetString()));

    private static ImmutableArray<T> All<T>(ref Utf8JsonReader json, Reading<T> read)
    {
        json.Read();
        if (json.TokenType is not JsonTokenType.StartArray) throw new JsonException("Not a list.");
        json.Read();
        if (json.TokenType is JsonTokenType.EndArray) return [];
        // Nearly always one or two.
        var all = ImmutableArray.CreateBuilder<T>(initialCapacity: 1);
        for (; json.TokenType is not JsonTokenType.EndArray; json.Read())
            all.Add(read(ref json));
        return all.DrainToImmutable();
    }

    private static T Given<T>(T? value) where T : struct => value ?? throw Missing();

    private static JsonException Missing() => new("A profile lacks something.");

    /// <summary>What an answer and a no have in common.</summary>
    private struct Words
    {
        public Controller? Controller;
        public Purpose? Purpose;
        public Channel? Channel;
        public int? Link;
        public DateTimeOffset? At;

        public void Read(ref Utf8JsonReader json)
        {
            if (json.Is("controller"u8)) Controller = json.Code<Controller>();
            else if (json.Is("purpose"u8)) Purpose = json.Code<Purpose>();
            else if (json.Is("channel"u8)) Channel = json.Name<Channel>();
            else if (json.Is("link"u8)) Link = json.Number();
            else if (json.Is("at"u8)) At = json.Instant();
            else json.Pass();
        }
    }
}
