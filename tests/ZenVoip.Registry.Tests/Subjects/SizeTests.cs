using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Lifecycle;
using ZenVoip.Registry.Tests.Rights;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Subjects;

public sealed class SizeTests
{
    private static readonly DigestedIdentifier Number = Phone("+4930123456");

    public static TheoryData<SubjectCommand> Never =>
    [
        Stop(), Answer(ConsentStatus.Withdrawn), Answer(ConsentStatus.Refused),
        new UnlinkIdentifier(Number.Digest, UnlinkReason.Changed),
        new EndRelationship(Controller.ZenVoip, SubjectKind.Customer),
        Desk.Ask(RightsRequestType.Erasure), Desk.Ask(RightsRequestType.Objection),
        Desk.Ask(RightsRequestType.Restriction), Desk.Ask(RightsRequestType.MinorReport), Ward.Hold(),
        new AskForClarification("req_1", "Which?"), new ClarifyRightsRequest("req_1", "All."),
        new VerifyRightsRequest("req_1", "login"), new WithdrawRightsRequest("req_1"),
    ];

    public static TheoryData<SubjectCommand> Perhaps =>
    [
        Answer(ConsentStatus.Given), Answer(ConsentStatus.Requested), new LinkIdentifier(Number),
        new StartRelationship(Controller.ZenVoip, SubjectKind.Customer), Desk.Ask(RightsRequestType.Access),
        Ward.Called,
    ];

    [Theory]
    [MemberData(nameof(Never))]
    public void A_no_and_what_protects_or_takes_away_is_never_too_large(SubjectCommand command) =>
        Assert.True(command.IsNeverTooLarge);

    [Theory]
    [MemberData(nameof(Perhaps))]
    public void What_adds_may_be(SubjectCommand command) => Assert.False(command.IsNeverTooLarge);
}
