using System.Security.Cryptography;
using System.Text;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Rulebook;
using ZenVoip.Registry.Domain.Subjects;

namespace ZenVoip.Registry.Tests.Subjects;

/// <summary>The words in which tests of subjects are told.</summary>
internal static class Told
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static readonly Rules Rules = Rulebook.Shipped.Rules;

    /// <summary>No system holds anything; ids count.</summary>
    public static readonly Surroundings Around = Among();

    public static readonly Purpose Marketing = Purpose.TryParse("marketing")!.Value;

    public static readonly Controller Acme = Controller.TryParse("acme")!.Value;

    /// <summary>Where these systems hold data; ids count from 1.</summary>
    public static Surroundings Among(params HolderSystem[] systems)
    {
        var made = 0;
        return new(Rules, [.. systems], prefix => $"{prefix}_{Interlocked.Increment(ref made)}");
    }

    public static Jurisdiction In(string code) => Jurisdiction.TryParse(code)!.Value;

    /// <summary>Few enough to meet again.</summary>
    public static DigestedIdentifier[] Known { get; } =
    [
        Phone("+4930123456", "DE"),
        Phone("+33123456789", "FR"),
        Email("anna@example.org"),
        Identifier(IdentifierType.Cookie, "cookie-7f3a91c2"),
        Identifier(IdentifierType.Account, "account-550012"),
        Identifier(IdentifierType.Device, "device-99aa12"),
        Identifier(IdentifierType.Sip, "sip:anna@sip.example.org"),
    ];

    public static DigestedIdentifier Phone(string number, string? region = null) =>
        Identifier(IdentifierType.Phone, number, region);

    public static DigestedIdentifier Email(string address) => Identifier(IdentifierType.Email, address);

    public static DigestedIdentifier Identifier(IdentifierType type, string value, string? region = null) => new(
        Domain.Identifiers.Identifier.TryCreate(type, value)!,
        IdentifierDigest.TryParse(Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{type}|{value}"))))!.Value,
        Jurisdiction.TryParse(region));

    /// <summary>A customer of ZenVoIP with these identifiers.</summary>
    public static Subject Customer(params DigestedIdentifier[] identifiers) => Subject.Unregistered("sub_test").After(
        new RegisterSubject(SubjectKind.Customer, Controller.ZenVoip, In("DE"), [.. identifiers]), Noon);

    public static RecordConsent Answer(
        ConsentStatus status,
        Channel? channel = Channel.Sms,
        DateTimeOffset? at = null,
        string purpose = "marketing") =>
        new()
        {
            Controller = Controller.ZenVoip,
            Purpose = Purpose.TryParse(purpose)!.Value,
            Channel = channel,
            Status = status,
            Evidence = new Evidence("web-form", "2026-1"),
            At = at,
        };

    public static RecordOptOut Stop(Channel? channel = null, DateTimeOffset? at = null) => new()
    {
        Controller = Controller.ZenVoip,
        Channel = channel,
        Source = OptOutSource.Stop,
        Evidence = new Evidence("sms-keyword"),
        At = at,
    };

    extension(Subject subject)
    {
        public Outcome Decide(
            SubjectCommand command, DateTimeOffset now, DigestedIdentifier? by = null, Surroundings? around = null) =>
            subject.Decide(command, by?.Digest, subject.Seen(around ?? Around, command), now);

        /// <summary>Who holds data is looked up only for what says that it may ask them for something.</summary>
        public Surroundings Seen(Surroundings around, SubjectCommand command) =>
            subject.ReachesHolders(command) ? around : around with { Systems = [] };

        /// <summary>By the shipped rules.</summary>
        public DateTimeOffset? NextDue(DateTimeOffset now) => subject.NextDue(Rules, now);

        /// <summary>The subject after a command that must be accepted.</summary>
        public Subject After(
            SubjectCommand command, DateTimeOffset now, DigestedIdentifier? by = null, Surroundings? around = null) =>
            Assert.IsType<Outcome.Accepted>(subject.Decide(command, subject.TimeToRecord(now), by, around))
                .Events.Aggregate(subject, (before, @event) => before.Apply(@event));
    }

    public static string CodeOf(Outcome outcome) => Assert.IsType<Outcome.Refused>(outcome).Reason.Code;

    public static void ChangesNothing(Outcome outcome) =>
        Assert.Empty(Assert.IsType<Outcome.Accepted>(outcome).Events);
}
