namespace ZenVoip.Registry.Server.Webhooks;

/// <summary>A number from 0 up to and without 1, by chance.</summary>
internal delegate double Chance();

/// <summary>
/// When a delivery that failed is tried again: exponential back-off with full jitter, so that many that failed
/// together do not come back together.
/// </summary>
internal sealed class Backoff(WebhookOptions options, Chance chance)
{
    /// <summary>Beyond it the doubled wait is longer than any that is allowed.</summary>
    private const int MaxDoublings = 40;

    /// <param name="attempts">How many have failed: at least one.</param>
    /// <param name="wished">How long the receiver asks to be left alone.</param>
    public TimeSpan After(int attempts, TimeSpan? wished = null)
    {
        var ceiling = Math.Min(
            options.LongestRetry.Ticks,
            options.FirstRetry.Ticks * Math.Pow(2, Math.Min(attempts - 1, MaxDoublings)));
        var wait = TimeSpan.FromTicks((long)(ceiling * chance()));
        var asked = Math.Min(wished?.Ticks ?? 0, options.LongestRetry.Ticks);
        return TimeSpan.FromTicks(Math.Max(wait.Ticks, asked));
    }

    /// <summary>A dead delivery is tried again at half to all of its interval.</summary>
    public TimeSpan AfterDeath() =>
        TimeSpan.FromTicks((long)(options.DeadRetry.Ticks * (0.5 + (chance() / 2))));
}
