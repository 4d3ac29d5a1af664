using GraphQL;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Rulebook;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Server.Api;

/// <summary>The rules in force, as data.</summary>
[Name("Rulebook")]
[Scope(Scopes.DecisionsRead, Scopes.RightsManage, Scopes.DeletionsConfirm)]
internal sealed class RulebookNode(Rules rules)
{
    /// <summary>Named in every decision.</summary>
    public string Version => rules.Version;

    /// <summary>Since when this version is in force: the start of that day, UTC.</summary>
    public DateTimeOffset EffectiveFrom => new(rules.EffectiveFrom.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    /// <summary>What data may be used for.</summary>
    public IEnumerable<PurposeNode> Purposes =>
        rules.Clauses.Purposes.Select(purpose => new PurposeNode(purpose, rules));

    /// <summary>The regimes of law that it knows.</summary>
    public IEnumerable<RegimeNode> Regimes => rules.Clauses.Regimes.Select(regime => new RegimeNode(regime));

    /// <summary>The kinds of data that it knows.</summary>
    public IEnumerable<CategoryNode> Categories =>
        rules.Clauses.Retention.Categories.Select(category => new CategoryNode(category));

    /// <summary>How long data is kept: all rules that match count, the longest duty and then the shortest limit.
    /// </summary>
    public IEnumerable<RetentionRuleNode> Retention =>
        rules.Clauses.Retention.Rules.Select(rule => new RetentionRuleNode(rule));

    /// <summary>On what a request may be refused, and data be retained that was ordered deleted.</summary>
    public IEnumerable<GroundNode> Grounds => rules.Clauses.Rights.Grounds.Select(ground => new GroundNode(ground));
}

/// <summary>Why data is used.</summary>
[Name("Purpose")]
[Scope(Scopes.DecisionsRead, Scopes.RightsManage, Scopes.DeletionsConfirm)]
internal sealed class PurposeNode(PurposeDefinition purpose, Rules rules)
{
    /// <summary>The code by which questions and answers name it.</summary>
    public Purpose Code => purpose.Code;

    /// <summary>Its name in the W3C Data Privacy Vocabulary.</summary>
    public string Dpv => purpose.DpvName;

    /// <summary>What it means, in words that a person understands.</summary>
    public string Description => purpose.Description;

    /// <summary>Over which a person is reached for it; none: nobody is reached.</summary>
    public IEnumerable<Channel> Channels => purpose.Channels;

    /// <summary>The rules about it, in the order in which the first that matches is applied.</summary>
    public IEnumerable<RuleNode> Rules =>
        rules.Clauses.PurposeRules.Where(rule => rule.Purposes.Contains(purpose.Code))
            .Select(rule => new RuleNode(rule));
}

/// <summary>One rule about a purpose.</summary>
[Name("Rule")]
[Scope(Scopes.DecisionsRead, Scopes.RightsManage, Scopes.DeletionsConfirm)]
internal sealed class RuleNode(PurposeRule rule)
{
    /// <summary>Named by the reasons of decisions.</summary>
    public string Code => rule.Id;

    /// <summary>The regimes that it belongs to.</summary>
    public IEnumerable<string> Regimes => rule.Regimes;

    /// <summary>The channels that it is about; none: all.</summary>
    public IEnumerable<Channel> Channels => rule.Channels;

    /// <summary>The relationships that it is about; none: all.</summary>
    public IEnumerable<SubjectKind> Kinds => rule.Kinds;

    /// <summary>What makes the processing lawful; null: the regime asks for none.</summary>
    public LegalBasis? LegalBasis => rule.Basis;

    /// <summary>Nothing but a live GIVEN permits.</summary>
    public bool NeedsConsent => rule.NeedsConsent;

    /// <summary>No opt-out reaches it.</summary>
    public bool Essential => rule.IsEssential;

    /// <summary>Where the rule comes from.</summary>
    public string Citation => rule.Citation;

    /// <summary>The citation was checked against its source; false: the owner and counsel decide.</summary>
    public bool Verified => rule.Verified;
}

/// <summary>A regime of law.</summary>
[Name("Regime")]
[Scope(Scopes.DecisionsRead, Scopes.RightsManage, Scopes.DeletionsConfirm)]
internal sealed class RegimeNode(Regime regime)
{
    /// <summary>Such as GDPR, UK_GDPR, CCPA, TIPA, LGPD, DEFAULT.</summary>
    public string Code => regime.Code;

