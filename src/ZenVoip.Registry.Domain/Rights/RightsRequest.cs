using System.Collections.Immutable;
using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Rights;

/// <summary>A person exercises a right towards one controller.</summary>
public sealed record RightsRequest
{
    /// <summary>How long after the person was told they may fetch an export.</summary>
    public static readonly TimeSpan ExportKept = TimeSpan.FromDays(30);

    public required string Id { get; init; }

    public required RightsRequestType Type { get; init; }

    public required Controller Controller { get; init; }

    public required RequestManner Manner { get; init; }

    public required RequesterRole Requester { get; init; }

    /// <summary>
    /// The codes of the regimes that applied to the person when it came in, or have joined while it was open.
    /// </summary>
    public required ImmutableArray<string> Regimes { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Empty: all.</summary>
    public ImmutableArray<Purpose> Purposes { get; init; } = [];

    /// <summary>Empty: all.</summary>
    public ImmutableArray<Channel> Channels { get; init; } = [];

    /// <summary>Empty: all.</summary>
    public ImmutableArray<DataCategory> Categories { get; init; } = [];

    /// <summary>What the person wrote, each time that they asked. May hold personal values.</summary>
    public ImmutableArray<string> Details { get; init; } = [];

    /// <summary>Of an APPEAL: the request that was refused.</summary>
    public string? AppealOf { get; init; }

    public required RightsRequestStatus Status { get; init; }

    public required Timetable Timetable { get; init; }

    public bool NeedsVerification { get; init; }

    /// <summary>When the wait for verification ends; null: it is not waited for.</summary>
    public DateTimeOffset? VerifyBy { get; init; }

    /// <summary>When it expires, unless it is verified before; null: it does not wait.</summary>
    public DateTimeOffset? ExpiresAt => Status is RightsRequestStatus.AwaitingVerification ? VerifyBy : null;

    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>It was verified without naming an identifier: all that were the person's then are covered.</summary>
    public bool IsBeyondDoubt { get; init; }

    /// <summary>
    /// The numbers of the subject's links that it covers: those that were verified for it, or all of the person's where
    /// nothing is verified. Empty: it is not worked, or in older data covers all.
    /// </summary>
    public ImmutableArray<int> Links { get; init; } = [];

    /// <summary>
    /// Of what a customer instructs: the numbers of the links by which it named the person. Its export shows no others.
    /// </summary>
    public ImmutableArray<int> Named { get; init; } = [];

    public ImmutableArray<Pause> Pauses { get; init; } = [];

    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>When the person was told that it takes longer.</summary>
    public DateTimeOffset? ExtendedAt { get; init; }

    /// <summary>Why it takes longer. May hold personal values.</summary>
    public string? ExtensionReason { get; init; }

    /// <summary>The customer to whom it was sent on.</summary>
    public Controller? ForwardedTo { get; init; }

    /// <summary>When that customer asked ZenVoIP to work it; null: it answers by itself.</summary>
    public DateTimeOffset? InstructedAt { get; init; }

    /// <summary>When the person was told that it was sent on.</summary>
    public DateTimeOffset? ForwardToldAt { get; init; }

    /// <summary>Of a no: when the person last said it again while it was open.</summary>
    public DateTimeOffset? SaidAgainAt { get; init; }

    /// <summary>Of a no: what it has said, each by its link as of the last time.</summary>
    public ImmutableArray<SaidNo> Said { get; init; } = [];

    /// <summary>Of an objection: the purposes that ended at once.</summary>
    public ImmutableArray<Purpose> EndedAtOnce { get; init; } = [];

    /// <summary>Of an objection: the purposes that are restricted until it is decided.</summary>
    public ImmutableArray<Purpose> Contested { get; init; } = [];

    /// <summary>Of a MINOR_REPORT: when the data protection officer confirmed it.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>The person asked so often that a fee may be asked for.</summary>
    public bool MayBeCharged { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>When the person was told how it ended. What expired or was withdrawn, they know.</summary>
    public DateTimeOffset? NotifiedAt { get; init; }

    /// <summary>What the person was told. May hold personal values.</summary>
    public string? Reason { get; init; }

    /// <summary>The code of the rulebook's ground of a refusal, whole or in part.</summary>
    public string? Ground { get; init; }

    /// <summary>Where the person may complain, as they were told with a refusal.</summary>
    public ImmutableArray<string> ComplainTo { get; init; } = [];

    /// <summary>Until when the person may appeal; null: no regime of theirs gives an appeal.</summary>
    public DateTimeOffset? AppealUntil { get; init; }

    /// <summary>Until when the record is kept; null while it is open.</summary>
    public DateTimeOffset? KeptUntil { get; init; }

    /// <summary>Of a RESTRICTION: when it ended, after the person was told.</summary>
    public DateTimeOffset? LiftedAt { get; init; }

    /// <summary>When the end of the export that answered it was noted; null: not yet.</summary>
    public DateTimeOffset? ExportExpiredAt { get; init; }

    /// <summary>Warnings and escalations that went out.</summary>
    public ImmutableArray<Alarm> Alarms { get; init; } = [];

    /// <summary>When the person last said it.</summary>
    public DateTimeOffset SaidAt => SaidAgainAt ?? ReceivedAt;

    public bool IsOpen => ClosedAt is null;

    /// <summary>The clocks of all regimes wait for the person: no answer is late.</summary>
    public bool Stands => IsOpen && Timetable.Stands;

    public bool SaysNo => Type is RightsRequestType.Objection or RightsRequestType.OptOutOfSale;

    /// <summary>It was sent to ZenVoIP by mistake: the customer to whom it went on answers it.</summary>
    public bool IsSentOn => ForwardedTo is { } to && to != Controller;

    public bool IsRefused => Status is RightsRequestStatus.Refused or RightsRequestStatus.PartiallyCompleted;

    /// <summary>A restriction of processing follows from it now.</summary>
    public bool Restricts => Type switch
    {
        RightsRequestType.Objection => IsOpen && !Contested.IsEmpty && ForwardedTo is null,
        RightsRequestType.Restriction => IsWorked && LiftedAt is null && Status is not
            (RightsRequestStatus.Refused or RightsRequestStatus.Withdrawn or RightsRequestStatus.Expired),
        _ => false,
    };

    /// <summary>It reports a minor, and is not cleared.</summary>
    public bool SuspectsMinor => Type is RightsRequestType.MinorReport && (IsOpen || ConfirmedAt is not null);

    /// <summary>Who asked is known, as far as it has to be.</summary>
    public bool IsKnown => !NeedsVerification || VerifiedAt is not null;

    /// <summary>Holder systems were, or are to be, asked for what it wants: ZenVoIP works it, and who asked is known.
    /// </summary>
    public bool IsWorked => Status is not (RightsRequestStatus.AwaitingVerification or RightsRequestStatus.Forwarded
        or RightsRequestStatus.Expired) && IsKnown && (ForwardedTo is null || InstructedAt is not null);

    /// <summary>When the export that answers it is gone; null: it has none, or it is open.</summary>
    public DateTimeOffset? ExportExpiresAt => IsAnsweredByExport ? NotifiedAt + ExportKept : null;

    /// <summary>Whether the person may be given an export for it.</summary>
    public bool HasExportAt(DateTimeOffset now) =>
        IsAnsweredByExport && Instants.Lasts(ExportExpiresAt, now);

    private bool IsAnsweredByExport => IsWorked && Type is RightsRequestType.Access or RightsRequestType.Portability
        && Status is not (RightsRequestStatus.Refused or RightsRequestStatus.Withdrawn);

    /// <summary>By the same link, and no later.</summary>
    public bool HasSaid(SaidNo no) => Said.Any(known =>
        known.Words == no.Words && known.Via == no.Via && known.At >= no.At);

    public override string ToString() => $"RightsRequest({Id})";

    /// <summary>Whom it is sent on to answers it, and verifies and asks by itself.</summary>
    internal RequestTimes Times => new(ReceivedAt)
    {
        NeedsVerification = NeedsVerification && ForwardedTo is null,
        VerifiedAt = VerifiedAt,
        Pauses = IsSentOn ? [.. Pauses.Where(pause => pause.AnsweredAt is not null)] : Pauses,
        ExtendedAt = ExtendedAt,
    };
}

/// <summary>What a deadline of a request is for.</summary>
public enum DeadlineKind
{
    /// <summary>To confirm the receipt.</summary>
    Acknowledge,

    /// <summary>To answer: done or refused, and the person told.</summary>
    Answer,
}

/// <summary>That a deadline is near, or was missed, was said.</summary>
public sealed record Alarm(DeadlineKind Kind, DateOnly On, bool IsMissed);
