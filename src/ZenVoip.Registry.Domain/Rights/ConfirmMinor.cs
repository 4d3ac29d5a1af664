namespace ZenVoip.Registry.Domain.Rights;

/// <summary>The data protection officer finds that the person is a minor: their data is deleted.</summary>
/// <param name="RequestId">The MINOR_REPORT.</param>
/// <param name="Method">How it was established.</param>
public sealed record ConfirmMinor(string RequestId, string Method) : SubjectCommand
{
    public override bool IsNeverTooLarge => true;

    /// <summary>Whoever takes back the other erasure does not take back this one.</summary>
    public override bool IsHeardDuringErasure => true;

    public override bool ReachesHolders => true;

    public override string ToString() => $"ConfirmMinor({RequestId})";
}

/// <summary>The person is a minor.</summary>
public sealed record MinorConfirmed(string RequestId, string Method, DateTimeOffset RecordedAt)
    : SubjectEvent(RecordedAt)
{
    public override string ToString() => $"MinorConfirmed({RequestId})";
}

public sealed partial record RightsBook
{
    public Outcome Decide(ConfirmMinor command, DateTimeOffset now) => Find(command.RequestId) switch
    {
        null => Refusals.RequestNotFound,
        { Type: not RightsRequestType.MinorReport } => Refusals.RequestType,
        { ConfirmedAt: not null } => Outcome.NoChange,
        { IsOpen: false } => Refusals.RequestClosed,
        _ when !new Evidence(command.Method).IsComplete => Refusals.EvidenceInvalid with { Field = "method" },
        _ => Outcome.Accept(new MinorConfirmed(command.RequestId, command.Method, RecordedAt: now)),
    };

    public RightsBook Apply(MinorConfirmed confirmed) => With(confirmed.RequestId, request =>
        request with { ConfirmedAt = confirmed.RecordedAt });
}
