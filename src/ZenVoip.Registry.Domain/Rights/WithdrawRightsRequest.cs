using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Rights;

/// <summary>The person takes the request back.</summary>
public sealed record WithdrawRightsRequest(string RequestId) : SubjectCommand
{
    public override bool OutlivesSubject => true;

    public override bool ReachesHolders => true;

    public override bool IsNeverTooLarge => true;
}

/// <summary>The request was taken back.</summary>
public sealed record RightsRequestWithdrawn(string RequestId, Ending Ending, DateTimeOffset RecordedAt)
    : SubjectEvent(RecordedAt);

public sealed partial record RightsBook
{
    /// <summary>
    /// What is not done yet is not done. What has ended stays so: taking an objection back is no consent. A report of
    /// a minor is decided and not taken back.
    /// </summary>
    public Outcome Decide(WithdrawRightsRequest command, RightsRules rules, DateTimeOffset now) =>
        Find(command.RequestId) switch
        {
            null => Refusals.RequestNotFound,
            { Status: RightsRequestStatus.Withdrawn } => Outcome.NoChange,
            { IsOpen: false } => Refusals.RequestClosed,
            { Type: RightsRequestType.MinorReport } => Refusals.RequestStatus,
            _ => Outcome.Accept(new RightsRequestWithdrawn(
                command.RequestId, new Ending { KeptUntil = rules.KeepUntil(now) }, RecordedAt: now)),
        };

    public RightsBook Apply(RightsRequestWithdrawn withdrawn) => With(withdrawn.RequestId, request =>
        Closed(request, withdrawn.Ending, withdrawn.RecordedAt) with { Status = RightsRequestStatus.Withdrawn });
}
