using GraphQL;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Jurisdictions;
using ZenVoip.Registry.Domain.Rulebook;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Server.Api;

/// <summary>Where a person was observed to live.</summary>
/// <param name="Code">The country, or part of one.</param>
/// <param name="Source">What it was observed from.</param>
/// <param name="Regimes">The regimes of law that follow from it, by the rulebook in force.</param>
/// <param name="DeterminedAt">When it was observed.</param>
[Name("JurisdictionRecord")]
[Scope(Scopes.SubjectsRead)]
internal sealed record JurisdictionRecord(
    Jurisdiction Code, JurisdictionSource Source, IEnumerable<string> Regimes, DateTimeOffset DeterminedAt)
{
    internal static JurisdictionRecord Of(Observation observation, Rules rules) => new(
        observation.Code,
        observation.Source,
        rules.RegimesOf([observation.Code]).Select(regime => regime.Code),
        observation.At);
}
