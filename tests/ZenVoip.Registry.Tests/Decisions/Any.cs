using System.Collections.Immutable;
using CsCheck;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Decisions;

namespace ZenVoip.Registry.Tests.Decisions;

/// <summary>Questions and facts of any kind, close enough to each other that they often meet.</summary>
internal static class Any
{
    public static readonly DateTimeOffset Start = new(2026, 10, 30, 0, 0, 0, TimeSpan.Zero);

    public static Gen<Controller> Controller { get; } = Gen.OneOf(
        Domain.Controller.ZenVoip, Domain.Controller.Platform, Domain.Controller.TryParse("acme")!.Value);

    public static Gen<Purpose> Purpose { get; } = Gen.OneOf(
    [
        .. Rulebook.Shipped.Rules.Clauses.Purposes.Select(each => each.Code),
        Domain.Purpose.TryParse("telepathy")!.Value,
    ]);

    public static Gen<Jurisdiction> Jurisdiction { get; } = Gen.OneOf(
    [
        .. "DE GB US US-TN US-CA US-HI BR JP PR".Split(' ').Select(code => Domain.Jurisdiction.TryParse(code)!.Value),
    ]);

    /// <summary>Within 120 days, often on the same hour, so that ties and edges happen.</summary>
    public static Gen<DateTimeOffset> Instant { get; } = Gen.Int[0, 120 * 24].Select(hours => Start.AddHours(hours));

    public static Gen<No> No { get; } = Gen.Select(
        Controller, Maybe(Purpose), Maybe(Gen.Enum<Channel>()), Maybe(Gen.Int[1, 4]), Gen.Enum<OptOutSource>(), Instant,
        (controller, purpose, channel, link, source, at) => new No(controller, purpose, channel, link, source, at));

    public static Gen<ObservedIn> Observed { get; } = Gen.Select(
        Jurisdiction, Maybe(Instant), (code, end) => new ObservedIn(code, end));

    public static Gen<Question> Question { get; } = Gen.Select(
        Controller, Purpose, Maybe(Gen.Enum<Channel>()), Maybe(Gen.Enum<IdentifierType>()),
        (controller, purpose, channel, by) => new Question(controller, purpose, channel, by));

    public static Gen<Limit> Limit { get; } = Gen.Select(
        Controller,
        Purpose.Array[0, 2],
        (controller, purposes) => new Limit(controller, "X") { Purposes = [.. purposes] });

    public static Gen<DecisionProfile> Profile { get; } = Gen.Select(
        Gen.Frequency((6, Gen.Const(SubjectStatus.Active)), (1, Gen.Enum<SubjectStatus>())),
        Gen.Int[0, 9].Select(dice => dice == 0),
        List(Gen.Select(Controller, Gen.Enum<SubjectKind>(), (controller, kind) => new Standing(controller, kind))),
        List(Observed),
        Gen.Enum<IdentifierType>().Array[0, 4],
        List(Answer()),
        Gen.Frequency((2, Gen.Const(ImmutableArray<No>.Empty)), (1, List(No))),
        Gen.Frequency(
            (5, Gen.Const(ImmutableArray<Limit>.Empty)), (1, List(Limit))),
        (status, minor, standings, places, types, answers, optOuts, limits) => new DecisionProfile
        {
            Status = status,
            SuspectedMinor = minor,
            Relationships = standings,
            Jurisdictions = places,
            Addresses = [.. types.Select((type, index) => new Address(index + 1, type))],
            Answers = answers,
            OptOuts = optOuts,
            Restrictions = limits,
        });

    public static Gen<DigestOptOut> Kept { get; } = Gen.Select(
        No, Maybe(Gen.OneOf("sub_1", "sub_2")),
        (no, holder) => new DigestOptOut(
            holder, holder is null ? null : no.Link, no.Controller, no.Purpose, no.Channel, no.Source, no.At));

    public static Gen<Facts> Facts { get; } = Gen.Select(
        Profile.Array[0, 2],
        Maybe(Gen.Int[1, 4]),
        Gen.Frequency((2, Gen.Const(ImmutableArray<DigestOptOut>.Empty)), (1, List(Kept))),
        (profiles, link, kept) => new Facts(
            [.. profiles.Select((profile, index) => new Person($"sub_{index + 1}", Version: 1, profile, link))], kept));

    /// <summary>About somebody.</summary>
    public static Gen<Facts> Known { get; } = Facts.Where(facts => !facts.People.IsEmpty);

    public static Gen<ImmutableArray<T>> List<T>(Gen<T> one) => one.Array[0, 4].Select(ImmutableArray.Create);

    private static Gen<Answer> Answer() => Gen.Select(
        Controller, Purpose, Maybe(Gen.Enum<Channel>()), Maybe(Gen.Int[1, 4]), Gen.Enum<ConsentStatus>(), Instant,
        Maybe(Instant),
        (controller, purpose, channel, link, status, at, end) =>
            new Answer(controller, purpose, channel, link, status, at, end));

    private static Gen<T?> Maybe<T>(Gen<T> one) where T : struct =>
        Gen.Select(Gen.Bool, one, (isThere, value) => isThere ? value : (T?)null);

    private static Gen<string?> Maybe(Gen<string> one) =>
        Gen.Select(Gen.Bool, one, (isThere, value) => isThere ? value : null);
}
