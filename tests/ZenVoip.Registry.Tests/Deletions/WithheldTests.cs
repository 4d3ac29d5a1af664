using CsCheck;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using static ZenVoip.Registry.Tests.Deletions.Office;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Deletions;

public sealed class WithheldTests
{
    private static readonly Circumstances Hold = Free with { Holds = [OnCalls] };

    [Fact]
    public void An_erasure_waits_for_the_legal_hold_and_fires_at_its_release()
    {
        var mint = Mint();
        var book = new DeletionBook().Wished(mint, Hold, Erase(CallRecords));
        Assert.False(book.IsSettled(Demand));
        Assert.Null(book.NextDue(Hold, Noon));
        Assert.Empty(book.Elapsed(Hold, mint, Noon.AddYears(9)));

        var released = book.Ticked(mint, Free, Noon.AddYears(9));

        Assert.Equal(Noon, book.NextDue(Free, Noon.AddYears(9)));
        Assert.Empty(released.Withheld);
        Assert.All(released.Orders, order => Assert.Equal((Noon, Demand), (order.Cutoff, order.Cause)));
        Assert.Equal(2, released.Orders.Length);
    }

    [Fact]
    public void What_a_duty_keeps_fires_on_its_date_and_does_not_hinder_the_end()
    {
        var mint = Mint();
        var until = Noon.AddMonths(18);
        var book = new DeletionBook().Wished(mint, Free with { Duties = [KeepsAll(until)] }, Erase(CallRecords));
        Assert.True(book.IsSettled(Demand));
        Assert.Equal(until, book.NextDue(Free, Noon));
        Assert.Empty(book.Elapsed(Free, mint, until.AddMicroseconds(-1)));

        Assert.Equal(2, book.Ticked(mint, Free, until).Orders.Length);
    }

    [Fact]
    public void A_hold_placed_meanwhile_takes_over_from_the_duty()
    {
        var mint = Mint();
        var until = Noon.AddMonths(18);
        var book = new DeletionBook().Wished(mint, Free with { Duties = [KeepsAll(until)] }, Erase(CallRecords));

        var held = book.Ticked(mint, Hold, until);

        Assert.Empty(held.Orders);
        Assert.True(Assert.Single(held.Withheld).IsHeld);
        Assert.Empty(held.Elapsed(Hold, mint, until.AddDays(1)));
        Assert.Equal(2, held.Ticked(mint, Free, until.AddDays(2)).Orders.Length);
    }

    [Fact]
    public void Under_a_hold_month_after_month_waits_as_one()
    {
        var mint = Mint();
        var book = new DeletionBook()
            .Wished(mint, Hold, Erase(CallRecords, Noon.AddMonths(-2)))
            .Wished(mint, Hold, Erase(CallRecords, Noon.AddMonths(-1)))
            .Wished(mint, Hold, Erase(CallRecords, Noon.AddMonths(-3)));

        Assert.Equal(Noon.AddMonths(-1), Assert.Single(book.Withheld).Cutoff);
    }

    [Theory]
    [InlineData(-40, -30, -40)]
    [InlineData(-30, -40, -40)]
    [InlineData(null, -40, null)]
    [InlineData(-40, null, null)]
    public void A_wait_that_takes_the_place_of_another_keeps_all_that_it_kept(int? one, int? other, int? both)
    {
        var until = Noon.AddMonths(18);

        var book = new DeletionBook()
            .Wished(Mint(), Keeping(one), Erase(CallRecords, Noon.AddDays(-20)))
            .Wished(Mint(), Keeping(other), Erase(CallRecords));

        Assert.Equal((Noon, DaysOff(both)), (Assert.Single(book.Withheld).Cutoff, book.Withheld[0].After));

        Circumstances Keeping(int? days) => Free with { Duties = [KeepsAll(until) with { After = DaysOff(days) }] };

        static DateTimeOffset? DaysOff(int? days) => days is { } off ? Noon.AddDays(off) : null;
    }

