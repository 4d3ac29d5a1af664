namespace ZenVoip.Registry.Domain.Rulebook;

/// <summary>One rule of the rulebook, with its source.</summary>
public abstract record Rule
{
    private protected Rule()
    {
    }

    /// <summary>Stable and unique in the rulebook; decisions cite it.</summary>
    public required string Id { get; init; }

    /// <summary>The law, or ZenVoIP's own document, that the rule comes from.</summary>
    public required string Citation { get; init; }

    /// <summary>Whether somebody has compared it with its source; the rest the owner and counsel decide.</summary>
    public required bool Verified { get; init; }

    /// <summary>The first day in force, from 00:00 UTC; null: always has been.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The first day no longer in force, from 00:00 UTC; null: no end is set.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Whether it is in force at this instant: asked each time, so that a date needs no restart.</summary>
    public bool IsInForce(DateTimeOffset now) =>
        (From is not { } from || now.UtcDateTime >= from.ToDateTime(default))
        && (Until is not { } until || now.UtcDateTime < until.ToDateTime(default));
}
