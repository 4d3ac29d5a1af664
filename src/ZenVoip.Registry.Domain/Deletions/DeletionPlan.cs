using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Deletions;

/// <summary>What becomes of one wish: the same whether it is carried out or only previewed.</summary>
/// <param name="DeleteUpTo">The cutoff of what is deleted now; null: nothing is.</param>
/// <param name="Systems">The holder systems that are asked to; none holds the category where there are none.</param>
/// <param name="Retained">What is kept back, in the order in which it fires.</param>
public sealed record PlannedDeletion(
    Wish Wish, DateTimeOffset? DeleteUpTo, ImmutableArray<HolderSystem> Systems, ImmutableArray<Retained> Retained)
{
    /// <summary>Only data that was created after this is kept by a law, also beyond the wish; null: none is.</summary>
    internal DateTimeOffset? KeptAfter { get; init; }
}

/// <summary>A part of a wish that is kept back.</summary>
/// <param name="Until">When it fires; null: when the last legal hold is released.</param>
/// <param name="Because">The id of the rule, <see cref="Withheld.Hold"/> or <see cref="Withheld.Late"/>.</param>
/// <param name="Cutoff">Up to and with which instant of creation it then deletes.</param>
/// <param name="After">What was created up to this does not wait for it; null: nothing is let go of before.</param>
public sealed record Retained(
    DateTimeOffset? Until, string Because, DateTimeOffset Cutoff, DateTimeOffset? After = null);

/// <summary>Says what can be deleted when.</summary>
public static class DeletionPlan
{
    /// <summary>
    /// For each wish: deleted now, or retained until a date because of a rule or a hold. A hold keeps all of the
    /// category. A duty that keeps data created after an instant lets go of what is older: so of data that is tracked
    /// by month the older part is deleted now, and the rest month by month as the duties end.
    /// </summary>
    public static ImmutableArray<PlannedDeletion> Of(
        IEnumerable<Wish> wishes, Circumstances around, DateTimeOffset now) =>
        [.. wishes.Select(wish => Of(wish, around, now))];

    private static PlannedDeletion Of(Wish wish, Circumstances around, DateTimeOffset now)
    {
        ImmutableArray<HolderSystem> systems = [.. around.HoldersOf(wish.Category)];
        if (around.IsHeld(wish.Controller, wish.Category))
            return new(wish, DeleteUpTo: null, systems, [new(Until: null, Withheld.Hold, wish.Cutoff)]);
        var duties = around.DutiesOn(wish.Controller, wish.Category, now)
            .Where(duty => duty.After is not { } after || after < wish.Cutoff)
            .OrderBy(duty => duty.KeepUntil)
            .ToList();
        var retained = ImmutableArray.CreateBuilder<Retained>();
        var free = Free(wish, duties);
        var reached = free;
        while (duties is [var first, ..])
        {
            var lapsing = first;
            duties.RemoveAll(duty => duty.KeepUntil == lapsing.KeepUntil);
            if (Free(wish, duties) is { } cutoff && (reached is null || cutoff > reached))
            {
                retained.Add(new(lapsing.KeepUntil, lapsing.Rule, cutoff, After: reached));
                reached = cutoff;
            }
        }

        return new(wish, free, systems, retained.ToImmutable())
        {
            KeptAfter = around.DutiesOn(wish.Controller, wish.Category, now).Min(duty => duty.After),
        };
    }

    /// <summary>Up to where nothing keeps the data; null: all of it is kept.</summary>
    private static DateTimeOffset? Free(Wish wish, List<Duty> duties) => duties.Count == 0
        ? wish.Cutoff
        : duties.Any(duty => duty.After is null) ? null : duties.Min(duty => duty.After);
}
