using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using static ZenVoip.Registry.Tests.Deletions.Office;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Deletions;

public sealed class OrderTests
{
    private static readonly DeletionBook Ordered = new DeletionBook().Wished(Mint(), Free, Erase(CallRecords));

    [Fact]
    public void Each_system_has_its_own_time_to_confirm() => Assert.Equal(
        [("call-store", Noon.AddDays(7)), ("archive", Noon.AddDays(30))],
        Ordered.Orders.Select(order => (order.System, order.DueAt)));

    [Theory]
    [InlineData("ORDER_NOT_FOUND", "ord_9", null, null, null)]
    [InlineData("COUNT_INVALID", "ord_1", -1, null, null)]
    [InlineData("GROUND_REQUIRED", "ord_1", null, 10, null)]
    [InlineData("GROUND_UNKNOWN", "ord_1", null, 10, "NOSTALGIA")]
    [InlineData("RETAINED_UNTIL_REQUIRED", "ord_1", null, null, "LEGAL_OBLIGATION")]
    [InlineData("TIME_IN_PAST", "ord_1", null, 0, "LEGAL_OBLIGATION")]
    public void A_confirmation_that_cannot_be_is_refused(
        string code, string id, int? count, int? days, string? ground) =>
        Assert.Equal(code, CodeOf(Ordered.Decide(
            new ConfirmDeletion
            {
                OrderId = id,
                Count = count,
                RetainedUntil = days is { } more ? Noon.AddDays(more) : null,
                Ground = ground,
            },
            IsGround,
            Noon)));

    [Fact]
    public void A_confirmation_settles_and_may_be_repeated_but_not_changed()
    {
        var confirm = new ConfirmDeletion { OrderId = "ord_1", Count = 3, ResidualUntil = Noon.AddDays(30) };

        var book = Ordered.After(Ordered.Decide(confirm, IsGround, Noon.AddDays(1)));

        var order = book.FindOrder("ord_1")!;
        Assert.Equal((DeletionOrderStatus.Confirmed, Noon.AddDays(1), 3), (order.Status, order.SettledAt, order.Count));
        ChangesNothing(book.Decide(confirm, IsGround, Noon.AddDays(2)));
        Assert.Equal("ORDER_SETTLED", CodeOf(book.Decide(confirm with { Count = 4 }, IsGround, Noon.AddDays(2))));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(-1, true)]
    public void A_backup_that_has_expired_is_none_whenever_the_message_comes_through(int microseconds, bool isNamed)
    {
        var confirm = new ConfirmDeletion { OrderId = "ord_1", ResidualUntil = Noon.AddDays(1) };
        var told = Noon.AddDays(1).AddMicroseconds(microseconds);

        var book = Ordered.After(Ordered.Decide(confirm, IsGround, told));

        var order = book.FindOrder("ord_1")!;
        Assert.Equal(DeletionOrderStatus.Confirmed, order.Status);
        Assert.Equal(isNamed ? confirm.ResidualUntil : null, order.ResidualUntil);
        ChangesNothing(book.Decide(confirm, IsGround, told));
        ChangesNothing(book.Decide(confirm, IsGround, Noon.AddDays(9)));
        Assert.Equal("ORDER_SETTLED", CodeOf(
            book.Decide(confirm with { ResidualUntil = Noon.AddDays(30) }, IsGround, told)));
    }

    [Fact]
    public void An_erasure_is_settled_when_its_last_order_is()
    {
        Assert.False(Ordered.IsSettled(Demand));
        Assert.False(Ordered.Confirmed("ord_1").IsSettled(Demand));
        Assert.True(Ordered.Confirmed("ord_1").RetainedBy("ord_2", Noon.AddYears(1)).IsSettled(Demand));
    }

    [Fact]
    public void What_is_not_confirmed_in_time_escalates_once_and_stays_open()
    {
        Assert.Equal(Noon.AddDays(7), Ordered.NextDue(Free, Noon));
        Assert.Empty(Ordered.Elapsed(Free, Mint(), Noon.AddDays(7).AddMicroseconds(-1)));

        var late = Ordered.Ticked(Mint(), Free, Noon.AddDays(7));

        Assert.Equal((DeletionOrderStatus.Failed, true), (late.Orders[0].Status, late.Orders[0].IsOpen));
        Assert.Empty(late.Elapsed(Free, Mint(), Noon.AddDays(7)));
        Assert.Equal(Noon.AddDays(30), late.NextDue(Free, Noon.AddDays(7)));
        Assert.Equal(
            DeletionOrderStatus.Confirmed, late.Confirmed("ord_1", Noon.AddDays(8)).FindOrder("ord_1")!.Status);
    }

    [Fact]
    public void What_a_holder_retains_is_ordered_again_when_its_date_ends()
    {
        var until = Noon.AddYears(1);
        var retained = Ordered.Confirmed("ord_2").RetainedBy("ord_1", until);
        Assert.Equal(until, retained.NextDue(Free, Noon.AddDays(1)));
        Assert.Empty(retained.Elapsed(Free, Mint(), until.AddMicroseconds(-1)));

        var again = retained.Ticked(_ => "ord_again", Free, until);

        var order = again.FindOrder("ord_again")!;
        Assert.Equal(("ord_1", 2, Noon, Demand), (order.ReissueOf, order.Attempts, order.Cutoff, order.Cause));
        Assert.Empty(again.Elapsed(Free, Mint(), until));
        Assert.Equal("ORDER_SETTLED", CodeOf(again.Decide(
            new ConfirmDeletion { OrderId = "ord_1" }, IsGround, until)));
    }

