using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Tests.Lifecycle;
using static ZenVoip.Registry.Tests.Deletions.Office;
using static ZenVoip.Registry.Tests.Lifecycle.Farewell;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Deletions;

/// <summary>What holders, operators and clocks do is exempt from the limit of a state: it leaves by itself.</summary>
public sealed class GrowthTests
{
    private const int Cycles = 1_000;

    private const string Tracking = "zenvoip.tracking";

    private static readonly DeletionBook Erasing = new DeletionBook().Apply(Begun(Office.Demand))
        .Wished(Mint(), Free, Erase(CallRecords));

    [Fact]
    public void A_holder_that_retains_for_a_minute_is_asked_again_at_most_daily()
    {
        var (book, mint, now) = (Erasing, MintAfter(2), Noon);
        var asked = new HashSet<string>();
        for (var cycle = 0; cycle < Cycles; cycle++)
        {
            foreach (var order in book.Orders.Where(order => order.IsOpen))
                book = Retained(book, order, now.AddMinutes(1), now);
            now = book.NextDue(Free, now)!.Value;
            var happened = book.Elapsed(Free, mint, now);
            Assert.All(
                happened.OfType<OrdersIssued>().SelectMany(issued => issued.Orders),
                order => Assert.True(asked.Add(order.ReissueOf!)));
            book = book.With(happened);
            Assert.InRange(book.Orders.Length, 2, 2 * (DeletionBook.Kept.Days + 3));
        }

        Assert.Equal(2 * Cycles, asked.Count);
        Assert.True(now - Noon > (Cycles - 2) * DeletionBook.ReissuedEvery);
    }

    [Fact]
    public void What_one_holder_retains_of_a_rule_keeps_no_other_order_of_it()
    {
        var (book, mint) = (Wished(new(), MintAfter(0), Noon, Rule(Noon)), MintAfter(2));
        book = Retained(book, book.Orders[0], Noon.AddYears(900), Noon);
        for (var month = 1; month <= Cycles; month++)
        {
            var now = Noon.AddMonths(month);
            book = Wished(book.Confirmed(book.Orders[^1].Id, now), mint, now, Rule(now) with
            {
                Controller = Controller.TryParse($"customer-{month % 7}")!.Value,
            });
            book = book.Confirmed(book.Orders[^2].Id, now);
            Assert.InRange(book.Orders.Length, 2, 12);
        }

        Assert.Equal(DeletionOrderStatus.Retained, book.FindOrder("ord_1")!.Status);
    }

    [Fact]
    public void A_holder_that_never_answers_has_the_newest_orders_of_a_rule_and_no_others()
    {
        var (book, mint) = (new DeletionBook(), MintAfter(0));
        for (var month = 0; month <= Cycles; month++)
        {
            var now = Noon.AddMonths(month);
            book = Wished(book.Ticked(mint, Free, now), mint, now, Rule(now));
            Assert.InRange(book.Orders.Length, 2, 16);
        }

        Assert.All(Free.Systems, system => Assert.Equal(
            Noon.AddMonths(Cycles),
            book.Orders.Where(order => order.IsOpen && order.System == system.Name).Max(order => order.Cutoff)));
    }

    /// <summary>What the new order does not reach, and what is not overdue, stays with the holder.</summary>
    [Theory]
    [InlineData(0, 40, true, true)]
    [InlineData(0, 40, false, false)]
    [InlineData(41, 40, true, false)]
    [InlineData(0, 6, true, false)]
    public void Only_an_overdue_order_that_the_next_one_covers_is_taken_back(
        int cutoff, int day, bool isByAll, bool isTakenBack)
    {
        var (mint, now) = (MintAfter(0), Noon.AddDays(day));
        var book = Wished(new(), mint, Noon, Rule(Noon.AddDays(cutoff))).Ticked(mint, Free, now);

        book = Wished(book, mint, now, Rule(now) with { Links = isByAll ? [0, 1, 2] : [0] });

        Assert.Equal(isTakenBack, book.FindOrder("ord_1")!.Status is DeletionOrderStatus.Cancelled);
        Assert.Equal(isTakenBack, !book.FindOrder("ord_1")!.IsOpen);
    }

