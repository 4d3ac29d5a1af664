using System.Collections.Immutable;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Rulebook;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Deletions;
using static ZenVoip.Registry.Tests.Lifecycle.Farewell;
using static ZenVoip.Registry.Tests.Lifecycle.Ward;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>A ground that the rulebook no longer has keeps nothing any more.</summary>
public sealed class GroundTests
{
    private const string Claims = "LEGAL_CLAIMS";

    private static readonly Rules Shipped = Subjects.Told.Rules;

    private static readonly DateTimeOffset Until = CallsDue.AddYears(2);
    private static readonly DateTimeOffset Answered = CallsDue.AddDays(1);
    private static readonly DateOnly Day = new(2032, 3, 1);
    private static readonly DateTimeOffset End = new(2032, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_is_ordered_again_on_the_day_on_which_the_rulebook_ends_the_ground()
    {
        var rules = With(ground => ground with { Until = Day });
        var retained = Retained();

        Assert.Equal((End, Until), (retained.NextDue(rules, Answered), retained.NextDue(Shipped, Answered)));
        Assert.True(retained.IsIdleAt(End - Instants.Step, By(rules)));
        var again = retained.Ticked(End, By(rules));
        Assert.Equal(retained.Deletions.Orders[0].Id, Assert.Single(again.OpenOrders).ReissueOf);
        Assert.True(again.IsIdleAt(End.AddDays(1), By(rules)));
    }

    [Fact]
    public void Whoever_sleeps_is_woken_within_a_week_to_hear_of_a_rulebook_that_has_it_no_longer()
    {
        var retained = Retained();

        var woken = retained.WakeAt(Shipped, Answered)!.Value;

        Assert.InRange(woken, Answered, Answered + DeletionBook.GroundsReviewed);
        Assert.True(retained.IsIdleAt(woken, By(Shipped)));
        Assert.NotEmpty(retained.Ticked(woken, By(With(ground => null))).OpenOrders);
        Assert.NotEmpty(retained.Ticked(woken, By(With(ground => ground with { Retains = false }))).OpenOrders);
    }

    [Fact]
    public void A_rule_that_takes_its_place_on_the_day_keeps_it()
    {
        var clauses = With(ground => ground with { Until = Day }).Clauses;
        var heir = Grounds(clauses).First(rule => rule.Ground == Claims) with { Id = "heir", From = Day, Until = null };
        var rules = new Rules(clauses with
        {
            Rights = clauses.Rights with { Grounds = [.. clauses.Rights.Grounds, heir] },
        });

        Assert.Null(rules.Rights.RetainsUntil(Claims, Answered));
        Assert.Equal(Until, Retained().NextDue(rules, Answered));
        Assert.Equal(Answered, rules.Rights.RetainsUntil("NOSTALGIA", Answered));
        Assert.Equal(End, With(ground => ground with { Until = Day }).Rights.RetainsUntil(Claims, Answered));
    }

    [Fact]
    public void A_tombstone_hears_of_it_too()
    {
        var around = CallStores();
        var erasing = Caller().ToErase(around);
        var erased = erasing.After(
            new ConfirmDeletion
            {
                OrderId = Assert.Single(erasing.OpenOrders).Id,
                RetainedUntil = Demanded.AddYears(1),
                Ground = Claims,
            },
            Demanded.AddHours(1),
            around: around).After(new NoteKeysDestroyed(Evidence: true), Demanded.AddHours(2));

        var woken = erased.WakeAt(Shipped, Demanded.AddDays(1))!.Value;
        var again = erased.Ticked(Demanded.AddDays(8), around with { Rules = With(ground => null) });

        Assert.Equal(SubjectStatus.Erased, erased.Status);
        Assert.InRange(woken, Demanded.AddDays(1), Demanded.AddDays(8));
        Assert.NotNull(Assert.Single(again.OpenOrders).ReissueOf);
    }

    /// <summary>Somebody whose calls a call store retains for a claim.</summary>
    private static Subject Retained()
    {
        var ordered = Caller().Ticked(CallsDue, By(Shipped));
        return ordered.After(
            new ConfirmDeletion
            {
                OrderId = Assert.Single(ordered.OpenOrders).Id,
                RetainedUntil = Until,
                Ground = Claims,
            },
            Answered);
    }

    private static Surroundings By(Rules rules) => Among(Office.Store) with { Rules = rules };

    /// <summary>The shipped rules with another rule for claims, or none.</summary>
    private static Rules With(Func<GroundRule, GroundRule?> change) => new(Shipped.Clauses with
    {
        Rights = Shipped.Clauses.Rights with
        {
            Grounds =
            [
                .. Grounds(Shipped.Clauses)
                    .Select(rule => rule.Ground == Claims ? change(rule) : rule).OfType<GroundRule>(),
            ],
        },
    });

    private static ImmutableArray<GroundRule> Grounds(Clauses clauses) => clauses.Rights.Grounds;
}
