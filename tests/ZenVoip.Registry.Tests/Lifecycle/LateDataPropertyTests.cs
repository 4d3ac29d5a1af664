using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using static ZenVoip.Registry.Tests.Lifecycle.ErasedLives;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>What holds of data that is reported of somebody erased, whatever else is said.</summary>
public sealed class LateDataPropertyTests
{
    [Fact]
    public void Of_who_erases_nothing_none_is_ordered_of_somebody_who_lives() => Sample(taken =>
    {
        var after = taken.After;
        if (after.Status is SubjectStatus.Erasing or SubjectStatus.Erased)
            return;
        Assert.DoesNotContain(after.OpenOrders, order => order.Cause == DeletionBook.LateData
            && !after.Deletions.Erases(order.Controller));
        Assert.DoesNotContain(after.Deletions.Withheld, kept => kept.Cause == DeletionBook.LateData
            && !after.Deletions.Erases(kept.Controller));
    });

    [Fact]
    public void No_order_asks_for_what_a_law_is_known_to_keep_by_then() => Sample(taken => Assert.All(
        taken.Outcome.Events.OfType<OrdersIssued>().SelectMany(issued => issued.Orders)
            .Where(order => order is { Cause: DeletionBook.LateData, ReissueOf: null }),
        order => Assert.DoesNotContain(taken.After.CircumstancesAt(taken.Now, []).Duties, duty =>
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
                var shown = before.Deletions.Taking(order.Controller)
                    .Where(erasure => erasure.Controller == order.Controller)
                    .SelectMany(before.Deletions.LinksOf).ToHashSet();
                Assert.DoesNotContain(order.Links, link => shown.Count > 0 && !shown.Contains(link)
                    && before.Identifiers.Links[link].Identifier.Type.IsShared());
            });
    });
}
