using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Rulebook;

/// <summary>Everything that a rulebook says, in its order; <see cref="Rules"/> is what can be asked of it.</summary>
public sealed record Clauses
{
    public required string Version { get; init; }

    public required DateOnly EffectiveFrom { get; init; }

    public required ImmutableArray<PurposeDefinition> Purposes { get; init; }

    /// <summary>One of them is DEFAULT; at most 64.</summary>
    public required ImmutableArray<Regime> Regimes { get; init; }

    public required ImmutableArray<PurposeRule> PurposeRules { get; init; }

    public required ImmutableArray<OptOutRule> OptOutRules { get; init; }

    public ImmutableArray<AgeLimit> AgeLimits { get; init; } = [];

    public ImmutableArray<SourceLifetime> SourceLifetimes { get; init; } = [];

    /// <summary>Kinds of data, and how long they are kept.</summary>
    public RetentionClauses Retention { get; init; } = new();

    /// <summary>How rights requests are worked, and until when.</summary>
    public RightsClauses Rights { get; init; } = new();

    /// <summary>The time zones in use, by country or part of one; a part that is not named has its country's.</summary>
    public ImmutableDictionary<Jurisdiction, ImmutableArray<TimeZoneInfo>> TimeZones { get; init; } =
        ImmutableDictionary<Jurisdiction, ImmutableArray<TimeZoneInfo>>.Empty;
}
