using System.Collections.Immutable;
using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Retention;

/// <summary>The retention clocks of a subject.</summary>
public sealed partial record RetentionBook
{
    /// <summary>Clocks that a subject may have.</summary>
    public const int Max = 300;

    /// <summary>Months with data that all clocks of a subject may track together.</summary>
    public const int MaxMonths = 6_000;

    public ImmutableArray<RetentionClock> Clocks { get; init; } = [];

    /// <summary>When the first clock falls due, also where that is past; null: none does.</summary>
    public DateTimeOffset? NextDue => Clocks.Min(clock => clock.DueAt);

    /// <summary>
    /// The duties that keep data now, by clock or by month: what was created after <see cref="Kept.After"/> is kept
    /// until <see cref="Kept.Until"/>.
    /// </summary>
    /// <param name="today">What the rulebook says of the clock by now, beside its own terms; null: nothing.</param>
    public IEnumerable<Kept> KeptAt(DateTimeOffset now, Func<RetentionClock, RetentionTerms?> today) => Clocks
        .SelectMany(clock => DutiesOf(clock).Union(DutiesOf(clock with { Terms = today(clock) ?? clock.Terms })))
        .Where(kept => kept.Until > now);

    /// <summary>The data up to the cutoff was ordered deleted: clocks and months that have no other stop.</summary>
    /// <param name="at">When it was ordered.</param>
    public RetentionBook Deleted(
        Controller controller, DataCategory category, DateTimeOffset cutoff, DateTimeOffset at) => new()
        {
            Clocks =
            [
                .. Clocks.Select(clock => clock.Controller == controller && clock.Category == category
                    ? clock.Without(cutoff, at)
                    : clock).OfType<RetentionClock>(),
            ],
        };

    /// <summary>
    /// All that the controller has is gone, or kept back for a law. The proof of consents has its own time, and so has
    /// what the rulebook has forgotten meanwhile.
    /// </summary>
    public RetentionBook Without(Controller controller, ImmutableArray<DataCategory> gone) => new()
    {
        Clocks =
        [
            .. Clocks.Where(clock => clock.Controller != controller || clock.Event is RetentionEvent.ConsentEnded
                || (clock.DueAt is not null && !gone.Contains(clock.Category))),
        ],
    };

    /// <summary>The categories of a controller for which a clock runs.</summary>
    public IEnumerable<DataCategory> CategoriesOf(Controller controller) =>
        Clocks.Where(clock => clock.Controller == controller).Select(clock => clock.Category).Distinct();

    private static IEnumerable<Kept> DutiesOf(RetentionClock clock) => clock switch
    {
        { Terms.KeepFor: null } => [],
        { Months.IsEmpty: true } => [Kept.By(clock, After: null, clock.StartedAt)],
        _ => clock.Months.Select(month => Kept.By(clock, month.Eve, month.End)),
    };

    private int IndexOf(RetentionClock like) => Clocks.IndexOf(Clocks.FirstOrDefault(like.IsSameAs)!);
}

/// <summary>A duty keeps data.</summary>
/// <param name="After">Only data that was created after this; null: all.</param>
/// <param name="Rule">The id of the rule.</param>
public sealed record Kept(
    Controller Controller, DataCategory Category, DateTimeOffset? After, DateTimeOffset Until, string Rule)
{
    internal static Kept By(RetentionClock clock, DateTimeOffset? After, DateTimeOffset from) => new(
        clock.Controller,
        clock.Category,
        After,
        clock.Terms.KeepUntil(from) ?? from,
        clock.Terms.KeepRule ?? clock.Terms.Rule);
}
