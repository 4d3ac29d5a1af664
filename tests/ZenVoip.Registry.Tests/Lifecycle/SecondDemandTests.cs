using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Deletions;
using ZenVoip.Registry.Tests.Rights;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Lifecycle.Farewell;
using static ZenVoip.Registry.Tests.Lifecycle.Ward;
using static ZenVoip.Registry.Tests.Subjects.Told;
using Status = ZenVoip.Registry.Domain.RightsRequestStatus;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>An erasure that has ended answers no later demand, also while its request waits for the desk.</summary>
public sealed class SecondDemandTests
{
    private static readonly Surroundings Around = Holders();

    private static readonly DateTimeOffset Later = Demanded.AddDays(10);

    private static readonly SubmitRightsRequest Demand = Desk.Ask(RightsRequestType.Erasure);

    private static readonly SubmitRightsRequest Instructed =
        Demand with { Controller = Acme, Requester = RequesterRole.Controller };

    private static readonly Subject Known = Caller().After(new StartRelationship(Acme, SubjectKind.EndUser), Noon);

    /// <summary>The desk has not told the person yet.</summary>
    private static readonly Subject Ended =
        Known.Asks(RightsRequestType.Erasure, Around).Shows(Around).Confirmed(Around, Demanded.AddDays(2));

    [Fact]
    public void What_has_come_since_is_demanded_verified_and_ordered_by_itself()
    {
        var back = Ended.After(new StartRelationship(Controller.ZenVoip, SubjectKind.Customer), Later)
            .After(Called, Later);

        var asked = back.After(Demand, Later.AddDays(1), around: Around);
        var shown = Shown(asked, Later.AddDays(2));
        var gone = shown.Confirmed(Around, Later.AddDays(3));

        Assert.NotNull(Assert.Single(Ended.Deletions.Erasures).EndedAt);
        Assert.Equal([Status.InProgress, Status.AwaitingVerification], asked.Rights.Requests.Select(one => one.Status));
        Assert.Equal(asked.RecordedAt, asked.Rights.Requests[^1].ReceivedAt);
        Assert.Empty(asked.OpenOrders);
        Assert.Equal(
            [(shown.RecordedAt, asked.Rights.Requests[^1].Id), (shown.RecordedAt, asked.Rights.Requests[^1].Id)],
            shown.OpenOrders.Where(order => order.Category == Office.CallRecords)
                .Select(order => (order.Cutoff, order.Cause)));
        Assert.Empty(gone.Retention.Clocks);
        Assert.DoesNotContain(gone.Relationships.Relationships, known =>
            known.IsOpen && known.Controller == Controller.ZenVoip);
    }

    [Fact]
    public void Until_its_end_it_answers_every_repetition()
    {
        var asked = Known.Asks(RightsRequestType.Erasure, Around);
        var shown = asked.Shows(Around);

        ChangesNothing(asked.Decide(Demand, Noon.AddDays(2), around: Around));
        ChangesNothing(shown.Decide(Demand, Noon.AddDays(3), around: Around));
    }

    [Fact]
    public void One_of_some_categories_answers_no_later_demand_of_them_either()
    {
        var some = Demand with { Categories = [Office.CallRecords] };
        var ended = Shown(Known.After(some, Noon.AddDays(1), around: Around), Noon.AddDays(2))
            .Confirmed(Around, Demanded.AddDays(2));

        var again = Shown(ended.After(Called, Later).After(some, Later.AddDays(1), around: Around), Later.AddDays(2));

        Assert.Equal(ErasureReach.Part, Assert.Single(ended.Deletions.Erasures).Reach);
        Assert.All(again.OpenOrders, order => Assert.Equal(again.Rights.Requests[1].Id, order.Cause));
        Assert.Equal(2, again.OpenOrders.Count);
    }

    [Fact]
    public void A_customer_instructs_again_what_has_come_since()
    {
        var ended = Known.After(Instructed, Noon.AddDays(1), around: Around).Confirmed(Around, Demanded);

        var again = ended.After(Called with { Controller = Acme }, Later)
            .After(Instructed, Later.AddDays(1), around: Around);

        Assert.Equal([Status.InProgress, Status.InProgress], again.Rights.Requests.Select(one => one.Status));
        Assert.All(again.OpenOrders, order => Assert.Equal(again.Rights.Requests[1].Id, order.Cause));
        Assert.NotEmpty(again.OpenOrders);
    }