    /// <summary>Its full name.</summary>
    public string Name => regime.Name;

    /// <summary>Where it applies; none: where no other does.</summary>
    public IEnumerable<Jurisdiction> Jurisdictions => regime.Jurisdictions;

    /// <summary>Where it is laid down.</summary>
    public string Citation => regime.Citation;
}

/// <summary>A kind of data about people.</summary>
[Name("Category")]
[Scope(Scopes.DecisionsRead, Scopes.RightsManage, Scopes.DeletionsConfirm)]
internal sealed class CategoryNode(CategoryDefinition category)
{
    /// <summary>The code by which it is named.</summary>
    public DataCategory Code => category.Code;

    /// <summary>What it is, in words that a person understands.</summary>
    public string Description => category.Description;

    /// <summary>It grows day by day, and its retention is tracked by month.</summary>
    public bool Accrues => category.Accrues;

    /// <summary>The person provided it under consent or contract: it is part of portability.</summary>
    public bool Portable => category.IsPortable;
}

/// <summary>How long data of some categories is kept: a storage limit, a duty to keep, or both.</summary>
[Name("RetentionRule")]
[Scope(Scopes.DecisionsRead, Scopes.RightsManage, Scopes.DeletionsConfirm)]
internal sealed class RetentionRuleNode(RetentionRule rule)
{
    /// <summary>Named by retention clocks, previews and certificates.</summary>
    public string Code => rule.Id;

    /// <summary>The categories that it is about.</summary>
    public IEnumerable<DataCategory> Categories => rule.Categories;

    /// <summary>Whose data it is about; none: whoever decides about it.</summary>
    public IEnumerable<ControllerKind> Controllers => rule.Controllers;

    /// <summary>The kinds of people that it is about; none: all.</summary>
    public IEnumerable<SubjectKind> Kinds => rule.Kinds;

    /// <summary>The regimes that it belongs to; none, and no jurisdictions: it holds everywhere.</summary>
    public IEnumerable<string> Regimes => rule.Regimes;

    /// <summary>Where it holds, besides its regimes.</summary>
    public IEnumerable<Jurisdiction> Jurisdictions => rule.Jurisdictions;

    /// <summary>From what its periods run.</summary>
    public RetentionEvent Event => rule.Event;

    /// <summary>The storage limit, an ISO 8601 duration; null: none is set.</summary>
    public string? DeleteAfter => rule.DeleteAfter?.Value;

    /// <summary>The duty that defeats even an erasure request, an ISO 8601 duration; null: there is none.</summary>
    public string? KeepFor => rule.KeepFor?.Value;

    /// <summary>Why, in words that a person understands.</summary>
    public string Reason => rule.Reason;

    /// <summary>The first day in force, from 00:00 UTC; null: it always has been.</summary>
    public DateOnly? From => rule.From;

    /// <summary>The first day no longer in force, from 00:00 UTC; null: no end is set.</summary>
    public DateOnly? Until => rule.Until;

    /// <summary>The law, or ZenVoIP's own document, that it comes from.</summary>
    public string Citation => rule.Citation;

    /// <summary>The citation was checked against its source; false: the owner and counsel decide.</summary>
    public bool Verified => rule.Verified;
}

/// <summary>Why a request may be refused, in some regimes.</summary>
[Name("Ground")]
[Scope(Scopes.DecisionsRead, Scopes.RightsManage, Scopes.DeletionsConfirm)]
internal sealed class GroundNode(GroundRule ground)
{
    /// <summary>The code by which it is named; several grounds may share it, for other rights or regimes.</summary>
    public string Code => ground.Ground;

    /// <summary>Why, in words that a person understands.</summary>
    public string Description => ground.Description;

    /// <summary>The rights that may be refused on it; none: all but APPEAL.</summary>
    public IEnumerable<RightsRequestType> Rights => ground.Rights;

    /// <summary>The regimes that know it; none: all. Every regime of the person must.</summary>
    public IEnumerable<string> Regimes => ground.Regimes;

    /// <summary>A holder system may retain on it, until a time, what it was ordered to delete.</summary>
    public bool Retains => ground.Retains;

    /// <summary>Where it comes from.</summary>
    public string Citation => ground.Citation;

    /// <summary>The citation was checked against its source; false: the owner and counsel decide.</summary>
    public bool Verified => ground.Verified;
}
