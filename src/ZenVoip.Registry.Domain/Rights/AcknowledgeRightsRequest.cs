namespace ZenVoip.Registry.Domain.Rights;

/// <summary>Says that the person was told that their request was received.</summary>
/// <param name="At">When; null: now.</param>
public sealed record AcknowledgeRightsRequest(string RequestId, DateTimeOffset? At = null) : SubjectCommand
{
    public override bool IsNeverTooLarge => true;

    public override bool OutlivesSubject => true;
}

/// <summary>The person knows that the request was received.</summary>
public sealed record RightsRequestAcknowledged(string RequestId, DateTimeOffset At, DateTimeOffset RecordedAt)
    : SubjectEvent(RecordedAt);

public sealed partial record RightsBook
{
    public Outcome Decide(AcknowledgeRightsRequest command, DateTimeOffset now) => Find(command.RequestId) switch
    {
        null => Refusals.RequestNotFound,
        { AcknowledgedAt: not null } => Outcome.NoChange,
        { IsOpen: false } => Refusals.RequestClosed,
        var request when Untimely(request, command.At ?? now, now) is { } untimely => untimely,
        _ => Outcome.Accept(new RightsRequestAcknowledged(command.RequestId, now.OrEarlier(command.At), now)),
    };

    public RightsBook Apply(RightsRequestAcknowledged acknowledged) => With(
        acknowledged.RequestId, request => Told(request, acknowledged.At));

    /// <summary>Whatever a person is told of a request tells them that it was received.</summary>
    private static RightsRequest Told(RightsRequest request, DateTimeOffset at) =>
        request with { AcknowledgedAt = request.AcknowledgedAt ?? at };
}
