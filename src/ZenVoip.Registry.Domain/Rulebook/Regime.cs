using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Rulebook;

/// <summary>A body of law, and where it applies.</summary>
public sealed record Regime
{
    /// <summary>The code of the regime that applies where no other does.</summary>
    public const string DefaultCode = "DEFAULT";

    /// <summary>Stable: <c>GDPR</c>, <c>US_FEDERAL</c>.</summary>
    public required string Code { get; init; }

    public required string Name { get; init; }

    /// <summary>Countries with all their parts, and single parts. Empty for DEFAULT only.</summary>
    public required ImmutableArray<Jurisdiction> Jurisdictions { get; init; }

    /// <summary>False: ZenVoIP is outside its scope (size, turnover), and the rulebook passes over it.</summary>
    public bool Applies { get; init; } = true;

    public required string Citation { get; init; }

    public required bool Verified { get; init; }

    public bool IsDefault => Code == DefaultCode;
}