    [Fact]
    public void A_minor_of_whom_something_has_come_since_is_reported_and_confirmed_again()
    {
        var reported = Known.Asks(RightsRequestType.MinorReport, Around);
        var ended = reported.After(new ConfirmMinor(reported.Rights.Only.Id, "school"), Noon.AddDays(2), around: Around)
            .Confirmed(Around, Demanded.AddDays(2));

        var again = ended.After(Called, Later).After(Desk.Ask(RightsRequestType.MinorReport), Later, around: Around);
        var confirmed = again.After(
            new ConfirmMinor(again.Rights.Requests[^1].Id, "school"), Later.AddDays(1), around: Around);

        Assert.True(again.Rights.SuspectsMinor);
        Assert.Equal(2, confirmed.OpenOrders.Count(order => order.Category == Office.CallRecords));
    }

    [Fact]
    public void Whoever_asks_is_answered_with_the_request_that_was_opened_or_repeated()
    {
        var asked = Ended.After(Demand, Later, around: Around);
        var atOnce = Known.After(Instructed, Later, around: Told.Around);
        var again = atOnce.After(Instructed, Later.AddDays(1), around: Told.Around);

        Assert.Equal(asked.Rights.Requests[1], asked.AnswerTo(Demand, Told.Rules));
        Assert.NotNull(Assert.Single(atOnce.Deletions.Erasures).EndedAt);
        Assert.Equal(atOnce.Rights.Only, atOnce.AnswerTo(Instructed, Told.Rules));
        Assert.Equal(again.Rights.Requests[1], again.AnswerTo(Instructed, Told.Rules));
    }

    /// <summary>Nobody holds invoices: their erasure ends at once, while that of the calls is open.</summary>
    [Fact]
    public void So_is_a_customer_whose_instruction_was_taken_up_and_ended_at_once()
    {
        var around = Among(Office.Store);
        var bills = Instructed with { Categories = [Office.Billing] };
        var asked = Known.After(Instructed with { Categories = [Office.CallRecords] }, Noon.AddDays(1), around: around)
            .After(bills with { Requester = Demand.Requester }, Noon.AddDays(2), around: around);

        var ended = asked.After(bills, Noon.AddDays(3), around: around);

        Assert.Equal(2, ended.Rights.Requests.Length);
        Assert.NotNull(ended.Rights.Requests[1].InstructedAt);
        Assert.Equal(ended.Rights.Requests[1], ended.AnswerTo(bills, Told.Rules));
    }

    [Fact]
    public void So_is_whoever_repeats_what_waits_beside_a_demand_that_has_ended_just_then()
    {
        var some = Demand with { Categories = [Office.CallRecords] };
        var both = Shown(Known.After(some, Noon.AddDays(1), around: Around), Noon.AddDays(2))
            .After(Demand, Noon.AddDays(3), around: Around);
        var ended = both.Confirmed(Around, Later);

        ChangesNothing(ended.Decide(some, ended.TimeToRecord(Later), around: Around));
        Assert.Equal(ended.Rights.Requests[1], ended.AnswerTo(some, Told.Rules));
    }

    [Fact]
    public void Its_end_is_not_forgotten_as_long_as_the_desk_has_not_answered_it()
    {
        var at = Noon.AddMonths(25);
        var second = Shown(Ended.After(Called, at).After(Demand, at.AddDays(1), around: Around), at.AddDays(2))
            .Confirmed(Around, at.AddDays(3));

        var third = second.After(Called, at.AddDays(5)).After(Demand, at.AddDays(6), around: Around);

        Assert.Equal(3, third.Rights.Requests.Length);
        Assert.Equal(third.Rights.Requests[2], third.AnswerTo(Demand, Told.Rules));
    }

    private static Subject Shown(Subject subject, DateTimeOffset at) => subject.After(
        new VerifyRightsRequest(subject.Rights.Requests[^1].Id, "login"), at, around: Around);
}
