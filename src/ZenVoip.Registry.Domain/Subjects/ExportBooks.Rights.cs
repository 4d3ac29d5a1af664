using System.Collections.Immutable;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Jurisdictions;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Subjects;

public sealed partial record ExportBooks
{
    /// <summary>What the journal holds beside the books: earlier answers, and what was written of requests.</summary>
    public ImmutableArray<SubjectEvent> Journal { get; init; } = [];

    private IEnumerable<RightsRequest> RequestsIn(ExportScope scope) =>
        Subject.Rights.Requests.Where(one => Concerns(one.Controller, scope));

    private IEnumerable<Consent> EarlierConsents(ExportScope scope) => Journal.OfType<ConsentAnswered>()
        .Select(answered => answered.Consent)
        .Where(one => Concerns(one.Controller, scope) && !Subject.Consents.Consents.Any(stands =>
            stands.IsSameQuestion(one) && stands.Status == one.Status && stands.At == one.At));

    private IEnumerable<OptOut> EarlierOptOuts(ExportScope scope) => Last(
            Journal.OfType<OptedOut>().Select(opted => opted.OptOut),
            scope,
            one => scope.Controller.IsCustomer ? one.RecordedAt : one.At)
        .ExceptBy(OptOutsIn(scope).Select(one => (one.Words, one.Link, one.At)), one => (one.Words, one.Link, one.At));

    /// <summary>
    /// The copy that a digest keeps, when an identifier has left, says nothing more. What was sent on to a customer
    /// comes with what was said to ZenVoIP before, by other addresses: the customer is told when it was said last.
    /// </summary>
    private static IEnumerable<OptOut> Last(
        IEnumerable<OptOut> noes, ExportScope scope, Func<OptOut, DateTimeOffset?> time) => noes
        .Where(one => Concerns(one.Controller, scope))
        .GroupBy(one => (one.Words, one.Link, time(one)))
        .Select(alike => alike.MaxBy(one => one.At)!);

    private ExportedHistory History(ExportScope scope, Rules rules, Regime[] regimes, DateTimeOffset now) => new(
        [.. EarlierConsents(scope).Select(one => Shown(one, scope, one.At))],
        [.. EarlierOptOuts(scope).Select(one => Shown(one, scope, rules, regimes, now))],
        [
            .. Journal.OfType<JurisdictionObserved>().Where(_ => !scope.Controller.IsCustomer)
                .Select(one => new Observation(one.Code, one.Source, one.RecordedAt, one.ExpiresAt))
                .Except(Subject.Jurisdictions.Observations),
        ]);

    private ImmutableArray<ExportedWithheld> WithheldIn(ExportScope scope, Rules rules) =>
        [.. Deletions.Withheld.Where(one => one.Controller == scope.Controller).Select(one => Told(one, rules))];

    private ImmutableArray<ExportedUnheld> UnheldIn(ExportScope scope) =>
    [
        .. Deletions.Unheld.Where(one => one.Controller == scope.Controller)
            .Select(one => new ExportedUnheld(one.Category, one.Cutoff, one.At, one.Cause)),
    ];

    private ImmutableArray<ExportedErasure> ErasuresIn(ExportScope scope) =>
    [
        .. Deletions.Erasures.Where(one => one.Controller == scope.Controller)
            .Select(one => new ExportedErasure(one.Cause, one.Reach, one.BegunAt, one.EndedAt)),
    ];

    private IEnumerable<Redaction> MissingWords(ExportScope scope) =>
    [
        .. Missing("requests", RequestsIn(scope).Select(one => Hidden(one, scope))),
        .. Missing("history", EarlierConsents(scope).Select(one => one.Link ?? one.Via)
            .Concat(EarlierOptOuts(scope).Select(one => one.Link ?? one.Via)), scope),
    ];

