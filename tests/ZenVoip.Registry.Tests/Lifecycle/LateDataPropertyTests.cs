using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Lifecycle.ErasedLives;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>What holds of data that is reported of somebody erased, whatever else is said.</summary>
public sealed class LateDataPropertyTests
{
    [Fact]
    public void Of_who_erases_nothing_none_is_ordered_until_the_person_has_ended() => Sample(taken =>
    {
        var after = taken.After;
        if (after.Tombstone is not null)
            return;
        Assert.DoesNotContain(after.OpenOrders, order => order.Cause == DeletionBook.LateData
            && !Erases(after, order.Controller));
        Assert.DoesNotContain(after.Deletions.Withheld, kept => kept.Cause == DeletionBook.LateData
            && !Erases(after, kept.Controller));
    });

    [Fact]
    public void Whoever_does_not_erase_them_has_whom_they_tell_of_and_nobody_ends_them() => Sample(taken =>
    {
        if (taken.Before.Tombstone is null && taken.Step.Command is StartRelationship { Controller: var keeper }
            && !Erases(taken.Before, keeper) && taken.Events.OfType<RelationshipStarted>().Any())
            Assert.True(taken.After.Status is SubjectStatus.Active or SubjectStatus.Restricted);
    });

    [Fact]
    public void No_order_asks_for_what_a_law_is_known_to_keep_by_then() => Sample(taken => Assert.All(
        taken.Outcome.Events.OfType<OrdersIssued>().SelectMany(issued => issued.Orders)
            .Where(order => order is { Cause: DeletionBook.LateData, ReissueOf: null }),
        order => Assert.DoesNotContain(taken.After.CircumstancesAt(Around.Rules, taken.Now, []).Duties, duty =>
            duty.Controller == order.Controller && duty.Category == order.Category && duty.KeepUntil > taken.Now
            && !(duty.After >= order.Cutoff))));

    [Fact]
    public void Of_who_erases_the_person_it_goes_by_nothing_shared_that_was_not_shown_for_that() => Sample(taken =>
    {
        var before = taken.Before;
        Assert.All(
            taken.Outcome.Events.OfType<OrdersIssued>().SelectMany(issued => issued.Orders)
                .Where(order => order is { Cause: DeletionBook.LateData, ReissueOf: null }),
            order =>
            {
                var shown = before.Deletions.LinksOf(order.Controller).ToHashSet();
                Assert.DoesNotContain(order.Links, link => shown.Count > 0 && !shown.Contains(link)
                    && before.Identifiers.Links[link].Identifier.Type.IsShared());
            });
    });

    [Fact]
    public void What_is_reported_of_the_living_is_ordered_or_kept_or_has_its_clock_whoever_takes_back_what() =>
        Sample(taken =>
        {
            if (taken.After.Tombstone is not null || taken.Outcome.Events.IsEmpty
                || taken is not { Step.Command: RecordActivity report, Outcome: Outcome.Refused })
                return;
            var demands = taken.After.Rights.Requests.Where(each =>
                each is { IsOpen: true, Type: RightsRequestType.Erasure or RightsRequestType.MinorReport })
                .Select(each => each.Id);

            var back = demands.Aggregate(
                taken.After, (before, id) => Life.Take(before, Withdrawn(id, before), Around).After);

            Assert.True(back.OpenOrders.Any(order => IsOf(order.Controller, order.Category))
                || back.Deletions.Withheld.Any(kept => IsOf(kept.Controller, kept.Category))
                || back.Retention.Clocks.Any(clock => IsOf(clock.Controller, clock.Category)));

            bool IsOf(Controller controller, DataCategory category) =>
                controller == report.Controller && category == report.Category;
        });

    [Fact]
    public void Who_takes_back_an_erasure_takes_back_what_came_late_of_it_and_nothing_else_of_its_controller() =>
        Sample(taken =>
        {
            var stopped = taken.Outcome.Events.OfType<ErasureStopped>().Select(each => each.Cause).ToHashSet();
            if (stopped.Count is 0 || taken.After.Tombstone is not null)
                return;
            var (before, after) = (taken.Before.Deletions, taken.After.Deletions);
            var whose = stopped.Select(cause => before.FindErasure(cause)!.Controller).ToHashSet();
            Assert.Equal(
                before.Orders.Where(order => order.IsOpen && order.Cause == DeletionBook.LateData
                    && whose.Contains(order.Controller) && !stopped.Contains(order.TakenBy ?? "")),
                after.Orders.Where(order => order.IsOpen && order.Cause == DeletionBook.LateData
                    && whose.Contains(order.Controller)));
        });

    private static bool Erases(Subject subject, Controller controller) =>
        subject.Deletions.Erasures.Any(erasure => erasure.IsWhole && erasure.Controller == controller);

    private static Step Withdrawn(string requestId, Subject subject) =>
        new(new WithdrawRightsRequest(requestId), By: null, subject.RecordedAt.AddHours(1));
}
