namespace ZenVoip.Registry.Domain.Rulebook;

/// <summary>A ground on which a holder system may keep data, until a time, that it was ordered to delete.</summary>
public sealed record RetentionGround
{
    /// <summary>The code by which a holder names it, such as LEGAL_OBLIGATION.</summary>
    public required string Code { get; init; }

    /// <summary>One sentence in words that a person understands.</summary>
    public required string Reason { get; init; }

    public required string Citation { get; init; }

    /// <summary>The citation was checked against its source.</summary>
    public required bool Verified { get; init; }
}
