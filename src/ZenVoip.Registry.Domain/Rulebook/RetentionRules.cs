using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Rulebook;

/// <summary>What can be asked of the rulebook about keeping data.</summary>
public sealed class RetentionRules
{
    private readonly FrozenDictionary<DataCategory, CategoryDefinition> categories;
    private readonly FrozenDictionary<DataCategory, ImmutableArray<RetentionRule>> byCategory;
    private readonly Rules rules;

    internal RetentionRules(Rules rules)
    {
        this.rules = rules;
        var clauses = rules.Clauses.Retention;
        categories = clauses.Categories.ToFrozenDictionary(each => each.Code);
        byCategory = clauses.Categories.ToFrozenDictionary(
            each => each.Code,
            each => ImmutableArray.CreateRange(clauses.Rules.Where(rule => rule.Categories.Contains(each.Code))));
    }

    /// <summary>Null: the rulebook does not know the category.</summary>
    public CategoryDefinition? Find(DataCategory category) => categories.GetValueOrDefault(category);

    /// <summary>Every category, in the rulebook's order.</summary>
    public IEnumerable<DataCategory> All => rules.Clauses.Retention.Categories.Select(each => each.Code);

    /// <summary>
    /// What an erasure that names no categories deletes, in the rulebook's order: all but the proof of a consent, which
    /// goes when its own clock ends.
    /// </summary>
    public IEnumerable<DataCategory> Erasable => rules.Clauses.Retention.Categories
        .Where(each => !each.IsProof).Select(each => each.Code);

    /// <summary>
    /// What holds from this event on. Every rule in force that matches category, controller, kind, event and one of
    /// the person's regimes or jurisdictions counts: the shortest storage limit and the longest duty to keep, and a
    /// limit never undercuts a duty. Null: the rulebook does not know the category. Where no rule starts with the
    /// event, the terms have no periods, and name the rule by which the category waits for another event.
    /// </summary>
    public RetentionTerms? TermsOf(
        DataCategory category,
        RetentionEvent happened,
        Controller controller,
        SubjectKind kind,
        IReadOnlyCollection<Jurisdiction> jurisdictions,
        DateTimeOffset now)
    {
        if (Find(category) is not { } known)
            return null;
        RetentionRule[] all = [.. Matching(category, controller, kind, jurisdictions, now)];
        RetentionRule[] starting = [.. all.Where(rule => rule.Event == happened)];
        var limit = starting.Where(rule => rule.DeleteAfter is not null)
            .MinBy(rule => rule.DeleteAfter!.Value.After(now));
        var duty = starting.Where(rule => rule.KeepFor is not null).MaxBy(rule => rule.KeepFor!.Value.After(now));
        var governing = limit ?? duty ?? starting.FirstOrDefault() ?? all.FirstOrDefault();
        return new(
            known.Accrues && happened is RetentionEvent.Created && (limit ?? duty) is not null,
            limit?.DeleteAfter,
            duty?.KeepFor,
            governing?.Id ?? byCategory[category][0].Id,
            duty?.Id);
    }

    /// <summary>
    /// The categories for which a rule runs from this event, in the rulebook's order: what the end of a contract or
    /// of a consent starts, whether or not any data of them was ever reported.
    /// </summary>
    public IEnumerable<DataCategory> StartedBy(
        RetentionEvent happened,
        Controller controller,
        SubjectKind kind,
        IReadOnlyCollection<Jurisdiction> jurisdictions,
        DateTimeOffset now) => rules.Clauses.Retention.Categories
            .Select(each => each.Code)
            .Where(code => Matching(code, controller, kind, jurisdictions, now).Any(rule => rule.Event == happened));

    private IEnumerable<RetentionRule> Matching(
        DataCategory category,
        Controller controller,
        SubjectKind kind,
        IReadOnlyCollection<Jurisdiction> jurisdictions,
        DateTimeOffset now)
    {
        var whose = controller == Controller.ZenVoip ? ControllerKind.Zenvoip : ControllerKind.Customer;
        var applying = rules.RegimesOf(jurisdictions).Select(regime => regime.Code).ToHashSet();
        return byCategory[category].Where(rule => rule.Concerns(category, whose, kind)
            && rule.IsInForce(now)
            && (rule.IsEverywhere
                || rule.Regimes.Any(applying.Contains)
                || jurisdictions.Any(code => Places.Contains(rule.Jurisdictions, code))));
    }
}
