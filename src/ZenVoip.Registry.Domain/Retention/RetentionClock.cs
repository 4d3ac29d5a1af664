using System.Collections.Immutable;
using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Retention;

/// <summary>Runs for the data of one controller and category from one event on, under the terms of that time.</summary>
public sealed record RetentionClock
{
    public required Controller Controller { get; init; }

    public required DataCategory Category { get; init; }

    public required RetentionEvent Event { get; init; }

    /// <summary>
    /// The newest such event. Of a category that accrues: the start of the oldest month that has data, in UTC.
    /// </summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>What the rulebook said when the event was recorded.</summary>
    public required RetentionTerms Terms { get; init; }

    /// <summary>The first days of the months that have data, the oldest first; empty unless the category accrues.
    /// </summary>
    public ImmutableArray<DateOnly> Months { get; init; } = [];

    /// <summary>When the data up to <see cref="Cutoff"/> is due for deletion; null: no limit is set.</summary>
    public DateTimeOffset? DueAt => Terms.DueAfter(RunsFrom);

    /// <summary>Until when a duty keeps the data up to <see cref="Cutoff"/>; null: there is none.</summary>
    public DateTimeOffset? KeepUntil => Terms.KeepUntil(RunsFrom);

    /// <summary>
    /// Up to and with which instant of creation: the event, or the last microsecond of the oldest month. With a
    /// contract all data goes, also what came after it.
    /// </summary>
    public DateTimeOffset Cutoff => Months is [var oldest, ..] ? oldest.End - Instants.Step
        : Event is RetentionEvent.ContractEnded ? DueAt ?? StartedAt
        : StartedAt;

    public string Rule => Terms.Rule;

    /// <summary>The period of a month's data begins when the month is over: none of it can fall due early.</summary>
    private DateTimeOffset RunsFrom => Months is [var oldest, ..] ? oldest.End : StartedAt;

    public bool IsSameAs(RetentionClock other) => Controller == other.Controller && Category == other.Category
        && Event == other.Event && Terms == other.Terms;

    /// <summary>The newest data that is due; null: none is.</summary>
    internal DateTimeOffset? CutoffOfDue(DateTimeOffset now) => DueAt is not { } due || due > now ? null
        : Event is RetentionEvent.ContractEnded ? now
        : Months.IsEmpty ? StartedAt
        : Months.Last(month => Terms.DueAfter(month.End) <= now).End - Instants.Step;

    /// <summary>
    /// Without the data up to a cutoff; null: nothing is left. A month is gone also where the cutoff lies within it,
    /// if no data can have come after the cutoff yet. What runs from the end of a contract waits for its own cutoff.
    /// </summary>
    internal RetentionClock? Without(DateTimeOffset cutoff, DateTimeOffset at)
    {
        if (Months.IsEmpty)
            return Cutoff <= cutoff ? null : this;
        ImmutableArray<DateOnly> left = [.. Months.Where(month => month.End - Instants.Step > cutoff
            && (at > cutoff || month.Start > cutoff))];
        return left.IsEmpty ? null : With(left);
    }

    internal RetentionClock With(ImmutableArray<DateOnly> months) =>
        this with { Months = months, StartedAt = months[0].Start };
}
