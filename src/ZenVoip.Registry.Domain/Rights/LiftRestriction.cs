namespace ZenVoip.Registry.Domain.Rights;

/// <summary>Ends a restriction that a person had asked for, who was told before (GDPR art. 18(3)).</summary>
/// <param name="RequestId">The RESTRICTION that was completed.</param>
public sealed record LiftRestriction(string RequestId, DateTimeOffset NotifiedAt) : SubjectCommand
{
    public override bool IsNeverTooLarge => true;

    public override bool ReachesHolders => true;
}

/// <summary>Processing is no longer restricted by that request.</summary>
public sealed record RestrictionLifted(string RequestId, DateTimeOffset NotifiedAt, DateTimeOffset RecordedAt)
    : SubjectEvent(RecordedAt);

public sealed partial record RightsBook
{
    public Outcome Decide(LiftRestriction command, DateTimeOffset now) => Find(command.RequestId) switch
    {
        null => Refusals.RequestNotFound,
        { Type: not RightsRequestType.Restriction } => Refusals.RequestType,
        { LiftedAt: not null } => Outcome.NoChange,
        { IsOpen: false, Restricts: true } request when Untimely(request, command.NotifiedAt, now) is { } untimely =>
            untimely,
        { IsOpen: false, Restricts: true } => Outcome.Accept(new RestrictionLifted(
            command.RequestId, now.OrEarlier(command.NotifiedAt), RecordedAt: now)),
        _ => Refusals.RequestStatus,
    };

    public RightsBook Apply(RestrictionLifted lifted) => With(lifted.RequestId, request =>
        request with { LiftedAt = lifted.RecordedAt });
}
