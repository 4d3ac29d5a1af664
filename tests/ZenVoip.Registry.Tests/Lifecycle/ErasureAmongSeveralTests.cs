using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Deletions;
using ZenVoip.Registry.Tests.Rights;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Lifecycle.Farewell;
using static ZenVoip.Registry.Tests.Lifecycle.Ward;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>What one controller or request erases, takes back or has shown, among others.</summary>
public sealed class ErasureAmongSeveralTests
{
    private static readonly StartRelationship Joined = new(Acme, SubjectKind.EndUser);

    /// <summary>A customer has ZenVoIP delete what concerns it.</summary>
    private static readonly SubmitRightsRequest Instructed =
        Desk.Ask(RightsRequestType.Erasure) with { Controller = Acme, Requester = RequesterRole.Controller };

    [Fact]
    public void Who_erases_may_do_nothing_any_more_while_the_person_lives_on()
    {
        var known = Caller().After(Joined, Noon).After(Answer(ConsentStatus.Given), Noon);

        var erasing = known.ToErase(Holders());

        Assert.Equal(SubjectStatus.Active, erasing.Status);
        Assert.Equal(DecisionOutcome.Permit, known.May("marketing", Channel.Sms, Number));
        Assert.Equal(DecisionOutcome.Deny, erasing.May("marketing", Channel.Sms, Number));
        Assert.Equal(DecisionOutcome.Permit, erasing.May("service", Channel.Sms, Number, Acme));
    }

    [Fact]
    public void A_demand_that_is_taken_back_keeps_the_person_whom_the_other_controller_erases()
    {
        var around = Holders();
        var both = Caller().After(Joined, Noon).ToErase(around).ToErase(around, Acme, "req_2");

        var left = both.Apply(new ErasureStopped(Demand, Demanded.AddHours(1)));

        Assert.Equal((SubjectStatus.Erasing, SubjectStatus.Active), (both.Status, left.Status));
        Assert.Equal(SubjectStatus.Active, left.Confirmed(around).Status);
    }

    [Fact]
    public void A_demand_that_is_taken_back_keeps_the_person_also_after_the_other_erasure_has_ended()
    {
        var around = Holders();
        var both = Caller().After(Joined, Noon).After(Instructed, Noon.AddDays(1), around: around)
            .ToErase(around, cause: "req_zenvoip");
        var half = both.OpenOrders.Where(order => order.Controller == Controller.ZenVoip).Aggregate(
            both, (before, order) => before.After(
                new ConfirmDeletion { OrderId = order.Id }, Demanded.AddDays(1), around: around));

        var alive = half.After(
            new WithdrawRightsRequest(half.Rights.Requests[0].Id), Demanded.AddDays(2), around: around);

        Assert.Equal(SubjectStatus.Erasing, half.Status);
        Assert.NotNull(half.Deletions.FindErasure("req_zenvoip")!.EndedAt);
        Assert.Equal((SubjectStatus.Active, null), (alive.Status, alive.Tombstone));
        Assert.Equal(Acme, Assert.Single(alive.Relationships.Relationships, each => each.IsOpen).Controller);
        Assert.Empty(alive.OpenOrders);
    }

    [Fact]
    public void Who_still_has_data_keeps_the_person_also_without_a_relationship()
    {
        var around = Holders();
        var gone = Caller().After(Joined, Noon)
            .After(new EndRelationship(Controller.ZenVoip, SubjectKind.Customer), Noon.AddHours(1));

        var erased = gone.ToErase(around, Acme).Confirmed(around);

        Assert.Equal(SubjectStatus.Active, erased.Status);
        Assert.Equal(Number.Identifier, Assert.Single(erased.Identifiers.Links).Identifier);
    }

    [Fact]
    public void Identifiers_that_are_shown_one_after_the_other_end_the_person_too()
    {
        var around = Holders();
        var mail = Email("anna@example.org");
        var asked = Customer(Number, mail).After(Called, Noon).Asks(RightsRequestType.Erasure, around);

        var half = asked.Shows(around, Number);
        var whole = half.Shows(around, mail);

        Assert.Equal(SubjectStatus.Active, half.Status);
        Assert.Equal(SubjectStatus.Erasing, whole.Status);
        Assert.Equal(SubjectStatus.Erased, whole.Confirmed(around, Noon.AddDays(3)).Status);
    }

    [Fact]
    public void What_a_law_keeps_of_the_erased_falls_due_also_when_the_request_is_taken_back()
    {
        var around = Holders();
        var erased = Payer().Asks(RightsRequestType.Erasure, around).Shows(around).Confirmed(around, Noon.AddDays(3));

        var after = erased.After(
            new WithdrawRightsRequest(erased.Rights.Requests[0].Id), Noon.AddDays(4), around: around);

        Assert.Equal(SubjectStatus.Erased, after.Status);
        Assert.NotEmpty(erased.Deletions.Withheld);
        Assert.Equal(erased.Deletions.Withheld, after.Deletions.Withheld);
    }

    [Fact]
    public void A_minor_is_reported_during_an_erasure_too()
    {
        var erasing = Caller().ToErase(Holders());

        var reported = erasing.After(
            Desk.Ask(RightsRequestType.MinorReport), Demanded.AddHours(1), around: Holders());

        Assert.True(reported.Rights.SuspectsMinor);
    }
}
