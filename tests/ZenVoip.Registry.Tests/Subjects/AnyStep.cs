using CsCheck;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Jurisdictions;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Subjects;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Subjects;

/// <summary>Commands of every kind, about few enough things that they often meet.</summary>
internal static class AnyStep
{
    public static IReadOnlyList<DigestedIdentifier> Identifiers => Known;

    public static Gen<DigestedIdentifier> Identifier { get; } = Gen.Select(
        Gen.OneOf(Known), Gen.Bool, (identifier, verified) => identifier with { Verified = verified });

    public static Gen<Controller> Controller { get; } = Gen.OneOf(
        Domain.Controller.ZenVoip, Acme, Domain.Controller.Platform);

    /// <summary>Seconds to days from noon, often equal, sometimes in the future or with an offset.</summary>
    public static Gen<DateTimeOffset?> At { get; } = Gen.OneOf(
        Gen.Const((DateTimeOffset?)null),
        Gen.Int[-6, 6].Select(hours => (DateTimeOffset?)Noon.AddHours(hours)),
        Gen.Int[-400, 400].Select(days => (DateTimeOffset?)Noon.AddDays(days).ToOffset(TimeSpan.FromHours(2))),
        Gen.Long[0, 99].Select(ticks => (DateTimeOffset?)Noon.AddTicks(ticks)),
        Gen.OneOf<DateTimeOffset?>(DateTimeOffset.MinValue, DateTimeOffset.MaxValue));

    /// <summary>The cuts of a no fall within a character that takes two units.</summary>
    public static Gen<Evidence> Evidence { get; } = Gen.OneOf(
        new Evidence("web-form", "2026-1", "https://example.org/?q=ü"),
        new Evidence("sms-keyword"),
        new Evidence(""),
        new Evidence("\u0000call\u0007", "", "\t"),
        new Evidence(new string('x', 127) + "😀", new string('y', 127) + "😀", new string('z', 1_023) + "😀"));

    public static Gen<SubjectCommand> Register { get; } = Gen.Select(
        Gen.Enum<SubjectKind>(), Controller, Identifier.Array[0, 3],
        (kind, controller, identifiers) => (SubjectCommand)new RegisterSubject(
            kind, controller, In("DE"), [.. identifiers]));

    public static Gen<SubjectCommand> Consent { get; } = Gen.Select(
        Controller, Purpose(), Channel(), Gen.Enum<ConsentStatus>(), Evidence, At,
        (controller, purpose, channel, status, evidence, at) => (SubjectCommand)new RecordConsent
        {
            Controller = controller,
            Purpose = purpose,
            Channel = channel,
            Status = status,
            Evidence = evidence,
            At = at,
        });

    public static Gen<SubjectCommand> OptOut { get; } = Gen.Select(
        Controller, Gen.OneOf(Gen.Const((Purpose?)null), Purpose().Select(purpose => (Purpose?)purpose)), Channel(),
        Gen.Enum<OptOutSource>(), Evidence, At,
        (controller, purpose, channel, source, evidence, at) => (SubjectCommand)new RecordOptOut
        {
            Controller = controller,
            Purpose = purpose,
            Channel = channel,
            Source = source,
            Evidence = evidence,
            At = at,
        });

    private static readonly DataCategory[] Categories =
        [.. Rules.Clauses.Retention.Categories.Select(known => known.Code)];

    private static Gen<DataCategory> Category { get; } = Gen.OneOf(Categories);

    private static Gen<string> HoldId { get; } = Gen.OneOf("hld_1", "hld_2");

    private static Gen<string> OrderId { get; } = Gen.Int[1, 12].Select(number => $"ord_{number}");

    public static Gen<SubjectCommand> Activity { get; } = Gen.Select(
        Controller, Gen.Enum<RetentionEvent>(), Category, At, (controller, happened, category, at) =>
            (SubjectCommand)new RecordActivity(controller, happened, category, at));

