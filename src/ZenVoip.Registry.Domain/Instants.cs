namespace ZenVoip.Registry.Domain;

/// <summary>How the registry treats instants: UTC, whole microseconds, as PostgreSQL keeps them.</summary>
public static class Instants
{
    /// <summary>The smallest step between two recorded instants.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromMicroseconds(1);

    /// <summary>How far ahead of the clock a grant's time may lie and still be taken as now.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromSeconds(5);

    /// <summary>Whether what has this end still lasts: at the very instant of its end it no longer does.</summary>
    /// <param name="end">Null: it has none.</param>
    public static bool Lasts(DateTimeOffset? end, DateTimeOffset now) => end is not { } over || over > now;

    extension(DateTimeOffset instant)
    {
        /// <summary>When somebody says that it was, in whole microseconds, but not after this instant.</summary>
        /// <param name="said">Null: this instant.</param>
        public DateTimeOffset OrEarlier(DateTimeOffset? said) =>
            said?.ToMicroseconds() is { } at && at < instant ? at : instant;

        public DateTimeOffset ToMicroseconds() =>
            new(instant.UtcTicks - instant.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
    }
}
