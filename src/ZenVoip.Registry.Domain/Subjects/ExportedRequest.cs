using System.Collections.Immutable;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Jurisdictions;

namespace ZenVoip.Registry.Domain.Subjects;

/// <summary>A right that was exercised for the person, and what became of it.</summary>
public sealed record ExportedRequest
{
    /// <summary>Restrictions, tasks, deletions and erasures name it by this.</summary>
    public required string Id { get; init; }

    public required RightsRequestType Type { get; init; }

    public required RightsRequestStatus Status { get; init; }

    public required Controller Controller { get; init; }

    public required RequestManner Manner { get; init; }

    public required RequesterRole Requester { get; init; }

    /// <summary>Empty: all.</summary>
    public required ImmutableArray<Purpose> Purposes { get; init; }

    /// <summary>Empty: all.</summary>
    public required ImmutableArray<Channel> Channels { get; init; }

    /// <summary>Empty: all.</summary>
    public required ImmutableArray<DataCategory> Categories { get; init; }

    /// <summary>The numbers of the identifiers that it covers; empty: it was not worked, or covers all.</summary>
    public required ImmutableArray<int> Identifiers { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Of a no: when it was last said again while it was open; null: never.</summary>
    public DateTimeOffset? SaidAgainAt { get; init; }

    /// <summary>The body of law that sets the deadline, by name.</summary>
    public required string Regime { get; init; }

    /// <summary>Null: no law asks for it.</summary>
    public DateOnly? AcknowledgeBy { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>The last day to answer, before an extension.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>Null: it is not extended.</summary>
    public DateOnly? ExtendedTo { get; init; }

    /// <summary>Until when it waits for somebody to show who asked.</summary>
    public DateTimeOffset? VerifyBy { get; init; }

    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>What was written of it; null: it is not shown.</summary>
    public ExportedWords? Words { get; init; }

    /// <summary>Of an APPEAL: the request that was refused.</summary>
    public string? AppealOf { get; init; }

    /// <summary>The customer to whom it was sent on.</summary>
    public Controller? ForwardedTo { get; init; }

    /// <summary>When the person was told that it was sent on.</summary>
    public DateTimeOffset? ForwardToldAt { get; init; }

    /// <summary>When that customer asked for it to be worked.</summary>
    public DateTimeOffset? InstructedAt { get; init; }

    /// <summary>Of a MINOR_REPORT: when it was confirmed.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>It is one of so many that a fee may be asked for.</summary>
    public required bool MayBeCharged { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>When the person was told how it ended.</summary>
    public DateTimeOffset? NotifiedAt { get; init; }

    /// <summary>The ground of a refusal, whole or in part.</summary>
    public string? Ground { get; init; }

    /// <summary>Where the person may complain.</summary>
    public required ImmutableArray<string> ComplainTo { get; init; }

    public DateTimeOffset? AppealUntil { get; init; }

    /// <summary>Of a RESTRICTION: when it was lifted.</summary>
    public DateTimeOffset? LiftedAt { get; init; }

    /// <summary>Until when this record is kept; null: it is open.</summary>
    public DateTimeOffset? KeptUntil { get; init; }

    public override string ToString() => $"ExportedRequest({Id})";
}

/// <summary>What was written of a request.</summary>
/// <param name="Details">What was asked, each time.</param>
/// <param name="Questions">What the person was asked back.</param>
/// <param name="VerifiedBy">How it was established who asked.</param>
/// <param name="ExtensionReason">Why it took longer, as was told.</param>
/// <param name="Reason">What was told at its end.</param>
public sealed record ExportedWords(
    ImmutableArray<string> Details,
    ImmutableArray<string> Questions,
    ImmutableArray<string> VerifiedBy,
    string? ExtensionReason,
    string? Reason)
{
    public override string ToString() => nameof(ExportedWords);
}

/// <summary>What a holder system was asked for, other than to delete. Its answer comes beside this.</summary>
/// <param name="Purposes">
/// For what; empty: of STOP_SHARING all sale and sharing, else all but what a restriction allows.
/// </param>
/// <param name="RequestId">The request that demands it.</param>
/// <param name="SettledAt">Null: it is open.</param>
public sealed record ExportedTask(
    HolderTaskKind Kind,
    string System,
    HolderTaskStatus Status,
    ImmutableArray<DataCategory> Categories,
    ImmutableArray<Purpose> Purposes,
    string RequestId,
    DateTimeOffset IssuedAt,
    DateTimeOffset DueAt,
    DateTimeOffset? SettledAt);

/// <summary>A deletion that is kept back.</summary>
/// <param name="Until">Null: as long as a legal hold keeps it, or what was ordered before is not answered.</param>
/// <param name="Because">Why, in the rulebook's words.</param>
/// <param name="Cutoff">What was created up to this is kept back.</param>
/// <param name="Cause">What demands the deletion: a request, or a rule of retention.</param>
public sealed record ExportedWithheld(
    DataCategory Category,
    DateTimeOffset? Until,
    string Because,
    DateTimeOffset Cutoff,
    DateTimeOffset WithheldAt,
    string Cause);

/// <summary>A deletion that nobody had to carry out: no system holds such data.</summary>
public sealed record ExportedUnheld(DataCategory Category, DateTimeOffset Cutoff, DateTimeOffset At, string Cause);

/// <summary>The deletion of what the controller has, on demand.</summary>
/// <param name="RequestId">The request that demands it.</param>
/// <param name="EndedAt">Null: it is under way.</param>
public sealed record ExportedErasure(
    string RequestId, ErasureReach Reach, DateTimeOffset BegunAt, DateTimeOffset? EndedAt);

/// <summary>What was said before and is replaced by what was said since: the journal keeps it.</summary>
/// <param name="Consents">Earlier answers, as they were given.</param>
/// <param name="OptOuts">Earlier objections and opt-outs, as they were said.</param>
/// <param name="Jurisdictions">Where the person was observed to live before.</param>
public sealed record ExportedHistory(
    ImmutableArray<ExportedConsent> Consents,
    ImmutableArray<ExportedOptOut> OptOuts,
    ImmutableArray<Observation> Jurisdictions);
