using System.Collections.Immutable;
using System.Diagnostics;

namespace ZenVoip.Registry.Domain.Rulebook;

/// <summary>The rules of one purpose, by regime.</summary>
internal sealed class PurposeRules(PurposeDefinition definition, Clauses clauses)
{
    private readonly ImmutableArray<ImmutableArray<PurposeRule>> byRegime =
    [
        .. from regime in clauses.Regimes
           select ImmutableArray.CreateRange(clauses.PurposeRules.Where(rule =>
               rule.Purposes.Contains(definition.Code) && rule.Regimes.Contains(regime.Code))),
    ];

    public PurposeDefinition Definition => definition;

    /// <param name="regime">By its place in the rulebook.</param>
    public PurposeRule Under(int regime, Channel? channel, SubjectKind kind, DateTimeOffset now)
    {
        var asked = definition.Channels.IsEmpty ? null : channel;
        foreach (var rule in byRegime[regime])
        {
            if (rule.Matches(asked, kind, now))
                return rule;
        }

        throw new UnreachableException("A rulebook without gaps has a rule for every channel of a purpose.");
    }
}
