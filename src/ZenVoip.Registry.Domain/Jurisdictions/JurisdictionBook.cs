using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Jurisdictions;

/// <summary>What a jurisdiction was observed from, the weakest first.</summary>
public enum JurisdictionSource
{
    /// <summary>Where an IP address is registered. Expires, because people travel.</summary>
    Ip,

    /// <summary>The country code of a phone number.</summary>
    PhonePrefix,

    /// <summary>The billing address.</summary>
    Billing,

    /// <summary>What the person says.</summary>
    Declared,

    /// <summary>What the operator has found out: removes what was observed before.</summary>
    Operator,
}

/// <summary>One observation.</summary>
/// <param name="ExpiresAt">Null: it counts until an operator removes it.</param>
public sealed record Observation(
    Jurisdiction Code, JurisdictionSource Source, DateTimeOffset At, DateTimeOffset? ExpiresAt)
{
    public bool CountsAt(DateTimeOffset now) => Instants.Lasts(ExpiresAt, now);
}

/// <summary>
/// Where a subject was observed to live. The strongest source names the code that is shown; the regimes that apply
/// are the union over all of them, so that a wrong guess never takes a right away.
/// </summary>
public sealed partial record JurisdictionBook
{
    /// <summary>
    /// The newest observation of each (code, source), the newest of all last; the journal keeps those before it. What
    /// its source said last is not recorded again, unless it ends later.
    /// </summary>
    public ImmutableArray<Observation> Observations { get; init; } = [];

    public IEnumerable<Observation> At(DateTimeOffset now) =>
        Observations.Where(observation => observation.CountsAt(now));

    /// <summary>The one that is shown.</summary>
    public Observation? Strongest(DateTimeOffset now) => At(now).MaxBy(found => (found.Source, found.At));
}
