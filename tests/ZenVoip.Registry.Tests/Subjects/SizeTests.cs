using System.Runtime.CompilerServices;
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
        Ward.Hold(),
    ];

    public static TheoryData<RightsRequestType> Rights => [.. Enum.GetValues<RightsRequestType>()];

    /// <summary>Of any content: no command of the book of rights asks for its size by what it says.</summary>
    public static TheoryData<Type> WorkOnRights =>
    [
        .. typeof(SubmitRightsRequest).Assembly.GetTypes().Where(type =>
            type.Namespace == typeof(SubmitRightsRequest).Namespace && type.IsSubclassOf(typeof(SubjectCommand))),
    ];

    public static TheoryData<SubjectCommand> Perhaps =>
    [
        Answer(ConsentStatus.Given), Answer(ConsentStatus.Requested), new LinkIdentifier(Number),
        new StartRelationship(Controller.ZenVoip, SubjectKind.Customer), Ward.Called,
    ];

    [Theory]
    [MemberData(nameof(Never))]
    public void A_no_and_what_protects_or_takes_away_is_never_too_large(SubjectCommand command) =>
        Assert.True(command.IsNeverTooLarge);

    [Theory]
    [MemberData(nameof(Rights))]
    public void No_right_is_refused_for_how_much_is_known_of_who_asks(RightsRequestType type) =>
        Assert.True(Desk.Ask(type).IsNeverTooLarge);

    [Theory]
    [MemberData(nameof(WorkOnRights))]
    public void Nor_is_what_the_office_and_the_person_do_about_it(Type command) =>
        Assert.True(((SubjectCommand)RuntimeHelpers.GetUninitializedObject(command)).IsNeverTooLarge);

    [Theory]
    [MemberData(nameof(Perhaps))]
    public void What_adds_may_be(SubjectCommand command) => Assert.False(command.IsNeverTooLarge);
}
