using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Deletions;
using ZenVoip.Registry.Tests.Rights;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Lifecycle.Farewell;
using static ZenVoip.Registry.Tests.Lifecycle.Ward;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>What an erasure that has ended takes stays ordered when a later demand is taken back.</summary>
public sealed class LateDataOfTwoTests
{
    private static readonly Surroundings Around = Holders();

    /// <summary>When a call of before the erasure's end is reported.</summary>
    private static readonly DateTimeOffset Reported = Demanded.AddDays(9);

    /// <summary>No holder has answered by then.</summary>
    private static readonly DateTimeOffset Overdue = Reported.AddDays(40);

    private static readonly Subject Erased = Caller()
        .After(new StartRelationship(Acme, SubjectKind.EndUser), Noon)
        .Asks(RightsRequestType.Erasure, Around).Shows(Around).Confirmed(Around, Demanded.AddDays(2)).IsTold(Around);

    [Fact]
    public void Who_was_overdue_is_asked_for_what_has_come_since_besides_and_that_alone_is_taken_back()
    {
        var late = Hear(Erased, Reported, Noon).Ticked(Overdue, Around);
        var both = Hear(Demanding(late), Overdue.AddDays(3));

        var back = Withdrawn(both);

        Assert.All(LateOf(late), order => Assert.Equal(DeletionOrderStatus.Failed, order.Status));
        Assert.Equal(
            [("archive", Noon), ("call-store", Noon), ("archive", both.RecordedAt), ("call-store", both.RecordedAt)],
            LateOf(both).OrderBy(order => order.Cutoff).ThenBy(order => order.System)
                .Select(order => (order.System, order.Cutoff)));
        Assert.Equal(LateOf(late), LateOf(back));
        Assert.Equal(LateOf(back), back.OpenOrders);
    }

    [Fact]
    public void What_the_first_takes_is_ordered_also_where_an_order_for_the_second_reaches_beyond_it()
    {
        var second = Hear(Demanding(Erased), Overdue.AddDays(3));
        var both = Hear(second, Overdue.AddDays(3.1), Noon);

        var back = Withdrawn(both).Ticked(Overdue.AddDays(5), Around);

        Assert.Equal(2, LateOf(second).Count);
        Assert.Equal(LateOf(both).Except(LateOf(second)), LateOf(back));
        Assert.Equal([Noon, Noon], LateOf(back).Select(order => order.Cutoff));
    }

    [Fact]
    public void A_hold_keeps_both_apart_and_after_it_the_first_is_ordered_alone()
    {
        var both = Hear(Demanding(Hear(Erased, Reported, Noon).Ticked(Overdue, Around)), Overdue.AddDays(3));
        var held = both.After(Hold(), Overdue.AddDays(3.1), around: Around);

        var back = Withdrawn(held);
        var free = back.After(new ReleaseLegalHold("hld_1"), Overdue.AddDays(5), around: Around);

        Assert.Equal(Noon, Assert.Single(back.Deletions.Withheld, each => each.IsHeld).Cutoff);
        Assert.All(LateOf(free), order => Assert.Equal(Noon, order.Cutoff));
        Assert.Equal(2, LateOf(free).Count);
    }

    [Fact]
    public void What_came_since_the_end_of_the_first_is_kept_and_has_its_clock()
    {
        var both = Hear(Demanding(Hear(Erased, Reported, Noon).Ticked(Overdue, Around)), Overdue.AddDays(3));

        var back = Withdrawn(both);

        Assert.Equal(SubjectStatus.Active, back.Status);
        Assert.Equal(both.Retention.Clocks[^1].Months, Assert.Single(back.Retention.Clocks).Months);
        Assert.True(back.IsIdleAt(Overdue.AddDays(5), Around));
    }

    [Fact]
    public void What_was_noted_of_each_is_noted_apart()
    {
        var first = Hear(Hear(Erased, Reported, Noon.AddHours(-2)), Reported.AddHours(1), Noon.AddHours(-1));
        var second = Hear(Demanding(first, Reported.AddHours(2)), Reported.AddHours(4));
        var both = Hear(second, Reported.AddHours(4.5));

        var back = Withdrawn(both, Reported.AddHours(5));

        Assert.Equal(
            [Noon.AddHours(-1), both.RecordedAt],
            both.Deletions.Withheld.Where(each => each.IsLate).Select(each => each.Cutoff));
        Assert.Equal(Noted(first), Noted(back));
        Assert.Equal(LateOf(first), LateOf(back));
    }

