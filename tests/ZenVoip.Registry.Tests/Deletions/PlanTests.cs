using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using static ZenVoip.Registry.Tests.Deletions.Office;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Deletions;

public sealed class PlanTests
{
    [Fact]
    public void What_nothing_keeps_is_deleted_now()
    {
        var planned = Planned(Free);

        Assert.Equal(Noon, planned.DeleteUpTo);
        Assert.Equal(["call-store", "archive"], planned.Systems.Select(system => system.Name));
        Assert.Empty(planned.Retained);
    }

    [Fact]
    public void A_hold_keeps_all_of_the_category_without_a_date()
    {
        var planned = Planned(Free with { Holds = [OnCalls], Duties = [KeepsAll(Noon.AddYears(1))] });

        Assert.Null(planned.DeleteUpTo);
        Assert.Equal([new Retained(Until: null, "HOLD", Noon)], planned.Retained);
    }

    [Fact]
    public void The_longest_duty_counts()
    {
        var planned = Planned(Free with
        {
            Duties = [KeepsAll(Noon.AddYears(2), "long"), KeepsAll(Noon.AddYears(1), "short")],
        });

        Assert.Null(planned.DeleteUpTo);
        Assert.Equal([new Retained(Noon.AddYears(2), "long", Noon)], planned.Retained);
    }

    [Fact]
    public void A_duty_that_is_over_keeps_nothing() =>
        Assert.Equal(Noon, Planned(Free with { Duties = [KeepsAll(Noon)] }).DeleteUpTo);

    [Fact]
    public void Months_are_let_go_one_by_one_and_what_is_older_is_deleted_now()
    {
        var planned = Planned(Free with
        {
            Duties =
            [
                KeepsAll(Noon.AddMonths(7)) with { After = Noon.AddDays(-10) },
                KeepsAll(Noon.AddMonths(6)) with { After = Noon.AddDays(-40) },
            ],
        });

        Assert.Equal(Noon.AddDays(-40), planned.DeleteUpTo);
        Assert.Equal(
            [
                new Retained(Noon.AddMonths(6), "duty", Noon.AddDays(-10), After: Noon.AddDays(-40)),
                new Retained(Noon.AddMonths(7), "duty", Noon, After: Noon.AddDays(-10)),
            ],
            planned.Retained);
    }

    [Fact]
    public void A_duty_on_newer_data_does_not_keep_what_is_asked_for() => Assert.Equal(
        Noon, Planned(Free with { Duties = [KeepsAll(Noon.AddYears(1)) with { After = Noon }] }).DeleteUpTo);

    [Fact]
    public void What_another_controller_must_keep_keeps_nothing_here()
    {
        var planned = Planned(Free with
        {
            Duties = [KeepsAll(Noon.AddYears(1)) with { Controller = Acme }],
            Holds = [new Held(Acme, CallRecords), new Held(Controller.ZenVoip, Billing)],
        });

        Assert.Equal(Noon, planned.DeleteUpTo);
    }

    [Fact]
    public void What_nobody_holds_is_settled_at_once_and_said()
    {
        var book = new DeletionBook().Wished(Mint(), new([], [], [Store]), Erase(Billing));

        Assert.Empty(book.Orders);
        Assert.Equal(Billing, Assert.Single(book.Unheld).Category);
        Assert.True(book.IsSettled(Demand));
        Assert.Equal(CertifiedOutcome.Unheld, Assert.Single(book.Certify(Demand, Noon).Deletions).Outcome);
    }

    [Fact]
    public void A_wish_is_carried_out_once()
    {
        var mint = Mint();
        var around = Free with { Duties = [KeepsAll(Noon.AddYears(1)) with { After = Noon.AddDays(-9) }] };
        var book = new DeletionBook().Wished(mint, around, Erase(CallRecords), Erase(CallRecords));

        Assert.Equal(["ord_1", "ord_2"], book.Orders.Select(order => order.Id));
        Assert.Single(book.Withheld);
        Assert.Empty(book.Carried(DeletionPlan.Of([Erase(CallRecords)], around, Noon), mint, Noon));
    }

    private static PlannedDeletion Planned(Circumstances around) =>
        Assert.Single(DeletionPlan.Of([Erase(CallRecords)], around, Noon));
}