    public static Gen<SubjectCommand> Command { get; } = Gen.Frequency(
        (1, Register),
        (2, Gen.Select(Controller, Gen.Enum<SubjectKind>(), At, (controller, kind, at) =>
            (SubjectCommand)new StartRelationship(controller, kind, at))),
        (2, Gen.Select(Controller, Gen.Enum<SubjectKind>(), At, (controller, kind, at) =>
            (SubjectCommand)new EndRelationship(controller, kind, at))),
        (4, Identifier.Select(identifier => (SubjectCommand)new LinkIdentifier(identifier))),
        (4, Gen.Select(Identifier, Gen.Enum<UnlinkReason>(), At, Gen.Bool, Evidence,
            (identifier, reason, at, proven, evidence) => (SubjectCommand)new UnlinkIdentifier(
                identifier.Digest, reason, at, proven ? evidence : null))),
        (2, Gen.Select(Gen.OneOf("DE", "FR", "US-TN"), Gen.Enum<JurisdictionSource>(), At, (code, source, until) =>
            (SubjectCommand)new ObserveJurisdiction(In(code), source, until))),
        (8, Consent),
        (6, OptOut),
        (4, Activity),
        (2, Gen.Select(HoldId, Controller, Category, (id, controller, category) =>
            (SubjectCommand)new PlaceLegalHold(id, controller, "case 7", [category]))),
        (2, HoldId.Select(id => (SubjectCommand)new ReleaseLegalHold(id))),
        (3, Gen.Const((SubjectCommand)new Elapse())),
        (3, OrderId.Select(id => (SubjectCommand)new ConfirmDeletion { OrderId = id })),
        (1, Gen.Select(OrderId, Gen.OneOf(Gen.Const(365), Gen.Int[1, 125]), (id, days) =>
            (SubjectCommand)new ConfirmDeletion
            {
                OrderId = id,
                RetainedUntil = Noon.AddDays(days),
                Ground = "LEGAL_OBLIGATION",
            })),
        (1, OrderId.Select(id => (SubjectCommand)new NoteDelivery(id))),
        (10, Rights.AnyRequest.Command));

    /// <summary>By subject id; a purpose without channels is asked for without one.</summary>
    public static IReadOnlyList<Question> Questions { get; } =
    [
        .. from purpose in Rules.Clauses.Purposes
           from controller in new[] { Domain.Controller.ZenVoip, Acme }
           from channel in purpose.Channels.IsEmpty
               ? [null]
               : purpose.Channels.Select(channel => (Channel?)channel)
           select new Question(controller, purpose.Code, channel, AskedBy: null),
    ];

    /// <summary>Clocks of several silos: mostly forward, sometimes back.</summary>
    public static Gen<Step> Any { get; } = Gen.Select(
        Command, Gen.OneOf(Gen.Const((DigestedIdentifier?)null), Identifier.Select(one => (DigestedIdentifier?)one)),
        Gen.Int[-72, 3_000],
        (command, by, hours) => new Step(command, by, Noon.AddHours(hours)));

    /// <summary>Somebody registered who then lives through things.</summary>
    public static Gen<Step[]> Steps { get; } = Gen.Select(
        Identifier.Array[0, 3].Select(identifiers => identifiers.DistinctBy(one => one.Digest).ToArray()),
        Any.Array[0, 40],
        (identifiers, steps) => (Step[])
        [
            new Step(
                new RegisterSubject(SubjectKind.Customer, Domain.Controller.ZenVoip, In("DE"), [.. identifiers]),
                By: null, Noon),
            .. steps,
        ]);

    private static Gen<Purpose> Purpose() => Gen.OneOf(
        Marketing, Domain.Purpose.TryParse("sale")!.Value, Domain.Purpose.TryParse("analytics")!.Value,
        Domain.Purpose.TryParse("cpni.marketing")!.Value, Domain.Purpose.TryParse("astrology")!.Value);

    private static Gen<Channel?> Channel() => Gen.OneOf<Channel?>(
        [null, .. Enum.GetValues<Channel>().Select(channel => (Channel?)channel)]);
}
