using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Rights;

/// <summary>Says that it is done, in whole or but for what a ground keeps, and that the person was told.</summary>
/// <param name="Reason">What they were told. May hold personal values.</param>
/// <param name="Ground">The code of the rulebook's ground of what was not done; null: all was.</param>
public sealed record CompleteRightsRequest(
    string RequestId, DateTimeOffset NotifiedAt, string? Reason = null, string? Ground = null) : SubjectCommand
{
    public override bool OutlivesSubject => true;

    public override bool ReachesHolders => true;

    public override bool IsNeverTooLarge => true;

    public override string ToString() => $"CompleteRightsRequest({RequestId})";
}

/// <summary>It is done, and the person knows.</summary>
/// <param name="Ending">With a ground: in part.</param>
public sealed record RightsRequestCompleted(string RequestId, Ending Ending, DateTimeOffset RecordedAt)
    : SubjectEvent(RecordedAt);

public sealed partial record RightsBook
{
    /// <summary>What nobody verified cannot be done; what a customer answers, it may have answered by now.</summary>
    /// <param name="isErased">Of a tombstone nothing is left that a report of a minor would delete.</param>
    public Outcome Decide(
        CompleteRightsRequest command, RightsRules rules, DateTimeOffset now, bool isErased = false) =>
        Find(command.RequestId) switch
        {
            null => Refusals.RequestNotFound,
            { IsOpen: false } known => IsRepeated(known, command) ? Outcome.NoChange : Refusals.RequestClosed,
            { Status: RightsRequestStatus.AwaitingVerification } => Refusals.RequestStatus,
            { Type: RightsRequestType.MinorReport, ConfirmedAt: null } when !isErased => Refusals.MinorNotConfirmed,
            _ when command.Reason is { } reason && !IsText(reason, MaxReason) => Refusals.ReasonInvalid,
            var request when command.Ground is { } ground
                && !rules.IsGround(ground, request.Type, request.Regimes, now) => Refusals.GroundUnknown,
            var request when Untimely(request, command.NotifiedAt, now) is { } untimely => untimely,
            var request => Outcome.Accept(new RightsRequestCompleted(
                request.Id,
                EndingOf(request, command.NotifiedAt, command.Reason, command.Ground, rules, now),
                RecordedAt: now)),
        };

    public RightsBook Apply(RightsRequestCompleted completed) => With(completed.RequestId, request =>
        Closed(request, completed.Ending, completed.RecordedAt) with
        {
            Status = completed.Ending.Ground is null
                ? RightsRequestStatus.Completed
                : RightsRequestStatus.PartiallyCompleted,
        });

    private static bool IsRepeated(RightsRequest known, CompleteRightsRequest command) =>
        known.Status is RightsRequestStatus.Completed or RightsRequestStatus.PartiallyCompleted
        && known.Ground == command.Ground && known.Reason == command.Reason
        && WasTold(known, command.NotifiedAt);
}
