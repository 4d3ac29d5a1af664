namespace ZenVoip.Registry.Domain.Rulebook;

/// <summary>The hours of the person's local time in which they may be reached.</summary>
public sealed record CallingHours : Rule
{
    public required TimeOnly Opens { get; init; }

    /// <summary>The first time of day that is outside again, on the same day.</summary>
    public required TimeOnly Closes { get; init; }
}