    [Fact]
    public void Holds_that_come_and_go_leave_nothing_of_an_erasure()
    {
        var around = Ward.Holders();
        var subject = Payer().ToErase(around);
        for (var cycle = 0; cycle < Cycles; cycle++)
        {
            var now = Demanded.AddDays(cycle);
            subject = subject
                .After(new PlaceLegalHold($"hld_{cycle}", Controller: null, "case", [CallRecords]), now, around: around)
                .After(new ReleaseLegalHold($"hld_{cycle}"), now, around: around);
            Assert.InRange(subject.Deletions.Orders.Length, 2, 2 * (DeletionBook.Kept.Days + 4));
        }

        Assert.NotEmpty(subject.OpenOrders);
    }

    [Fact]
    public void A_holder_that_keeps_a_part_of_an_export_for_a_minute_is_asked_again_at_most_daily()
    {
        var (mint, now) = (MintAfter(0), Noon);
        var book = new DeletionBook();
        book = book.With(book.Asked(
            new(HolderTaskKind.Export, Controller.ZenVoip, [CallRecords], "req_2", [0]), [Store], mint, now));
        for (var cycle = 0; cycle < Cycles; cycle++)
        {
            foreach (var task in book.Tasks.Where(task => task.IsOpen))
                book = book.After(
                    book.Decide(new CompleteTask(task.Id, "https://store.test/1", now.AddMinutes(1)), now));
            now = book.NextDue(Free, now)!.Value;
            book = book.Ticked(mint, Free, now);
            Assert.InRange(book.Tasks.Length, 1, DeletionBook.Kept.Days + 3);
        }

        Assert.Equal(Noon.AddDays(Cycles / 2), now);
    }

    [Fact]
    public void What_nobody_holds_leaves_like_an_order()
    {
        var none = Free with { Systems = [] };
        var book = new DeletionBook().Apply(Begun("req_0"));
        for (var day = 0; day < Cycles; day++)
        {
            var now = Noon.AddDays(day);
            book = book.With(book.Carried(
                DeletionPlan.Of([Erase(CallRecords) with { Cause = $"req_{day}" }], none, now), MintAfter(0), now));
            Assert.InRange(book.Unheld.Length, 1, DeletionBook.Kept.Days + 2);
        }

        Assert.Contains(book.Unheld, unheld => unheld.Cause == "req_0");
    }

    [Fact]
    public void An_erasure_of_which_nothing_can_be_certified_any_more_leaves_with_the_next_order()
    {
        var around = Ward.Holders();
        var subject = Ward.Caller().ToErase(around, null, Farewell.Demand, Billing).Confirmed(around);
        Assert.False(Assert.Single(subject.Deletions.Erasures).IsOpen);

        subject = subject.Ticked(Ward.CallsDue, around);

        Assert.Empty(subject.Deletions.Erasures);
        Assert.DoesNotContain(subject.Confirmed(around, Ward.CallsDue).Deletions.Orders, order => order.IsOpen);
    }

    private static Wish Rule(DateTimeOffset cutoff) => Erase(CallRecords, cutoff) with { Cause = Tracking };

    private static ErasureBegun Begun(string cause) => new(
        new() { Cause = cause, Controller = Controller.ZenVoip, Reach = ErasureReach.Person, BegunAt = Noon }, Noon);

    private static MintId MintAfter(int made) => prefix => $"{prefix}_{++made}";

    private static DeletionBook Wished(DeletionBook book, MintId mint, DateTimeOffset now, Wish wish) =>
        book.With(book.Carried(DeletionPlan.Of([wish], Free, now), mint, now));

    private static DeletionBook Retained(
        DeletionBook book, DeletionOrder order, DateTimeOffset until, DateTimeOffset now) => book.After(book.Decide(
            new ConfirmDeletion { OrderId = order.Id, RetainedUntil = until, Ground = "LEGAL_OBLIGATION" },
            IsGround,
            now));
}
