namespace ZenVoip.Registry.Domain.Rulebook;

/// <summary>How long an observation of a jurisdiction counts.</summary>
public sealed record SourceLifetime : Rule
{
    /// <summary>The wire name of the source: <c>IP</c>, <c>PHONE_PREFIX</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Null: until it is replaced or removed.</summary>
    public Period? Lifetime { get; init; }
}