    /// <summary>Else what was linked between the two is never ordered.</summary>
    [Theory]
    [InlineData(false, -20, 2)]
    [InlineData(false, -30, 1)]
    [InlineData(false, null, 1)]
    [InlineData(true, null, 2)]
    public void A_wait_that_reaches_further_back_or_to_more_links_widens_another_of_a_later_cutoff(
        bool isHeld, int? days, int link)
    {
        var wish = Erase(CallRecords, Noon.AddDays(-5)) with { Links = [link] };

        var book = new DeletionBook().Wished(Mint(), Keeping(-20), Erase(CallRecords))
            .Wished(Mint(), Keeping(days), wish);

        var wait = Assert.Single(book.Withheld);
        Assert.Equal(Noon, wait.Cutoff);
        Assert.Equal(new[] { 0, 1, link }.Distinct(), wait.Links.Order());
        Assert.Equal(days is { } off ? Noon.AddDays(off) : null, wait.After);
        Assert.Same(book, book.Wished(Mint(), Keeping(days), wish));

        Circumstances Keeping(int? off) => isHeld ? Hold : Free with
        {
            Duties = [KeepsAll(Noon.AddMonths(18)) with { After = off is { } some ? Noon.AddDays(some) : null }],
        };
    }

    [Fact]
    public void What_is_withheld_for_a_request_that_is_taken_back_never_fires()
    {
        var book = new DeletionBook().Wished(Mint(), Hold, Erase(CallRecords));

        book = book.With(book.Cancelled(Demand, Noon));

        Assert.Empty(book.Elapsed(Free, Mint(), Noon.AddYears(1)));
    }

    [Fact]
    public void Everything_withheld_fires_exactly_once_never_early_and_in_the_end_all_is_ordered() => Gen.Select(
        Gen.Select(Gen.Int[1, 900], Gen.Int[0, 900], Gen.Bool).Array[0, 8],
        Gen.Int[0, 40].Array[1, 60],
        Gen.Int[0, 1_200]).Sample((duties, steps, release) =>
        {
            var mint = Mint();
            Duty[] all = [.. duties.Select(each => KeepsAll(Noon.AddDays(each.Item1), $"r{each.Item1}") with
            {
                After = each.Item3 ? null : Noon.AddDays(-each.Item2),
            })];
            var now = Noon;
            var book = new DeletionBook().Wished(mint, At(now), Erase(CallRecords));

            foreach (var step in steps.Append(2_000).Append(0))
            {
                now = now.AddDays(step);
                var before = book.Orders.Length;
                book = book.Ticked(mint, At(now), now);
                Assert.Empty(book.Elapsed(At(now), mint, now));
                Assert.True(book.NextDue(At(now), now) is not { } next || next > now);
                Assert.All(book.Orders.Skip(before), order => Assert.DoesNotContain(all, duty =>
                    duty.KeepUntil > now && (duty.After is not { } after || after < order.Cutoff)));
                Assert.True(before == book.Orders.Length || At(now).Holds.IsEmpty);
            }

            Assert.Empty(book.Withheld);
            Assert.Equal(2, book.Orders.Count(order => order.Cutoff == Noon));
            Assert.Equal(book.Orders.Length, book.Orders.DistinctBy(order => (order.System, order.Cutoff)).Count());

            Circumstances At(DateTimeOffset at) => new(
                [.. all], at < Noon.AddDays(release) ? [OnCalls] : [], Free.Systems);
        });

    /// <summary>An older registry noted what was reported late for the erasure.</summary>
    [Fact]
    public void What_was_noted_for_an_erasure_once_is_ordered_for_itself()
    {
        var book = new DeletionBook
        {
            Withheld =
            [
                new()
                {
                    Number = 0,
                    Controller = Controller.ZenVoip,
                    Category = CallRecords,
                    Because = Withheld.Late,
                    Cutoff = Noon,
                    Links = [0],
                    Cause = Demand,
                    WithheldAt = Noon,
                },
            ],
        };

        var fired = book.Ticked(Mint(), Free, Noon.AddDays(1));

        Assert.Equal(2, fired.Orders.Length);
        Assert.All(fired.Orders, order => Assert.Equal((Noon, DeletionBook.LateData), (order.Cutoff, order.Cause)));
        Assert.Empty(fired.Withheld);
    }
}
