using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using static ZenVoip.Registry.Tests.Deletions.Office;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Deletions;

/// <summary>What a holder retains ends with the ground on which it does, before the date that it named.</summary>
public sealed class LettingGoTests
{
    private static readonly DateTimeOffset Until = Noon.AddYears(1);
    private static readonly DateTimeOffset Later = Noon.AddDays(40);

    private static readonly DeletionBook Retained = new DeletionBook()
        .Wished(Mint(), Free, Erase(CallRecords)).Confirmed("ord_2").RetainedBy("ord_1", Until);

    [Theory]
    [InlineData(null)]
    [InlineData("LEGAL_OBLIGATION")]
    public void A_holder_whose_ground_ends_before_the_date_says_when_and_is_ordered_again_then(string? ground)
    {
        var sooner = Later.AddDays(30);

        var book = Retained.After(Retained.Decide(Ends(sooner, ground), _ => false, Later));

        Assert.Equal(("LEGAL_OBLIGATION", sooner), (Told(book).Ground, Told(book).RetainedUntil));
        Assert.Equal(sooner, book.NextDue(Free, Later));
        Assert.Empty(book.Elapsed(Free, Mint(), sooner - Instants.Step));
        var again = book.Ticked(_ => "ord_again", Free, sooner);
        Assert.Equal("ord_1", again.FindOrder("ord_again")!.ReissueOf);
        Assert.Empty(again.Elapsed(Free, Mint(), sooner));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3000)]
    public void A_ground_that_has_ended_already_has_the_order_given_again_at_once_and_once(int days)
    {
        var ended = Ends(Later.AddDays(days));

        var book = Retained.After(Retained.Decide(ended, IsGround, Later));

        Assert.Equal((Later, Later), (Told(book).RetainedUntil, book.NextDue(Free, Later)));
        ChangesNothing(book.Decide(ended, IsGround, Later.AddHours(1)));
        Assert.Equal("ord_1", Assert.Single(
            book.Ticked(_ => "ord_again", Free, Later).Orders, order => order.IsOpen).ReissueOf);
    }

    [Fact]
    public void Another_ground_of_the_rulebook_may_keep_it_no_longer_than_was_said()
    {
        var book = Retained.After(Retained.Decide(Ends(Until, "COURT"), code => code == "COURT", Later));

        Assert.Equal(("COURT", Until), (Told(book).Ground, Told(book).RetainedUntil));
    }

    [Theory]
    [InlineData("ORDER_SETTLED", 1, "LEGAL_OBLIGATION")]
    [InlineData("ORDER_SETTLED", 1, null)]
    [InlineData("ORDER_SETTLED", null, "LEGAL_OBLIGATION")]
    [InlineData("GROUND_UNKNOWN", -1, "NOSTALGIA")]
    public void What_was_said_of_it_is_not_made_longer_nor_weaker(string code, int? days, string? ground) =>
        Assert.Equal(code, CodeOf(Retained.Decide(
            new ConfirmDeletion
            {
                OrderId = "ord_1",
                RetainedUntil = days is { } more ? Until.AddDays(more) : null,
                Ground = ground,
            },
            IsGround,
            Later)));

    [Fact]
    public void The_same_again_changes_nothing()
    {
        ChangesNothing(Retained.Decide(Ends(Until), IsGround, Later));
        ChangesNothing(Retained.Decide(Ends(Until, "LEGAL_OBLIGATION"), IsGround, Later));
    }

    [Fact]
    public void Once_it_is_ordered_again_only_the_new_order_is_answered()
    {
        var again = Retained.Ticked(_ => "ord_again", Free, Until);

        ChangesNothing(again.Decide(Ends(Later), IsGround, Until));
        Assert.Equal("ORDER_SETTLED", CodeOf(again.Decide(Ends(Until.AddDays(1)), IsGround, Until)));
    }

    [Fact]
    public void A_hold_and_a_duty_keep_it_still_when_the_holders_ground_ends()
    {
        var book = Retained.After(Retained.Decide(Ends(Later), IsGround, Later));

        Assert.Empty(book.Elapsed(Free with { Holds = [OnCalls] }, Mint(), Later));
        Assert.Empty(book.Elapsed(Free with { Duties = [KeepsAll(Until)] }, Mint(), Later));
        Assert.Equal(Until, book.NextDue(Free with { Duties = [KeepsAll(Until)] }, Later));
    }

    [Fact]
    public void A_ground_that_the_rulebook_ends_ends_what_is_retained_on_it_and_nothing_else()
    {
        var day = Noon.AddDays(60);
        var ending = Free with { GroundUntil = ground => ground == "LEGAL_OBLIGATION" ? day : null };
        var other = Free with { GroundUntil = ground => ground == "COURT" ? day : null };

        Assert.Equal((day, Until), (Retained.NextDue(ending, Later), Retained.NextDue(other, Later)));
        Assert.Empty(Retained.Elapsed(ending, Mint(), day - Instants.Step));
        Assert.Empty(Retained.Elapsed(other, Mint(), day));
        Assert.Single(Retained.Elapsed(ending, Mint(), day));
        Assert.Equal(Until, Retained.NextDue(
            Free with { GroundUntil = _ => Until.AddDays(1) }, Later));
    }

    [Fact]
    public void It_is_looked_every_week_whether_the_ground_is_still_one()
    {
        foreach (var hours in Enumerable.Range(0, 24 * 30))
        {
            var now = Noon.AddDays(1).AddHours(hours);
            var next = Retained.NextReview(now)!.Value;
            Assert.InRange(next, now + Instants.Step, now + DeletionBook.GroundsReviewed);
            Assert.Equal(next, Retained.NextReview(next - Instants.Step));
        }
        Assert.Null(Retained.Confirmed("ord_1").NextReview(Later));
        Assert.Null(Retained.Ticked(Mint(), Free, Until).NextReview(Until));
    }

    private static ConfirmDeletion Ends(DateTimeOffset until, string? ground = null) =>
        new() { OrderId = "ord_1", RetainedUntil = until, Ground = ground };

    private static DeletionOrder Told(DeletionBook book) => book.FindOrder("ord_1")!;
}
