namespace ZenVoip.Registry.Domain;

/// <summary>How the registry treats instants: UTC, whole microseconds, as PostgreSQL keeps them.</summary>
public static class Instants
{
    /// <summary>The smallest step between two recorded instants.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromMicroseconds(1);

    /// <summary>How far ahead of the clock a grant's time may lie and still be taken as now.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromSeconds(5);

    extension(DateTimeOffset instant)
    {
        public DateTimeOffset ToMicroseconds() =>
            new(instant.UtcTicks - instant.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
    }
}