    /// <summary>Nothing of it can be taken back any more.</summary>
    [Fact]
    public void When_the_second_has_ended_too_both_are_ordered_together()
    {
        var late = Hear(Erased, Reported, Noon).Ticked(Overdue, Around);
        var both = Hear(Demanding(late), Overdue.AddDays(3)).Ticked(Overdue.AddDays(50), Around);
        var ended = both.OpenOrders.Except(LateOf(both)).Aggregate(both, (before, order) =>
            before.After(new ConfirmDeletion { OrderId = order.Id }, Overdue.AddDays(51), around: Around));

        var again = Hear(ended, Overdue.AddDays(52), Overdue.AddDays(50.5));

        Assert.Equal(4, LateOf(ended).Count);
        Assert.All(LateOf(again), order => Assert.Equal(Overdue.AddDays(50.5), order.Cutoff));
        Assert.Equal(2, LateOf(again).Count);
    }

    /// <summary>The person ends with the demand that is taken back: no clock would tell of it.</summary>
    [Fact]
    public void Where_the_first_ends_the_person_with_the_demand_that_is_taken_back_it_stays_ordered()
    {
        var asked = Caller().Asks(RightsRequestType.MinorReport, Around).Asks(RightsRequestType.Erasure, Around)
            .Shows(Around);
        var (minor, erasure) = (asked.Rights.Requests[0].Id, asked.Rights.Requests[1].Id);
        var both = asked.After(new ConfirmMinor(minor, "school"), Noon.AddDays(3), around: Around);
        var half = both.OpenOrders.Where(order => order.Cause == minor).Aggregate(both, (before, order) =>
            before.After(new ConfirmDeletion { OrderId = order.Id }, Noon.AddDays(4), around: Around));
        var late = Hear(half, Reported);

        var erased = late.After(new WithdrawRightsRequest(erasure), Reported.AddHours(1), around: Around);

        Assert.Equal((SubjectStatus.Erasing, SubjectStatus.Erased), (late.Status, erased.Status));
        Assert.Equal(2, LateOf(erased).Count);
    }

    [Fact]
    public void Of_whom_nothing_was_erased_before_all_is_taken_back()
    {
        var only = Hear(Demanding(Caller(), Reported), Reported.AddDays(1));

        Assert.Empty(Withdrawn(only, Reported.AddDays(2)).OpenOrders);
    }

    private static Subject Demanding(Subject subject, DateTimeOffset? at = null)
    {
        var asked = subject.After(Desk.Ask(RightsRequestType.Erasure), at ?? Overdue.AddDays(1), around: Around);
        return asked.After(
            new VerifyRightsRequest(asked.Rights.Requests[^1].Id, "login"), at ?? Overdue.AddDays(2), around: Around);
    }

    private static Subject Withdrawn(Subject subject, DateTimeOffset? at = null) => subject.After(
        new WithdrawRightsRequest(subject.Rights.Requests[^1].Id), at ?? Overdue.AddDays(4), around: Around);

    private static List<DeletionOrder> LateOf(Subject subject) =>
        [.. subject.OpenOrders.Where(order => order.Cause == DeletionBook.LateData)];

    private static Withheld Noted(Subject subject) => Assert.Single(subject.Deletions.Withheld, each => each.IsLate);

    /// <summary>The subject after a report of a call that is refused.</summary>
    private static Subject Hear(Subject subject, DateTimeOffset now, DateTimeOffset? at = null)
    {
        var refused = Assert.IsType<Outcome.Refused>(
            subject.Decide(Called with { At = at }, subject.TimeToRecord(now), around: Around));
        Assert.Equal("SUBJECT_ERASED", refused.Reason.Code);
        return refused.Events.Aggregate(subject, (before, happened) => before.Apply(happened));
    }
}
