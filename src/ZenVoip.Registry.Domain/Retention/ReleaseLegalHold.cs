namespace ZenVoip.Registry.Domain.Retention;

/// <summary>Ends a legal hold. What became due meanwhile fires once no other hold keeps it.</summary>
public sealed record ReleaseLegalHold(string HoldId) : SubjectCommand
{
    public override bool OutlivesSubject => true;

    public override bool IsNeverTooLarge => true;

    public override bool ReachesHolders => true;
}

/// <summary>A legal hold stops nothing any more.</summary>
public sealed record LegalHoldReleased(string HoldId, DateTimeOffset RecordedAt) : SubjectEvent(RecordedAt);

public sealed partial record HoldBook
{
    public Outcome Decide(ReleaseLegalHold command, DateTimeOffset now) => Find(command.HoldId) is null
        ? Refusals.HoldNotFound
        : Outcome.Accept(new LegalHoldReleased(command.HoldId, RecordedAt: now));

    public HoldBook Apply(LegalHoldReleased released) =>
        new() { Holds = [.. Holds.Where(hold => hold.Id != released.HoldId)] };
}
