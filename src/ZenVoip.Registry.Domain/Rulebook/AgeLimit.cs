using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Rulebook;

/// <summary>Below which age a person counts as a minor.</summary>
public sealed record AgeLimit : Rule
{
    /// <summary>In years: 16 means that the sixteenth birthday ends it.</summary>
    public required int Below { get; init; }

    /// <summary>Codes of regimes; with no jurisdictions either, the limit holds everywhere.</summary>
    public ImmutableArray<string> Regimes { get; init; } = [];

    public ImmutableArray<Jurisdiction> Jurisdictions { get; init; } = [];
}
