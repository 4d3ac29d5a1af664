using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Rights;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Lifecycle.ErasedLives;
using static ZenVoip.Registry.Tests.Lifecycle.Ward;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>What is reported of a controller while another one's erasure ends the person.</summary>
public sealed class LateDataOfOthersTests
{
    private static readonly Surroundings Around = Holders();

    private static readonly StartRelationship Joined = new(Acme, SubjectKind.EndUser);

    private static readonly SubmitRightsRequest Instructed =
        Desk.Ask(RightsRequestType.Erasure) with { Controller = Acme, Requester = RequesterRole.Controller };

    [Fact]
    public void It_is_taken_back_when_the_person_lives_on_because_another_erasure_was_taken_back()
    {
        var begun = Caller().After(Joined, Noon).After(Instructed, Noon.AddDays(1), around: Around);
        var erasing = begun.Asks(RightsRequestType.Erasure, Around).Shows(Around, Number);
        var late = erasing.Hears(Called with { Controller = Beta }, Noon.AddDays(3), Around);

        var alive = late.After(new WithdrawRightsRequest(begun.Rights.Only.Id), Noon.AddDays(4), around: Around);

        Assert.Contains(late.OpenOrders, order => order.Controller == Beta);
        Assert.Equal(SubjectStatus.Active, alive.Status);
        Assert.All(alive.OpenOrders, order => Assert.Equal(Controller.ZenVoip, order.Controller));
        Assert.NotEmpty(alive.OpenOrders);
    }
}
