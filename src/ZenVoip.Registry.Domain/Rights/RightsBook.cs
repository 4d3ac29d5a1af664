using System.Collections.Immutable;
using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Rights;

/// <summary>
/// The rights requests of a subject, open ones and records of closed ones.
/// </summary>
/// <remarks>
/// Each event is applied, then <see cref="EffectsOf"/> says what the books of opt-outs and deletions record in the same
/// change. Requests whose erasure is settled are closed by a command, never by themselves: somebody tells the person.
/// When an erasure ends, <see cref="WithoutPerson()"/> is what is left.
/// </remarks>
public sealed partial record RightsBook
{
    /// <summary>
    /// Open requests that a subject may have by each role of who asks, and by each customer: nobody uses up the
    /// person's, or another customer's. A no is exempt: an objection, an opt-out of sale; and what was sent on.
    /// </summary>
    public const int MaxOpen = 20;

    /// <summary>In characters: a reason, or what a person is asked.</summary>
    public const int MaxReason = 1024;

    public ImmutableArray<RightsRequest> Requests { get; init; } = [];

    /// <summary>
    /// Reported to be a minor, and not cleared: until the report is refused, and for good once it is confirmed.
    /// </summary>
    public bool SuspectsMinor => Requests.Any(request => request.SuspectsMinor);

    /// <summary>The restrictions of processing that are open now.</summary>
    public IEnumerable<Restriction> Restrictions => AllRestrictions.Where(restriction => restriction.Until is null);

    /// <summary>Those that are open, and those that were lifted.</summary>
    public IEnumerable<Restriction> AllRestrictions =>
        Requests.Where(request => request.Restricts || request.LiftedAt is not null).Select(RestrictionOf);

    /// <summary>What all requests name, closed ones too.</summary>
    public IEnumerable<Purpose> NamedPurposes =>
        Requests.SelectMany(request => request.Purposes.Concat(request.EndedAtOnce));

    public RightsRequest? Find(string id) => Requests.FirstOrDefault(request => request.Id == id);

    /// <summary>
    /// The open request that the command, as it is heard, would repeat: there is one for each controller and right, and
    /// for each role where who asks is to be verified. One that was sent on is none: its controller does not answer it,
    /// and the customer was asked nothing by its own name. Nor is one whose erasure has ended: it deletes nothing more.
    /// </summary>
    /// <param name="ended">The ids of the requests whose erasure has ended.</param>
    public RightsRequest? OpenOf(SubmitRightsRequest command, ImmutableArray<string> ended) => Requests
        .Where(request => request is { IsOpen: true, IsSentOn: false }
            && request.Controller == command.Controller && request.Type == command.Type
            && request.AppealOf == command.AppealedOf && IsFor(command, request) && !ended.Contains(request.Id))
        .MaxBy(request => TurnOf(request, command));

    /// <summary>Total: what is no event of rights changes nothing.</summary>
    public RightsBook Changed(SubjectEvent @event) => @event switch
    {
        RightsRequestReceived received => Apply(received),
        RightsRequestWidened widened => Apply(widened),
        RightsRequestInstructed instructed => Apply(instructed),
        RightsRegimesJoined joined => Apply(joined),
        RightsRequestAcknowledged acknowledged => Apply(acknowledged),
        RightsRequestVerified verified => Apply(verified),
        ClarificationAsked asked => Apply(asked),
        RightsRequestClarified clarified => Apply(clarified),
        RightsRequestExtended extended => Apply(extended),
        RightsRequestForwarded forwarded => Apply(forwarded),
        RightsRequestCompleted completed => Apply(completed),
        RightsRequestRefused refused => Apply(refused),
        RightsRequestWithdrawn withdrawn => Apply(withdrawn),
        RightsRequestExpired expired => Apply(expired),
        MinorConfirmed confirmed => Apply(confirmed),
        RestrictionLifted lifted => Apply(lifted),
        RightsDeadlineNear near => Apply(near),
        RightsDeadlineMissed missed => Apply(missed),
        ExportExpired expired => Apply(expired),
        RightsRecordsDropped dropped => Apply(dropped),
        _ => this,
    };

    private static Restriction RestrictionOf(RightsRequest request) => new()
    {
        RequestId = request.Id,
        Controller = request.Controller,
        Ground = request.Type,
        Categories = request.Categories,
        Purposes = request.Type is RightsRequestType.Objection ? request.Contested : request.Purposes,
        Since = request.Type is RightsRequestType.Objection
            ? request.ReceivedAt
            : request.VerifiedAt ?? request.ReceivedAt,
        Until = request.LiftedAt,
    };

    private RightsBook With(string id, Func<RightsRequest, RightsRequest> change) => Find(id) is null ? this : new()
    {
        Requests = [.. Requests.Select(request => request.Id == id ? change(request) : request)],
    };

    /// <summary>Of a request whose dates have changed.</summary>
    private static Timetable Reckoned(RightsRequest request, RightsRules rules) =>
        rules.TimetableOf(request.Type, request.Regimes, request.Times);

    private static bool IsText(string? text, int limit) => text is { } && text.IsPlainWithin(limit);

    /// <summary>Why somebody cannot have been told then; null: they can.</summary>
    private static Refusal? Untimely(RightsRequest request, DateTimeOffset said, DateTimeOffset now) => said switch
    {
        _ when said > now + Instants.Ahead => Refusals.TimeInFuture with { Field = "notifiedAt" },
        _ when said.ToMicroseconds() < request.ReceivedAt => Refusals.TimeBeforeRequest,
        _ => null,
    };
}

/// <summary>What the rulebook and the law make of a subject's request.</summary>
/// <param name="Regimes">The codes of those that apply to the subject now.</param>
/// <param name="Kind">How the subject stands to the controller.</param>
public sealed record RightsTerms(Rules Rules, ImmutableArray<string> Regimes, SubjectKind Kind)
{
    /// <summary>The numbers of all links that are the person's: what is worked unverified covers them.</summary>
    public ImmutableArray<int> Links { get; init; } = [];

    /// <summary>The number of the link by which the request came; null: by subject id.</summary>
    public int? Via { get; init; }

    /// <summary>The ids of the requests whose erasure has ended.</summary>
    public ImmutableArray<string> Ended { get; init; } = [];

    /// <summary>The purposes that the person's answers and opt-outs name.</summary>
    public ImmutableArray<Purpose> NamedElsewhere { get; init; } = [];

    internal ImmutableArray<int> NamedBy(SubmitRightsRequest command) =>
        command.Requester is RequesterRole.Controller && Via is { } link ? [link] : [];
}

/// <summary>Processing is restricted (GDPR art. 18).</summary>
public sealed record Restriction
{
    /// <summary>The request that it follows from.</summary>
    public required string RequestId { get; init; }

    public required Controller Controller { get; init; }

    /// <summary>OBJECTION until that is decided; RESTRICTION until it is lifted.</summary>
    public required RightsRequestType Ground { get; init; }

    /// <summary>Empty: all.</summary>
    public ImmutableArray<DataCategory> Categories { get; init; } = [];

    /// <summary>Empty: all that the rulebook does not allow under a restriction.</summary>
    public ImmutableArray<Purpose> Purposes { get; init; } = [];

    public required DateTimeOffset Since { get; init; }

    /// <summary>Null: it is open.</summary>
    public DateTimeOffset? Until { get; init; }
}
