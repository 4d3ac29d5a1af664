using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Rights;

/// <summary>Says that the request is refused, on a ground of the rulebook, and that the person was told.</summary>
/// <param name="Reason">What they were told. May hold personal values.</param>
public sealed record RefuseRightsRequest(
    string RequestId, string Ground, DateTimeOffset NotifiedAt, string? Reason = null) : SubjectCommand
{
    public override bool OutlivesSubject => true;

    public override bool ReachesHolders => true;

    public override bool IsNeverTooLarge => true;

    public override string ToString() => $"RefuseRightsRequest({RequestId})";
}

/// <summary>The request is refused, and the person knows why, and where to go with it.</summary>
public sealed record RightsRequestRefused(string RequestId, Ending Ending, DateTimeOffset RecordedAt)
    : SubjectEvent(RecordedAt);

public sealed partial record RightsBook
{
    /// <summary>
    /// What took effect at once because the right is absolute (GDPR art. 21(3), Cal. Civ. Code 1798.120) cannot be
    /// refused any more; an objection that goes further is completed in part.
    /// </summary>
    public Outcome Decide(RefuseRightsRequest command, RightsRules rules, DateTimeOffset now) =>
        Find(command.RequestId) switch
        {
            null => Refusals.RequestNotFound,
            { IsOpen: false } known => IsRepeated(known, command) ? Outcome.NoChange : Refusals.RequestClosed,
            { Type: RightsRequestType.OptOutOfSale } or { EndedAtOnce.IsEmpty: false } => Refusals.RightAbsolute,
            { ConfirmedAt: not null } => Refusals.RequestStatus,
            _ when command.Reason is { } reason && !IsText(reason, MaxReason) => Refusals.ReasonInvalid,
            var request when !rules.IsGround(command.Ground, request.Type, request.Regimes, now) =>
                Refusals.GroundUnknown,
            var request when Untimely(request, command.NotifiedAt, now) is { } untimely => untimely,
            var request => Outcome.Accept(new RightsRequestRefused(
                request.Id,
                EndingOf(request, command.NotifiedAt, command.Reason, command.Ground, rules, now),
                RecordedAt: now)),
        };

    public RightsBook Apply(RightsRequestRefused refused) => With(refused.RequestId, request =>
        Closed(request, refused.Ending, refused.RecordedAt) with { Status = RightsRequestStatus.Refused });

    private static bool IsRepeated(RightsRequest known, RefuseRightsRequest command) =>
        known.Status is RightsRequestStatus.Refused
        && known.Ground == command.Ground && known.Reason == command.Reason
        && WasTold(known, command.NotifiedAt);
}
