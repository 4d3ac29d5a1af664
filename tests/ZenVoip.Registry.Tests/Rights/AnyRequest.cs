using CsCheck;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Rights;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Rights;

/// <summary>Commands about rights requests, about few enough of them that they often meet.</summary>
internal static class AnyRequest
{
    private static readonly Gen<string> Ids = Gen.Int[0, 6].Select(number => $"req_{number}");

    private static readonly Gen<string> Texts = Gen.OneOf("because", "because of \U0001F600", "", "a\u0000b");

    private static readonly Gen<DateTimeOffset?> At = Gen.OneOf(
        Gen.Const((DateTimeOffset?)null), Gen.Int[-400, 400].Select(days => (DateTimeOffset?)Noon.AddDays(days)));

    private static readonly Gen<Controller> Controllers = Gen.OneOf(Controller.ZenVoip, Acme, Controller.Platform);

    private static readonly Gen<string> Grounds = Gen.OneOf(
    [
        .. Rules.Clauses.Rights.Grounds.Select(rule => rule.Ground).Distinct(), "NO_TIME",
    ]);

    public static Gen<SubjectCommand> Submit { get; } = Gen.Select(
        Controllers,
        Gen.Enum<RightsRequestType>(),
        Gen.Enum<RequesterRole>(),
        Gen.OneOf(Marketing, Desk.Analytics, Desk.Service, Purpose.TryParse("astrology")!.Value).Array[0, 2],
        Gen.OneOf(Desk.CallRecords, Desk.Billing).Array[0, 2],
        At,
        Gen.Select(Ids, Texts),
        (controller, type, requester, purposes, categories, at, said) => (SubjectCommand)new SubmitRightsRequest
        {
            Controller = controller,
            Type = type,
            Manner = RequestManner.Email,
            Requester = requester,
            // An erasure by purposes is refused: most name none.
            Purposes = type is RightsRequestType.Erasure && categories.Length > 0 ? [] : [.. purposes],
            Categories = [.. categories],
            ReceivedAt = at,
            AppealOf = type is RightsRequestType.Appeal ? said.Item1 : null,
            Details = said.Item2,
        });

    private static readonly Gen<SubjectCommand> Verify = Gen.Select(
        Ids, Gen.OneOf(Known).Array[0, 2], (id, shown) => (SubjectCommand)new VerifyRightsRequest(id, "login")
        {
            Digests = [.. shown.Select(one => one.Digest.Value)],
        });

    public static Gen<SubjectCommand> Command { get; } = Gen.Frequency(
        (6, Submit),
        (4, Verify),
        (2, Gen.Select(Ids, At, (id, at) => (SubjectCommand)new AcknowledgeRightsRequest(id, at))),
        (2, Gen.Select(Ids, Texts, At, (id, text, at) => (SubjectCommand)new AskForClarification(id, text, at))),
        (2, Gen.Select(Ids, Texts, At, (id, text, at) => (SubjectCommand)new ClarifyRightsRequest(id, text, at))),
        (2, Gen.Select(Ids, Texts, At, (id, text, at) => (SubjectCommand)new ExtendRightsRequest(
            id, text, at ?? Noon))),
        (2, Gen.Select(Ids, Controllers, At, (id, to, at) => (SubjectCommand)new ForwardRightsRequest(
            id, to, at ?? Noon))),
        (2, Gen.Select(Ids, Grounds, At, Gen.Bool, (id, ground, at, whole) => (SubjectCommand)new CompleteRightsRequest(
            id, at ?? Noon, "done", whole ? null : ground))),
        (3, Gen.Select(Ids, Grounds, At, (id, ground, at) => (SubjectCommand)new RefuseRightsRequest(
            id, ground, at ?? Noon))),
        (1, Ids.Select(id => (SubjectCommand)new WithdrawRightsRequest(id))),
        (1, Gen.Select(Ids, Texts, (id, text) => (SubjectCommand)new ConfirmMinor(id, text))),
        (1, Gen.Select(Ids, At, (id, at) => (SubjectCommand)new LiftRestriction(id, at ?? Noon))));
}
