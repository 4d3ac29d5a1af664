using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Subjects;

namespace ZenVoip.Registry.Server.Rights;

/// <summary>What was asked for the person, and what followed.</summary>
internal static partial class ExportTables
{
    private static ExportTable Requests(Export export) => new(
        "requests",
        "What was asked for you",
        "The rights that were exercised for you, and how they ended.",
        [
            "Request", "Right", "To", "Came by", "Asked by", "About purposes", "About channels", "About kinds of data",
            "For identifiers", "State", "Refused on", "You may complain to", "Appeal of", "Sent on to",
            "A fee may be asked for",
        ],
        [.. export.Requests.Select(one => (object?[])
        [
            one.Id, one.Type, one.Controller, one.Manner, one.Requester, All(one.Purposes.Select(each => $"{each}")),
            All(one.Channels.Select(each => PageWords.Of(each))), All(one.Categories.Select(Kind)),
            one.Identifiers.Select(each => $"{each}"), one.Status, Ground(one.Ground), one.ComplainTo, one.AppealOf,
            one.ForwardedTo, one.MayBeCharged,
        ])]);

    private static ExportTable RequestTimes(Export export) => new(
        "request-times",
        "When it was asked and answered",
        "The times of each request, and the law that sets its deadline.",
        [
            "Request", "Received", "Said again", "Law", "To be confirmed by", "Confirmed", "To be answered by",
            "Extended to", "Waits for proof until", "Known to be you", "You were told that it was sent on",
            "Instructed by our customer", "Minor confirmed", "Closed", "You were told", "You may appeal until",
            "Restriction lifted", "Kept until",
        ],
        [.. export.Requests.Select(one => (object?[])
        [
            one.Id, one.ReceivedAt, one.SaidAgainAt, one.Regime, one.AcknowledgeBy, one.AcknowledgedAt, one.DueOn,
            one.ExtendedTo, one.VerifyBy, one.VerifiedAt, one.ForwardToldAt, one.InstructedAt, one.ConfirmedAt,
            one.ClosedAt, one.NotifiedAt, one.AppealUntil, one.LiftedAt, one.KeptUntil,
        ])]);

    private static ExportTable RequestWords(Export export) => new(
        "request-words",
        "What was written of it",
        "What was asked in words, how it was established who asked, and what you were told.",
        ["Request", "Asked", "Asked back", "Proof of who asked", "Why it took longer", "What you were told"],
        [.. export.Requests.Select(one => (object?[])
        [
            one.Id, one.Words?.Details, one.Words?.Questions, one.Words?.VerifiedBy, one.Words?.ExtensionReason,
            one.Words?.Reason,
        ])]);

    private static ExportTable Restrictions(Export export) => new(
        "restrictions",
        "What may not be done meanwhile",
        "Where the use of your data is, or was, restricted.",
        ["Request", "By", "To", "Purposes", "Kinds of data", "From", "Until"],
        [.. export.Restrictions.Select(one => (object?[])
        [
            one.RequestId, one.Ground, one.Controller, All(one.Purposes.Select(each => $"{each}")),
            All(one.Categories.Select(Kind)), one.Since, (object?)one.Until ?? Still,
        ])]);

    private static ExportTable Tasks(Export export) => new(
        "tasks",
        "What other systems were asked for",
        "Tasks of the systems that hold your data, other than to delete.",
        ["Task", "System", "State", "Kinds of data", "Purposes", "For request", "Given", "Due", "Settled"],
        [.. export.Tasks.Select(one => (object?[])
        [
            one.Kind, one.System, one.Status, one.Categories.Select(Kind), PurposesOf(one), one.RequestId, one.IssuedAt,
            one.DueAt, one.SettledAt,
        ])]);

    private static IEnumerable<string>? PurposesOf(ExportedTask task) =>
        task.Kind is HolderTaskKind.Export or HolderTaskKind.Rectify
            ? null
            : All(task.Purposes.Select(each => $"{each}"));

    private static ExportTable Erasures(Export export) => new(
        "erasures",
        "Deletion on demand",
        "Deletions that were asked for you.",
        ["Request", "Reach", "Began", "Ended"],
        [.. export.Erasures.Select(one => (object?[])[one.RequestId, one.Reach, one.BegunAt, one.EndedAt])]);

    private static ExportTable Withheld(Export export) => new(
        "withheld",
        "What is not deleted yet",
        "Deletions that are kept back, until when and why.",
        ["Kind", "Until", "Why", "Created up to", "Kept back since", "Ordered by"],
        [.. export.Withheld.Select(one => (object?[])
            [Kind(one.Category), one.Until, one.Because, one.Cutoff, one.WithheldAt, one.Cause])]);

    private static ExportTable Unheld(Export export) => new(
        "unheld",
        "What nobody had to delete",
        "Kinds of data that were to be deleted and that no system holds.",
        ["Kind", "Created up to", "When", "Ordered by"],
        [.. export.Unheld.Select(one => (object?[])[Kind(one.Category), one.Cutoff, one.At, one.Cause])]);

    private static string Kind(DataCategory category) => PageWords.Of(category.Value);

    private static string? Ground(string? code) => code is null ? null : PageWords.Of(code);

    /// <summary>What names none is about all.</summary>
    private static IEnumerable<string> All(IEnumerable<string> named) => named.DefaultIfEmpty("all");
}
