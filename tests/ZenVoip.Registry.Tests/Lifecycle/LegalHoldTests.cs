using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Tests.Deletions;
using static ZenVoip.Registry.Tests.Lifecycle.Ward;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>Holds stack, stop deletion and nothing else; the last release fires what became due meanwhile.</summary>
public sealed class LegalHoldTests
{
    private static readonly DateTimeOffset Released = CallsDue.AddYears(1);

    [Fact]
    public void What_falls_due_under_a_hold_is_kept_back_and_waits_for_nothing_but_its_release()
    {
        var held = Caller().After(Hold(), Noon).Ticked(CallsDue, Holders());

        Assert.Empty(held.Deletions.Orders);
        Assert.True(Assert.Single(held.Deletions.Withheld).IsHeld);
        Assert.Null(held.NextDue(CallsDue));
    }

    [Fact]
    public void The_last_release_fires_what_became_due_meanwhile()
    {
        var held = Caller().After(Hold("hld_1"), Noon).After(Hold("hld_2"), Noon).Ticked(CallsDue, Holders());

        var one = held.After(new ReleaseLegalHold("hld_1"), Released, around: Holders());
        var none = one.After(new ReleaseLegalHold("hld_2"), Released, around: Holders());

        Assert.Empty(one.Deletions.Orders);
        Assert.Equal(2, none.OpenOrders.Count);
        Assert.Empty(none.Deletions.Withheld);
    }

    [Fact]
    public void A_release_fires_what_no_tick_has_found_yet()
    {
        var held = Caller().After(Hold(), Noon);

        var free = held.After(new ReleaseLegalHold("hld_1"), Released, around: Holders());

        Assert.Equal(2, free.OpenOrders.Count);
    }

    [Fact]
    public void A_hold_takes_back_what_is_ordered_and_its_release_orders_it_again()
    {
        var around = Holders();
        var ordered = Caller().Ticked(CallsDue, around);
        var done = ordered.After(new ConfirmDeletion { OrderId = ordered.OpenOrders[0].Id }, CallsDue, around: around);

        var held = done.After(Hold(), CallsDue.AddDays(1), around: around);
        var free = held.After(new ReleaseLegalHold("hld_1"), Released, around: around);

        Assert.Empty(held.OpenOrders);
        Assert.Equal(
            [DeletionOrderStatus.Cancelled, DeletionOrderStatus.Confirmed],
            held.Deletions.Orders.Select(order => order.Status).Order().Reverse());
        Assert.Equal(ordered.OpenOrders[0].Cutoff, Assert.Single(held.Deletions.Withheld).Cutoff);
        Assert.Equal(2, free.OpenOrders.Count);
    }

    [Fact]
    public void A_hold_changes_no_decision()
    {
        var subject = Caller().After(Answer(ConsentStatus.Given), Noon);

        var held = subject.After(Hold(), Noon);

        Assert.Equal(Subjects.Life.Text(subject.Profile()), Subjects.Life.Text(held.Profile()));
    }

    [Fact]
    public void A_hold_may_stop_an_erasure_that_has_begun() => Assert.Single(
        (Caller() with { Status = SubjectStatus.Erasing }).After(Hold(), Noon).Holds.Holds);

    [Fact]
    public void A_preview_says_what_would_happen_and_does_nothing()
    {
        var held = Caller().After(Hold(), Noon);

        var preview = held.PreviewOf(
            Controller.ZenVoip, [Office.CallRecords, Office.Billing], Holders().Systems, Rules, Noon.AddDays(1));

        Assert.Equal([null, Noon.AddDays(1)], preview.Select(planned => planned.DeleteUpTo));
        Assert.Equal([(null, Withheld.Hold)], preview[0].Retained.Select(kept => (kept.Until, kept.Because)));
        Assert.Equal(["archive"], preview[1].Systems.Select(system => system.Name));
    }
}
