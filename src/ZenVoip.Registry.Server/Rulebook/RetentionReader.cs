using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Server.Rulebook;

/// <summary>Reads the kinds of data, and how long they are kept.</summary>
internal sealed class RetentionReader(Findings findings, IReadOnlyCollection<string> regimes)
{
    private static readonly Kind<DataCategory> Code =
        Kinds.Code<DataCategory>("a category such as CALL_RECORDS").But(DataCategory.Unreadable);

    private static readonly Kind<Period> Period = Kinds.Code<Period>("a period such as P24M, P30D or PT15M");

    private readonly Kind<string> regime = Kinds.Capitals.Among(regimes, "a regime of this rulebook");

    /// <summary>
    /// Something does not say what it is about, so nothing can be said of gaps: they would only repeat that error.
    /// </summary>
    public bool SelectorsAreBroken { get; private set; }

    public RetentionClauses Read(Fields root)
    {
        var categories = root.Each("categories", ReadCategory);
        var known = Code.Among([.. categories.Select(each => each.Code)], "a category of this rulebook");
        var clauses = new RetentionClauses
        {
            Categories = categories,
            Rules = root.Each("retention", fields => ReadRule(fields, known)),
        };
        var twice = categories.Where(each => each.Code != DataCategory.Unreadable).GroupBy(each => each.Code)
            .SelectMany(group => group.Skip(1));
        foreach (var again in twice)
        {
            findings.Add(again, $"category '{again.Code}' stands twice");
            SelectorsAreBroken = true;
        }

        if (!SelectorsAreBroken)
            ReportEndsOfConsent(clauses);
        return clauses;
    }

    /// <summary>From the end of a consent runs what proves it, and nothing that an erasure deletes.</summary>
    private void ReportEndsOfConsent(RetentionClauses clauses)
    {
        var data = clauses.Categories.Where(each => !each.IsProof).Select(each => each.Code).ToHashSet();
        foreach (var rule in clauses.Rules.Where(rule => rule.Event is RetentionEvent.ConsentEnded))
        {
            foreach (var category in rule.Categories.Where(data.Contains))
                findings.Add(rule, $"rule '{rule.Id}' keeps '{category}' from the end of a consent: only proof is");
        }
    }

    private CategoryDefinition ReadCategory(Fields fields)
    {
        var before = findings.Count;
        var category = findings.Remember(
            new CategoryDefinition
            {
                Code = fields.One("code", Code, DataCategory.Unreadable),
                Description = fields.One("description", Kinds.Text, ""),
                Accrues = fields.One("accrues", Kinds.Flag, false),
                IsPortable = fields.One("portable", Kinds.Flag, false),
                IsProof = fields.Has("proof") && fields.One("proof", Kinds.Flag, false),
                Recipients = fields.Many("recipients", Kinds.Text, required: true),
                Sources = fields.Many("sources", Kinds.Text, required: true),
                Transfers = fields.Has("transfers") ? fields.One("transfers", Kinds.Text, "") : null,
            },
            fields);
        SelectorsAreBroken |= findings.Count != before;
        return category;
    }

    private RetentionRule ReadRule(Fields fields, Kind<DataCategory> category)
    {
        var before = findings.Count;
        var rule = findings.Remember(
            new RetentionRule
            {
                Id = fields.One("id", Kinds.RuleId, ""),
                Citation = fields.One("citation", Kinds.Text, ""),
                Verified = fields.One("verified", Kinds.Flag, false),
                Categories = fields.Many("categories", category, required: true),
                Controllers = fields.Many("controllers", Kinds.Choice<ControllerKind>(), required: false),
                Kinds = fields.Many("kinds", Kinds.Choice<SubjectKind>(), required: false),
                Regimes = fields.Many("regimes", regime, required: false),
                Jurisdictions = fields.Many(
                    "jurisdictions", Kinds.Code<Jurisdiction>("a code such as DE or US-TN"), required: false),
                From = fields.Optional("from", Kinds.Date),
                Until = fields.Optional("until", Kinds.Date),
                Event = fields.One("event", Kinds.Choice<RetentionEvent>(), default),
                DeleteAfter = fields.Optional("deleteAfter", Period),
                KeepFor = fields.Optional("keepFor", Period),
                Reason = fields.One("reason", Kinds.Text, ""),
            },
            fields);
        SelectorsAreBroken |= findings.Count != before;
        if (rule.From >= rule.Until)
            findings.Add(fields.StartOf("until"), "a rule must end after it begins");
        if (findings.Count == before && rule.Contradiction is { } contradiction)
            findings.Add(fields.Start, $"rule '{rule.Id}' contradicts itself: {contradiction}");
        return rule;
    }
}