    [Fact]
    public void A_hold_delays_the_second_order_until_it_is_released()
    {
        var until = Noon.AddYears(1);
        var retained = Ordered.Confirmed("ord_2").RetainedBy("ord_1", until);
        var held = Free with { Holds = [OnCalls] };

        Assert.Null(retained.NextDue(held, until));
        Assert.Empty(retained.Elapsed(held, Mint(), until.AddDays(1)));
        Assert.Single(retained.Elapsed(Free, Mint(), until.AddDays(2)));
    }

    [Fact]
    public void A_holder_may_let_go_before_the_date()
    {
        var book = Ordered.RetainedBy("ord_1", Noon.AddYears(1)).Confirmed("ord_1", Noon.AddDays(9));

        Assert.Equal(DeletionOrderStatus.Confirmed, book.FindOrder("ord_1")!.Status);
        Assert.Null(book.FindOrder("ord_1")!.RetainedUntil);
    }

    [Fact]
    public void A_note_of_delivery_never_undoes_what_came_after_it()
    {
        var delivered = Ordered.After(Ordered.Decide(new NoteDelivery("ord_1"), Noon));

        Assert.Equal(DeletionOrderStatus.Delivered, delivered.FindOrder("ord_1")!.Status);
        ChangesNothing(delivered.Decide(new NoteDelivery("ord_1"), Noon));
        ChangesNothing(delivered.Confirmed("ord_1").Decide(new NoteDelivery("ord_1"), Noon));
        Assert.Equal("ORDER_NOT_FOUND", CodeOf(delivered.Decide(new NoteDelivery("ord_9"), Noon)));
    }

    [Fact]
    public void What_is_taken_back_is_neither_open_nor_certified()
    {
        var book = Ordered.Confirmed("ord_1");

        book = book.With(book.Cancelled(Demand, Noon.AddDays(2)));

        Assert.True(book.IsSettled(Demand));
        Assert.Equal("ord_1", Assert.Single(book.Certify(Demand, Noon.AddDays(2)).Deletions).OrderId);
        Assert.Empty(book.Cancelled(Demand, Noon.AddDays(3)));
    }

    [Fact]
    public void A_settled_order_leaves_the_state_after_a_while_unless_its_erasure_is_known()
    {
        var done = Ordered.Confirmed("ord_1").Confirmed("ord_2");
        var half = Ordered.Confirmed("ord_1").RetainedBy("ord_2", Noon.AddYears(9));
        var known = done.Apply(new ErasureBegun(
            new()
            {
                Cause = Demand,
                Controller = Controller.ZenVoip,
                Reach = ErasureReach.Part,
                BegunAt = Noon,
            },
            Noon));
        var later = new OrdersIssued([], Noon.AddDays(1) + DeletionBook.Kept);

        Assert.Empty(done.Apply(later).Orders);
        Assert.Equal("ord_2", Assert.Single(half.Apply(later).Orders).Id);
        Assert.Equal(2, known.Apply(later).Orders.Length);
        Assert.Equal(2, done.Apply(later with { RecordedAt = Noon.AddDays(90) }).Orders.Length);
    }

    [Fact]
    public void What_was_ordered_again_stays_as_long_after_that_as_what_is_settled()
    {
        var until = Noon.AddYears(1);
        var again = Ordered.Confirmed("ord_2").RetainedBy("ord_1", until).Ticked(_ => "ord_again", Free, until);

        Assert.Equal(2, again.Apply(new OrdersIssued([], until.AddDays(89))).Orders.Length);
        Assert.Equal("ord_again", Assert.Single(again.Apply(new OrdersIssued([], until.AddDays(90))).Orders).Id);
    }

    /// <summary>The system alone has the data, whatever it is registered for by now.</summary>
    [Fact]
    public void What_is_retained_is_ordered_again_also_of_a_system_that_holds_nothing_any_more()
    {
        var until = Noon.AddYears(1);

        var again = Ordered.RetainedBy("ord_1", until)
            .Ticked(_ => "ord_again", Free with { Systems = [Archive] }, until);

        Assert.Equal(("call-store", "ord_1"), (again.Orders[^1].System, again.Orders[^1].ReissueOf));
    }

    [Fact]
    public void A_certificate_says_where_how_when_and_what_is_kept_until_when_and_why()
    {
        var certificate = Ordered.Confirmed("ord_1").RetainedBy("ord_2", Noon.AddYears(1))
            .Wished(Mint(), Free with { Holds = [new Held(null, Billing)] }, Erase(Billing))
            .Certify(Demand, Noon.AddDays(2));

        Assert.Equal(
            [
                ("BILLING", null, CertifiedOutcome.Withheld, null, null, "HOLD"),
                ("CALL_RECORDS", "archive", CertifiedOutcome.Retained, null, Noon.AddYears(1), "LEGAL_OBLIGATION"),
                ("CALL_RECORDS", "call-store", CertifiedOutcome.Deleted, DeletionMethod.Erased, null,
                    (string?)null),
            ],
            certificate.Deletions.Select(line => (line.Category.Value, line.System, line.Outcome, line.Method,
                line.RetainedUntil, line.Because)));
    }
}