    /// <summary>
    /// What was written is shown where all that the request covers is shown to be the person's, and no other person
    /// wrote of it. An agent speaks for the person, who permitted it (11 CCR 7063): those words are the person's.
    /// </summary>
    private RedactionReason? Hidden(RightsRequest one, ExportScope scope)
    {
        if (AuthorsOf(one).Any(author => author is RequesterRole.ThirdParty or RequesterRole.Guardian))
            return RedactionReason.AnotherPerson;
        if (!one.IsWorked)
            return RedactionReason.NotVerified;
        var covered = scope.Controller.IsCustomer ? one.Named : one.Links;
        var links = covered.IsEmpty ? Subject.OwnLinks : covered;
        return links.Select(link => Hidden(link, scope)).OfType<RedactionReason>().Order()
            .Select(reason => (RedactionReason?)reason).FirstOrDefault();
    }

    private IEnumerable<RequesterRole> AuthorsOf(RightsRequest one) =>
    [
        one.Requester,
        .. Journal.OfType<RightsRequestWidened>().Where(more => more.RequestId == one.Id && more.Details is not null)
            .Select(more => more.Requester ?? one.Requester),
    ];

    private ExportedRequest Told(RightsRequest one, ExportScope scope, Rules rules) => new()
    {
        Id = one.Id,
        Type = one.Type,
        Status = one.Status,
        Controller = one.Controller,
        Manner = one.Manner,
        Requester = one.Requester,
        Purposes = one.Purposes,
        Channels = one.Channels,
        Categories = one.Categories,
        Identifiers = [.. LinksIn(scope).Select(link => link.Number).Intersect(one.Links)],
        ReceivedAt = one.ReceivedAt,
        SaidAgainAt = one.SaidAgainAt,
        Regime = rules.Clauses.Regimes.FirstOrDefault(each => each.Code == one.Timetable.Answer.Regime)?.Name
            ?? one.Timetable.Answer.Regime,
        AcknowledgeBy = one.Timetable.Acknowledge?.On,
        AcknowledgedAt = one.AcknowledgedAt,
        DueOn = one.Timetable.Answer.On,
        ExtendedTo = one.Timetable.Extended?.On,
        VerifyBy = one.ExpiresAt,
        VerifiedAt = one.VerifiedAt,
        Words = Hidden(one, scope) is null ? WordsOf(one) : null,
        AppealOf = one.AppealOf,
        ForwardedTo = one.ForwardedTo,
        ForwardToldAt = one.ForwardToldAt,
        InstructedAt = one.InstructedAt,
        ConfirmedAt = one.ConfirmedAt,
        MayBeCharged = one.MayBeCharged,
        ClosedAt = one.ClosedAt,
        NotifiedAt = one.NotifiedAt,
        Ground = one.Ground,
        ComplainTo = one.ComplainTo,
        AppealUntil = one.AppealUntil,
        LiftedAt = one.LiftedAt,
        KeptUntil = one.KeptUntil,
    };

    private ExportedWords WordsOf(RightsRequest one) => new(
        one.Details,
        [.. Journal.OfType<ClarificationAsked>().Where(asked => asked.RequestId == one.Id)
            .Select(asked => asked.Question)],
        [.. Journal.OfType<RightsRequestVerified>().Where(shown => shown.RequestId == one.Id)
            .Select(shown => shown.Method)],
        one.ExtensionReason,
        one.Reason);

    private static ExportedTask Told(HolderTask one) => new(
        one.Kind,
        one.System,
        one.Status,
        one.Categories,
        one.Purposes,
        one.RequestId,
        one.IssuedAt,
        one.DueAt,
        one.SettledAt);

    private static ExportedWithheld Told(Withheld one, Rules rules) => new(
        one.Category,
        one.Until,
        one.IsHeld ? "A legal hold keeps it."
            : one.IsLate ? "It was reported late, and is ordered deleted by itself."
            : rules.Clauses.Retention.Rules.Where(rule => rule.Id == one.Because).Select(Said).FirstOrDefault()
                ?? one.Because,
        one.Cutoff,
        one.WithheldAt,
        one.Cause);

    private static string Said(RetentionRule rule) => $"{rule.Reason} ({rule.Citation})";
}
