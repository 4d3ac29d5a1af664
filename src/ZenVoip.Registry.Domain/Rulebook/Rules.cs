using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Rulebook;

/// <summary>A rulebook without gaps, indexed. Which rule is in force is decided at the time of asking.</summary>
public sealed class Rules
{
    /// <summary>As many regimes as a mask has bits.</summary>
    public const int MaxRegimes = 64;

    /// <summary>So many purposes that no rule knows are kept by their names, of whoever says no to them.</summary>
    public const int MaxUnheard = 100;

    private readonly FrozenDictionary<Purpose, PurposeRules> purposes;
    private readonly FrozenDictionary<string, int> regimes;
    private readonly ImmutableArray<ImmutableArray<OptOutRule>> optOutRules;
    private readonly FrozenDictionary<string, Period?> sourceLifetimes;

    /// <exception cref="ArgumentException">The clauses leave something open (<see cref="Gaps.In"/>).</exception>
    public Rules(Clauses clauses)
    {
        if (clauses.Regimes.Length > MaxRegimes || clauses.Regimes.Count(regime => regime.IsDefault) != 1)
            throw new ArgumentException($"One DEFAULT and at most {MaxRegimes} regimes are needed.", nameof(clauses));
        if (Gaps.In(clauses) is [var gap, ..])
            throw new ArgumentException(gap.Reason, nameof(clauses));

        Clauses = clauses;
        Places = new(clauses);
        regimes = clauses.Regimes.Index().ToFrozenDictionary(each => each.Item.Code, each => each.Index);
        purposes = clauses.Purposes.ToFrozenDictionary(each => each.Code, each => new PurposeRules(each, clauses));
        optOutRules = [.. from source in Enum.GetValues<OptOutSource>()
                          from regime in clauses.Regimes
                          select ImmutableArray.CreateRange(clauses.OptOutRules.Where(rule => rule.Source == source
                              && (rule.Regimes.IsEmpty || rule.Regimes.Contains(regime.Code))))];
        sourceLifetimes = clauses.SourceLifetimes.ToFrozenDictionary(each => each.Source, each => each.Lifetime);
        Retention = new(this);
        Rights = new(this);
    }

    /// <summary>Everything that the rulebook says, in its order.</summary>
    public Clauses Clauses { get; }

    public string Version => Clauses.Version;

    public DateOnly EffectiveFrom => Clauses.EffectiveFrom;

    /// <summary>Kinds of data, and how long they are kept.</summary>
    public RetentionRules Retention { get; }

    /// <summary>How rights requests are worked, and until when.</summary>
    public RightsRules Rights { get; }

    internal Places Places { get; }

    /// <summary>Null: the rulebook does not know the purpose.</summary>
    public PurposeDefinition? Find(Purpose purpose) => purposes.GetValueOrDefault(purpose)?.Definition;

    /// <summary>
    /// The channel of a no to the purpose. One without channels does not look at the one that is named, and a no
    /// narrows to none. Nor does it where no rule knows the purpose, for nobody can say which channels it has.
    /// </summary>
    public Channel? ChannelOf(Purpose purpose, Channel? named) =>
        Find(purpose) is { Channels.IsEmpty: false } ? named : null;

    /// <summary>
    /// The purposes of a no as they are kept: what no rule knows means the same by whatever name, so that beyond so
    /// many it needs none (ADR 10).
    /// </summary>
    /// <param name="kept">Those that were kept before.</param>
    public ImmutableArray<Purpose> Heard(IEnumerable<Purpose> said, IEnumerable<Purpose> kept)
    {
        var known = kept.ToHashSet();
        var nameless = said.Where(IsUnheard).Except(known)
            .Skip(MaxUnheard - known.Count(IsUnheard)).ToHashSet();
        return [.. said.Select(each => nameless.Contains(each) ? Purpose.Unreadable : each).Distinct()];
    }

