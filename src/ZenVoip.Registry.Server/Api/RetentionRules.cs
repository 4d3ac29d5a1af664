using GraphQL;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Rulebook;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Server.Api;

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
