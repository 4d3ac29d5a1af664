using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Rulebook;

/// <summary>What happened to a request that its deadlines depend on.</summary>
public sealed record RequestTimes(DateTimeOffset ReceivedAt)
{
    public bool NeedsVerification { get; init; }

    /// <summary>Null: not yet, or not needed.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    public ImmutableArray<Pause> Pauses { get; init; } = [];

    /// <summary>When the person was told that it takes longer; null: they were not.</summary>
    public DateTimeOffset? ExtendedAt { get; init; }
}

/// <summary>The person was asked what they mean.</summary>
/// <param name="AnsweredAt">Null: not yet.</param>
public sealed record Pause(DateTimeOffset AskedAt, DateTimeOffset? AnsweredAt = null);

/// <summary>The deadlines of a request: the strictest over its regimes.</summary>
public sealed record Timetable
{
    /// <summary>Null: no regime asks for it.</summary>
    public Deadline? Acknowledge { get; init; }

    /// <summary>Before any extension.</summary>
    public required Deadline Answer { get; init; }

    /// <summary>Null: it is not extended.</summary>
    public Deadline? Extended { get; init; }

    /// <summary>
    /// The clocks of all regimes stand and wait for the person: until they go on, nothing is late. The deadlines are
    /// those that would hold if they had never stopped.
    /// </summary>
    public bool Stands { get; init; }

    /// <summary>By when the person must have been told.</summary>
    public Deadline Current => Extended ?? Answer;
}

/// <summary>The last day for something.</summary>
public sealed record Deadline
{
    /// <summary>The code of the regime that sets it.</summary>
    public required string Regime { get; init; }

    /// <summary>The id of the rule that sets it.</summary>
    public required string Rule { get; init; }

    public required DateOnly On { get; init; }

    /// <summary>The end of that day in the regime's time zone: the first instant that is late.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When a warning goes out.</summary>
    public required DateTimeOffset WarnAt { get; init; }
}
