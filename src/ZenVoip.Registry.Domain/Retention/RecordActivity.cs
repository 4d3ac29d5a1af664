using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Retention;

/// <summary>Says what happened to a category of data.</summary>
/// <param name="At">When it happened; null: now.</param>
public sealed record RecordActivity(
    Controller Controller, RetentionEvent Event, DataCategory Category, DateTimeOffset? At = null) : SubjectCommand;

/// <summary>Something happened to data from which a retention clock runs.</summary>
/// <param name="Terms">What the rulebook says from then on.</param>
public sealed record ActivityRecorded(
    Controller Controller,
    DataCategory Category,
    RetentionEvent Event,
    DateTimeOffset At,
    RetentionTerms Terms,
    DateTimeOffset RecordedAt) : SubjectEvent(RecordedAt);

public sealed partial record RetentionBook
{
    /// <param name="terms">Null: the rulebook does not know the category.</param>
    public Outcome Decide(RecordActivity command, RetentionTerms? terms, DateTimeOffset now)
    {
        if (command.Controller == Controller.Platform)
            return Refusals.ControllerNotAllowed;
        if (terms is null)
            return Refusals.CategoryUnknown;
        if (command.At > now + Instants.Ahead)
            return Refusals.TimeInFuture;
        var recorded = Recorded(command, terms, now);
        var next = Apply(recorded);
        return next switch
        {
            _ when ReferenceEquals(next, this) => Outcome.NoChange,
            { Clocks.Length: > Max } when next.Clocks.Length > Clocks.Length => Refusals.RetentionLimit,
            _ when next.CountMonths() > Math.Max(MaxMonths, CountMonths()) => Refusals.RetentionLimit,
            _ => Outcome.Accept(recorded),
        };
    }

    /// <summary>What is older than the clock's newest never moves it back.</summary>
    public RetentionBook Apply(ActivityRecorded recorded) => recorded.Terms.Accrues
        ? Accrued(ClockOf(recorded), Retention.Months.Of(recorded.At))
        : recorded.Event is RetentionEvent.Created ? Moved(ClockOf(recorded)) : Superseded(ClockOf(recorded));

    private static ActivityRecorded Recorded(RecordActivity command, RetentionTerms terms, DateTimeOffset now) => new(
        command.Controller, command.Category, command.Event, now.OrEarlier(command.At), terms, RecordedAt: now);

    private static RetentionClock ClockOf(ActivityRecorded recorded) => new()
    {
        Controller = recorded.Controller,
        Category = recorded.Category,
        Event = recorded.Event,
        StartedAt = recorded.At,
        Terms = recorded.Terms,
    };

    private RetentionBook Accrued(RetentionClock clock, DateOnly month) => IndexOf(clock) switch
    {
        < 0 => new() { Clocks = Clocks.Add(clock.With([month])) },
        var index when Clocks[index].Months.AsSpan().BinarySearch(month) is var at && at < 0 =>
            new() { Clocks = Clocks.SetItem(index, Clocks[index].With(Clocks[index].Months.Insert(~at, month))) },
        _ => this,
    };

    /// <summary>Data under other terms than that before it has a clock of its own: each goes when due.</summary>
    private RetentionBook Moved(RetentionClock clock) => IndexOf(clock) switch
    {
        < 0 => new() { Clocks = Clocks.Add(clock) },
        var index when Clocks[index].StartedAt < clock.StartedAt => new() { Clocks = Clocks.SetItem(index, clock) },
        _ => this,
    };

    /// <summary>The same data was used later, or its contract ended later: the newest event speaks for it.</summary>
    private RetentionBook Superseded(RetentionClock clock)
    {
        var known = Clocks.FirstOrDefault(other => other.Controller == clock.Controller
            && other.Category == clock.Category && other.Event == clock.Event);
        return known is null ? new() { Clocks = Clocks.Add(clock) }
            : known.StartedAt < clock.StartedAt ? new() { Clocks = Clocks.Replace(known, clock) }
            : this;
    }

    private int CountMonths() => Clocks.Sum(clock => clock.Months.Length);
}