    /// <summary>Whether an opt-out of sale covers it, wherever somebody lives.</summary>
    public bool IsSharing(Purpose purpose) => Clauses.OptOutRules.Any(rule =>
        rule is { Source: OptOutSource.SaleOptOut, Coverage: Coverage.Listed } && rule.Purposes.Contains(purpose));

    private bool IsUnheard(Purpose purpose) => Find(purpose) is null;

    /// <summary>
    /// The regimes of all these jurisdictions, in the rulebook's order. A jurisdiction that none names counts as
    /// DEFAULT, and so does knowing none.
    /// </summary>
    public ImmutableArray<Regime> RegimesOf(IEnumerable<Jurisdiction> jurisdictions)
    {
        var mask = jurisdictions.Aggregate(0ul, (all, code) => all | Places.At(code).Regimes);
        mask = mask == 0 ? Places.Default : mask;
        return [.. Clauses.Regimes.Where((_, index) => (mask & (1ul << index)) != 0)];
    }

    /// <summary>The rule in force then: there always is one for a purpose and regime of this rulebook.</summary>
    /// <param name="channel">One of the purpose's channels; not looked at for a purpose without channels.</param>
    public PurposeRule RuleFor(
        Purpose purpose, Regime regime, Channel? channel, SubjectKind kind, DateTimeOffset now) =>
        purposes[purpose].Under(regimes[regime.Code], channel, kind, now);

    /// <summary>
    /// How long an answer that is given now lives: the shortest over these regimes. Null: no end, also for answers
    /// that do not lapse (REFUSED, WITHDRAWN).
    /// </summary>
    public Period? ConsentLifetime(
        Purpose purpose,
        Channel? channel,
        SubjectKind kind,
        ConsentStatus status,
        IEnumerable<Regime> applying,
        DateTimeOffset now) => applying
            .Select(regime => RuleFor(purpose, regime, channel, kind, now))
            .Select(rule => status switch
            {
                ConsentStatus.Given => rule.ConsentLifetime,
                ConsentStatus.Requested => rule.DoubleOptInLifetime,
                _ => null,
            })
            .Where(period => period is not null)
            .MinBy(period => period!.Value.After(now));

    /// <summary>Whether a refusal can change anything: of what no rule knows, nobody can say.</summary>
    public bool HeedsRefusalOf(Purpose purpose) => Find(purpose) is null || Clauses.PurposeRules.Any(rule =>
        rule.Purposes.Contains(purpose) && (rule.NeedsConsent || rule.IsObjectable));

    /// <summary>How long an observation from this source (its wire name) counts; null: until it is replaced.</summary>
    public Period? LifetimeOf(string source) => sourceLifetimes.GetValueOrDefault(source);

    /// <summary>The highest age limit over these jurisdictions; null: the rulebook has none.</summary>
    public AgeLimit? AgeLimitOf(IReadOnlyCollection<Jurisdiction> jurisdictions, DateTimeOffset now)
    {
        var applying = RegimesOf(jurisdictions).Select(regime => regime.Code).ToHashSet();
        return Clauses.AgeLimits
            .Where(limit => limit.IsInForce(now) && (limit is { Regimes: [], Jurisdictions: [] }
                || limit.Regimes.Any(applying.Contains)
                || jurisdictions.Any(code => Places.Contains(limit.Jurisdictions, code))))
            .MaxBy(limit => limit.Below);
    }

    /// <summary>What an opt-out from this source means then under this regime.</summary>
    public OptOutRule OptOutRuleFor(OptOutSource source, Regime regime, DateTimeOffset now) =>
        OptOutRuleFor(source, regimes[regime.Code], now);

    internal PurposeRules? RulesOf(Purpose purpose) => purposes.GetValueOrDefault(purpose);

    internal OptOutRule OptOutRuleFor(OptOutSource source, int regime, DateTimeOffset now)
    {
        foreach (var rule in optOutRules[((int)source * Clauses.Regimes.Length) + regime])
        {
            if (rule.IsInForce(now))
                return rule;
        }

        throw new System.Diagnostics.UnreachableException("A rulebook without gaps has a rule for every opt-out.");
    }
}
