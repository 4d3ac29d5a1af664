using ZenVoip.Registry.Domain.Jurisdictions;
using ZenVoip.Registry.Domain.Subjects;

namespace ZenVoip.Registry.Server.Rights;

/// <summary>A part of the page.</summary>
/// <param name="Id">Names it within the page.</param>
/// <param name="Rows">As many cells as there are columns; the first names the row.</param>
internal sealed record ExportTable(
    string Id, string Title, string Meaning, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows);

/// <summary>What stands on the page, in its order: every part of the export.</summary>
internal static partial class ExportTables
{
    public static IEnumerable<ExportTable> Of(Export export) =>
    [
        Identifiers(export), Relationships(export),
        Jurisdictions(
            "jurisdictions",
            "Where you live",
            "Where you seem to live, and how we came to think so: it decides which law protects you.",
            export.Jurisdictions),
        Consents(
            "consents",
            "What you answered",
            "Your answers when you were asked for consent, and the proof of them.",
            export.Consents),
        OptOuts(
            "opt-outs",
            "What you said no to",
            "Your objections and opt-outs, and the proof of them.",
            export.OptOuts),
        Consents(
            "earlier-consents",
            "What you answered before",
            "Answers that others have taken the place of.",
            export.History.Consents),
        OptOuts(
            "earlier-opt-outs",
            "What you said no to before",
            "Objections and opt-outs that you have said again since.",
            export.History.OptOuts),
        Jurisdictions(
            "earlier-jurisdictions",
            "Where you seemed to live before",
            "What has been observed again, or otherwise, since.",
            export.History.Jurisdictions),
        Requests(export), RequestTimes(export), RequestWords(export), Restrictions(export), Tasks(export),
        Purposes(export), Categories(export), Retention(export), Erasures(export), Deletions(export),
        Withheld(export), Unheld(export), Redactions(export),
    ];

    private static ExportTable Identifiers(Export export) => new(
        "identifiers",
        "What you are known by",
        "Numbers, addresses and names that are, or were, linked to you.",
        ["Number", "Kind", "Value", "Shown to be yours", "From", "Until", "Why it ended"],
        [.. export.Identifiers.Select(one => (object?[])
        [
            one.Number, one.Type, one.Value ?? "not shown", one.Verified, one.LinkedAt,
            (object?)one.UnlinkedAt ?? Still, one.Reason,
        ])]);

    private static ExportTable Relationships(Export export) => new(
        "relationships",
        "How you stand to us",
        "In what role we know you.",
        ["Role", "Towards", "From", "Until"],
        [.. export.Relationships.Select(one => (object?[])
            [one.Kind, one.Controller, one.Since, (object?)one.Until ?? Still])]);

    private static ExportTable Jurisdictions(
        string id, string title, string meaning, IEnumerable<Observation> all) => new(
        id,
        title,
        meaning,
        ["Place", "From what", "Seen", "Counts until"],
        [.. all.Select(one => (object?[])
            [one.Code, one.Source, one.At, (object?)one.ExpiresAt ?? "it is replaced"])]);

    private static ExportTable Consents(
        string id, string title, string meaning, IEnumerable<ExportedConsent> all) => new(
        id,
        title,
        meaning,
        ["Purpose", "To", "Channel", "For identifier", "Answer", "When", "Ends", "How", "Notice", "Where"],
        [.. all.Select(one => (object?[])
        [
            one.Purpose, one.Controller, (object?)one.Channel ?? "all", (object?)one.Identifier ?? "you",
            one.Status, one.At, one.ExpiresAt, one.Evidence?.Method, one.Evidence?.NoticeVersion, one.Evidence?.Source,
        ])]);

    private static ExportTable OptOuts(
        string id, string title, string meaning, IEnumerable<ExportedOptOut> all) => new(
        id,
        title,
        meaning,
        [
            "Purpose", "What it ends", "To", "Channel", "For identifier", "Said by", "When", "Lifted", "How", "Notice",
            "Where",
        ],
        [.. all.Select(one => (object?[])
        [
            (object?)one.Purpose ?? "none was named", one.Covers.Select(purpose => purpose.ToString()), one.Controller,
            (object?)one.Channel ?? "all", (object?)one.Identifier ?? "you", one.Source, one.At, one.LiftedAt,
            one.Evidence?.Method, one.Evidence?.NoticeVersion, one.Evidence?.Source,
        ])]);

    private static ExportTable Purposes(Export export) => new(
        "purposes",
        "For what your data is used",
        "Every purpose, what makes it lawful, and the rule that says so.",
        ["Purpose", "Meaning", "Lawful by", "Rules"],
        [.. export.Purposes.Select(one => (object?[])
            [one.Code, one.Description, one.Bases.Select(basis => PageWords.Of(basis)), one.Citations])]);

    private static ExportTable Categories(Export export) => new(
        "categories",
        "Kinds of data",
        "Which data there is, where it comes from, who receives it, and what protects it in other countries.",
        ["Kind", "Meaning", "Sources", "Recipients", "Transfers", "Held by"],
        [.. export.Categories.Select(one => (object?[])
        [
            PageWords.Of(one.Code.Value), one.Description, one.Sources, one.Recipients,
            one.Transfers ?? "not transferred", one.Systems,
        ])]);

    private static ExportTable Retention(Export export) => new(
        "retention",
        "How long data is kept",
        "When data is due for deletion, and what keeps it.",
        ["Kind", "Counts from", "Began", "Due for deletion", "Must be kept until", "Legal hold", "Why"],
        [.. export.Categories.SelectMany(one => one.Retention.Select(kept => (object?[])
        [
            PageWords.Of(one.Code.Value), kept.Event, kept.StartedAt, kept.DueAt, kept.KeepUntil, kept.IsHeld,
            kept.Because,
        ]))]);

    private static ExportTable Deletions(Export export) => new(
        "deletions",
        "What was ordered deleted",
        "Orders to the systems that hold your data, and what became of them.",
        [
            "Kind", "System", "State", "Ordered by", "Created up to", "Ordered", "Settled", "How", "How many",
            "Kept until", "Ground", "In backups until",
        ],
        [.. export.Deletions.Select(one => (object?[])
        [
            Kind(one.Category), one.System, one.Status, one.Cause, one.Cutoff, one.IssuedAt, one.SettledAt, one.Method,
            one.Count, one.RetainedUntil, Ground(one.Ground), one.ResidualUntil,
        ])]);

    private static ExportTable Redactions(Export export) => new(
        "redactions",
        "What is not shown",
        "What was left out, how often, and why.",
        ["What", "How many", "Why"],
        [.. export.Redactions.Select(one => (object?[])[PageWords.Of(one.What), one.Count, one.Reason switch
        {
            RedactionReason.AnotherPerson => "It is another person's.",
            RedactionReason.NotVerified => "It was not shown, for this request, that it is yours.",
            _ => "It would tell of a legal matter, and perhaps of others in it.",
        }])]);

    private const string Still = "now";
}
