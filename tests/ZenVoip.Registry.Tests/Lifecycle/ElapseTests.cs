using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Tests.Deletions;
using static ZenVoip.Registry.Tests.Lifecycle.Ward;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>What time makes due happens once, and never early.</summary>
public sealed class ElapseTests
{
    [Fact]
    public void A_clock_of_five_years_orders_every_holder_to_delete_and_is_gone()
    {
        var subject = Caller();

        var after = subject.Ticked(CallsDue, Holders());

        Assert.Equal(CallsDue, subject.NextDue(Noon));
        Assert.Equal(["archive", "call-store"], after.OpenOrders.Select(order => order.System).Order());
        Assert.All(after.OpenOrders, order => Assert.Equal(
            (CallsDue.AddYears(-5) - Instants.Step, "zenvoip.call-records"), (order.Cutoff, order.Cause)));
        Assert.Empty(after.Retention.Clocks);
        Assert.Equal(CallsDue.AddDays(7), after.NextDue(CallsDue));
    }

    [Fact]
    public void Nothing_happens_a_moment_too_early() =>
        Assert.True(Caller().IsIdleAt(CallsDue - Instants.Step, Holders()));

    [Fact]
    public void A_tick_that_comes_twice_changes_nothing() =>
        Assert.True(Caller().Ticked(CallsDue, Holders()).IsIdleAt(CallsDue, Holders()));

    [Fact]
    public void Data_of_a_month_that_was_deleted_is_ordered_deleted_when_it_is_reported_again()
    {
        var deleted = Caller().Ticked(CallsDue, Holders()).Confirmed(Holders(), CallsDue.AddDays(1));

        var again = deleted.After(Called with { At = Noon }, CallsDue.AddDays(2))
            .Ticked(CallsDue.AddDays(3), Holders());

        Assert.Empty(deleted.OpenOrders);
        Assert.Equal(["archive", "call-store"], again.OpenOrders.Select(order => order.System).Order());
    }

    [Fact]
    public void Links_by_mistake_are_in_no_order()
    {
        var theirs = Phone("+4930999999", "DE");
        var subject = Caller().After(new LinkIdentifier(theirs), Noon)
            .After(new UnlinkIdentifier(theirs.Digest, UnlinkReason.Mistake, At: null, Evidence: null), Noon);

        var after = subject.Ticked(CallsDue, Holders());

        Assert.All(after.OpenOrders, order => Assert.Equal([0], order.Links));
    }

    [Fact]
    public void An_order_that_is_not_confirmed_escalates_once()
    {
        var ordered = Caller().Ticked(CallsDue, Holders());

        var late = ordered.Ticked(CallsDue.AddDays(7), Holders());

        Assert.Equal(
            [DeletionOrderStatus.Failed, DeletionOrderStatus.Issued],
            late.Deletions.Orders.OrderBy(order => order.DueAt).Select(order => order.Status));
        Assert.True(late.IsIdleAt(CallsDue.AddDays(8), Holders()));
    }

    [Fact]
    public void What_a_holder_retains_is_ordered_again_when_its_ground_ends()
    {
        var until = CallsDue.AddYears(2);
        var around = Among(Office.Store);
        var ordered = Caller().Ticked(CallsDue, around);
        var order = Assert.Single(ordered.OpenOrders);

        var retained = ordered.After(
            new ConfirmDeletion { OrderId = order.Id, RetainedUntil = until, Ground = "LEGAL_OBLIGATION" },
            CallsDue.AddDays(1));
        var again = retained.Ticked(until, around);

        Assert.Equal(until, retained.NextDue(around.Rules, CallsDue.AddDays(1)));
        Assert.Equal(order.Id, Assert.Single(again.OpenOrders).ReissueOf);
    }

    [Fact]
    public void A_ground_that_the_rulebook_does_not_know_is_refused()
    {
        var ordered = Caller().Ticked(CallsDue, Holders());

        var outcome = ordered.Decide(
            new ConfirmDeletion
            {
                OrderId = ordered.OpenOrders[0].Id,
                RetainedUntil = CallsDue.AddYears(1),
                Ground = "CURIOSITY",
            },
            CallsDue.AddDays(1));

        Assert.Equal("GROUND_UNKNOWN", CodeOf(outcome));
    }

    [Fact]
    public void An_order_stops_the_other_clocks_of_the_same_data()
    {
        var ended = Caller() with
        {
            Retention = new RetentionBook().Apply(new ActivityRecorded(
                Controller.ZenVoip, Office.CallRecords, RetentionEvent.LastActivity, Noon.AddDays(-60),
                new(false, Domain.Rulebook.Period.TryParse("P10Y"), null, "later"), Noon)),
        };
        var subject = ended.After(Called, Noon);

        var after = subject.Ticked(CallsDue, Holders());

        Assert.Empty(after.Retention.Clocks);
    }

    [Theory]
    [InlineData(SubjectStatus.Erasing)]
    [InlineData(SubjectStatus.Erased)]
    [InlineData(SubjectStatus.Merged)]
    public void What_belongs_to_an_end_is_heard_after_it(SubjectStatus status)
    {
        var ordered = Caller().Ticked(CallsDue, Holders()) with { Status = status };

        var late = ordered.Ticked(CallsDue.AddDays(7), Holders());

        Assert.NotEmpty(late.After(
            new ConfirmDeletion { OrderId = late.OpenOrders[0].Id }, CallsDue.AddDays(8)).Deletions.Orders);
        Assert.NotEqual("", CodeOf(late.Decide(new LinkIdentifier(Number), CallsDue.AddDays(8))));
    }
}
