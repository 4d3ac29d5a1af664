using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Rulebook;

/// <summary>A kind of data that the rulebook knows, and what a person who asks is told of it.</summary>
public sealed record CategoryDefinition
{
    public required DataCategory Code { get; init; }

    /// <summary>One sentence in words that a person understands.</summary>
    public required string Description { get; init; }

    /// <summary>Grows day by day, so that its retention is tracked by month.</summary>
    public required bool Accrues { get; init; }

    /// <summary>Provided by the person under consent or contract: part of portability (GDPR art. 20(1)).</summary>
    public required bool IsPortable { get; init; }

    /// <summary>
    /// Proof of what was agreed to: no erasure that names no categories deletes it, its own clock does. Only what is
    /// proof is kept from the end of a consent.
    /// </summary>
    public bool IsProof { get; init; }

    /// <summary>Who receives it, by kind (GDPR art. 15(1)(c)).</summary>
    public required ImmutableArray<string> Recipients { get; init; }

    /// <summary>Where it comes from (GDPR art. 15(1)(g)).</summary>
    public required ImmutableArray<string> Sources { get; init; }

    /// <summary>Safeguards of transfers to other countries (GDPR art. 15(2)); null: it is not transferred.</summary>
    public string? Transfers { get; init; }
}
