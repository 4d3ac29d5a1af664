using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Rulebook;

/// <summary>What holds in a jurisdiction.</summary>
/// <param name="Regimes">One bit for each regime, by its place in the rulebook.</param>
/// <param name="Zones">The time zones in use there; empty: the rulebook names none.</param>
internal sealed record Place(ulong Regimes, ImmutableArray<TimeZoneInfo> Zones);

/// <summary>Regimes and time zones by jurisdiction, indexed once.</summary>
internal sealed class Places
{
    private readonly FrozenDictionary<Jurisdiction, Place> known;
    private readonly Place elsewhere;

    public Places(Clauses clauses)
    {
        Default = 1ul << clauses.Regimes.IndexOf(clauses.Regimes.First(regime => regime.IsDefault));
        elsewhere = new(Default, []);
        known = clauses.Regimes
            .SelectMany(regime => regime.Jurisdictions)
            .Concat(clauses.TimeZones.Keys)
            .Distinct()
            .ToFrozenDictionary(code => code, code => new Place(RegimesIn(clauses, code), ZonesIn(clauses, code)));
    }

    /// <summary>The bit of the default regime.</summary>
    public ulong Default { get; }

    /// <summary>
    /// What holds there. A part of a country that is not named is as the country. A jurisdiction that no regime names
    /// has the default one, also beside others: knowing one more place never makes an answer more lenient.
    /// </summary>
    public Place At(Jurisdiction code) =>
        known.TryGetValue(code, out var place) || known.TryGetValue(code.Country, out place) ? place : elsewhere;

    private ulong RegimesIn(Clauses clauses, Jurisdiction code)
    {
        var mask = 0ul;
        for (var i = 0; i < clauses.Regimes.Length; i++)
        {
            var regime = clauses.Regimes[i];
            if (regime.Applies && Contains(regime.Jurisdictions, code))
                mask |= 1ul << i;
        }

        return mask == 0 ? Default : mask;
    }

    /// <summary>Whether a list of jurisdictions contains this one, by itself or with its whole country.</summary>
    public static bool Contains(ImmutableArray<Jurisdiction> list, Jurisdiction code) =>
        list.Contains(code) || list.Contains(code.Country);

    private static ImmutableArray<TimeZoneInfo> ZonesIn(Clauses clauses, Jurisdiction code) =>
        clauses.TimeZones.TryGetValue(code, out var zones) || clauses.TimeZones.TryGetValue(code.Country, out zones)
            ? zones
            : [];
}
