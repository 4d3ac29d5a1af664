using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Rulebook;

/// <summary>What the rulebook says about kinds of data and how long they are kept.</summary>
public sealed record RetentionClauses
{
    public ImmutableArray<CategoryDefinition> Categories { get; init; } = [];

    /// <summary>All that match a case hold together: see <see cref="RetentionRules.TermsOf"/>.</summary>
    public ImmutableArray<RetentionRule> Rules { get; init; } = [];
}
