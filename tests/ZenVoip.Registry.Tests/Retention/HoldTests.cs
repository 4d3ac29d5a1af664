using CsCheck;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Retention;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Retention;

public sealed class HoldTests
{
    private static readonly DataCategory Calls = DataCategory.TryParse("CALL_RECORDS")!.Value;
    private static readonly DataCategory Billing = DataCategory.TryParse("BILLING")!.Value;

    [Fact]
    public void A_hold_keeps_the_categories_that_it_names_of_its_controller()
    {
        var book = Placed(new(), Hold("hld_1", Controller.ZenVoip));

        Assert.Single(book.HoldsOn(Controller.ZenVoip, Calls));
        Assert.Empty(book.HoldsOn(Controller.ZenVoip, Billing));
        Assert.Empty(book.HoldsOn(Acme, Calls));
    }

    [Fact]
    public void A_hold_without_a_controller_keeps_the_data_of_each() =>
        Assert.Single(Placed(new(), Hold("hld_1", controller: null)).HoldsOn(Acme, Calls));

    [Theory]
    [InlineData("CATEGORIES_REQUIRED", "case 7", "")]
    [InlineData("CATEGORY_UNKNOWN", "case 7", "HOROSCOPES")]
    [InlineData("HOLD_REASON_INVALID", " ", "CALL_RECORDS")]
    [InlineData("HOLD_REASON_INVALID", "case\n7", "CALL_RECORDS")]
    public void A_hold_that_says_too_little_is_refused(string code, string reason, string categories) => Assert.Equal(
        code,
        CodeOf(new HoldBook().Decide(
            new PlaceLegalHold("hld_1", null, reason,
                [.. categories.Split(',', StringSplitOptions.RemoveEmptyEntries)
                    .Select(each => DataCategory.TryParse(each)!.Value)]),
            category => Rules.Retention.Find(category) is not null,
            Noon)));

    [Fact]
    public void A_reason_with_half_a_character_cannot_be_kept_as_it_is() => Assert.Equal(
        "HOLD_REASON_INVALID",
        CodeOf(new HoldBook().Decide(new PlaceLegalHold("hld_1", null, "case \ud83d", [Calls]), _ => true, Noon)));

    [Fact]
    public void The_platform_itself_is_under_no_hold() => Assert.Equal("CONTROLLER_NOT_ALLOWED", CodeOf(
        new HoldBook().Decide(Hold("hld_1", Controller.Platform), _ => true, Noon)));

    [Fact]
    public void Placing_a_hold_again_changes_nothing() => ChangesNothing(
        Placed(new(), Hold("hld_1")).Decide(Hold("hld_1"), _ => true, Noon));

    [Fact]
    public void There_are_as_many_holds_as_there_may_be_and_no_more()
    {
        var full = Enumerable.Range(0, HoldBook.Max)
            .Aggregate(new HoldBook(), (book, number) => Placed(book, Hold($"hld_{number}")));

        Assert.Equal("HOLD_LIMIT", CodeOf(full.Decide(Hold("hld_more"), _ => true, Noon)));
    }

    [Fact]
    public void What_is_released_or_was_never_placed_is_not_found() =>
        Assert.Equal("HOLD_NOT_FOUND", CodeOf(new HoldBook().Decide(new ReleaseLegalHold("hld_1"), Noon)));

    [Fact]
    public void Holds_stack_until_the_last_is_released_in_any_order() => Gen.Shuffle(
        Enumerable.Range(0, 6).ToArray()).Sample(order =>
        {
            var book = Enumerable.Range(0, 6)
                .Aggregate(new HoldBook(), (before, number) => Placed(before, Hold($"hld_{number}")));

            foreach (var number in order)
            {
                Assert.NotEmpty(book.HoldsOn(Controller.ZenVoip, Calls));
                book = book.Apply(Assert.IsType<LegalHoldReleased>(Assert.Single(Assert.IsType<Outcome.Accepted>(
                    book.Decide(new ReleaseLegalHold($"hld_{number}"), Noon)).Events)));
            }

            Assert.Empty(book.HoldsOn(Controller.ZenVoip, Calls));
        });

    [Fact]
    public void A_reason_is_not_printed() => Assert.DoesNotContain(
        "case 7", $"{Hold("hld_1")} {Placed(new(), Hold("hld_1")).Holds[0]}", StringComparison.Ordinal);

    private static PlaceLegalHold Hold(string id, Controller? controller = null) =>
        new(id, controller, "case 7", [Calls]);

    private static HoldBook Placed(HoldBook book, PlaceLegalHold command) =>
        book.Apply(Assert.IsType<LegalHoldPlaced>(Assert.Single(
            Assert.IsType<Outcome.Accepted>(book.Decide(command, _ => true, Noon)).Events)));
}
