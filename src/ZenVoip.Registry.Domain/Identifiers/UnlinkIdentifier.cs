namespace ZenVoip.Registry.Domain.Identifiers;

/// <summary>Says that an identifier is no longer the subject's.</summary>
/// <param name="At">Since when; null: now.</param>
/// <param name="Evidence">How it is known. Only with it does REASSIGNED free the number of its opt-outs.</param>
public sealed record UnlinkIdentifier(
    IdentifierDigest Digest, UnlinkReason Reason, DateTimeOffset? At = null, Evidence? Evidence = null)
    : SubjectCommand
{
    public override bool IsNeverTooLarge => true;

    /// <summary>An erasure may last, and the number be another's by then: theirs is not deleted with it.</summary>
    public override bool IsHeardDuringErasure => true;
}

/// <summary>The subject holds the identifier no longer. Grants bound to it end, whatever the reason.</summary>
public sealed record IdentifierUnlinked(
    int Number, UnlinkReason Reason, DateTimeOffset At, Evidence? Evidence, DateTimeOffset RecordedAt)
    : SubjectEvent(RecordedAt)
{
    /// <summary>
    /// The next holder starts without the last one's opt-outs. Only a reassignment with evidence does this:
    /// otherwise the number may still reach the person who said no.
    /// </summary>
    public bool FreesNumber => Reason is UnlinkReason.Reassigned && Evidence is not null;
}

public sealed partial record IdentifierBook
{
    public Outcome Decide(UnlinkIdentifier command, DateTimeOffset now)
    {
        var at = now.OrEarlier(command.At);
        return Holds(command.Digest) switch
        {
            null => Refusals.NotLinked,
            _ when command.At > now + Instants.Ahead => Refusals.TimeInFuture,
            var link when at < link.LinkedAt => Refusals.TimeBeforeLink,
            _ when command.Evidence is { IsComplete: false } => Refusals.EvidenceInvalid,
            var link => Outcome.Accept(new IdentifierUnlinked(
                link.Number, command.Reason, at, command.Evidence, RecordedAt: now)),
        };
    }

    public IdentifierBook Apply(IdentifierUnlinked unlinked) => unlinked.Number < Links.Length
        ? With(Links[unlinked.Number] with { UnlinkedAt = unlinked.At, Reason = unlinked.Reason })
        : this;
}
