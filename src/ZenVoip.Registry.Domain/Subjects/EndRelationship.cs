namespace ZenVoip.Registry.Domain.Subjects;

/// <summary>
/// Says that the subject no longer stands to a controller in a way. An end is taken as it is said, also of a time
/// before the beginning that is on record: who was registered late left before, and their data is due since then.
/// </summary>
public sealed record EndRelationship(Controller Controller, SubjectKind Kind, DateTimeOffset? At = null)
    : SubjectCommand
{
    public override bool IsNeverTooLarge => true;

    /// <summary>Where the erasure is taken back, the end is still one.</summary>
    public override bool IsHeardDuringErasure => true;
}

/// <summary>The relationship is over.</summary>
public sealed record RelationshipEnded(
    Controller Controller, SubjectKind Kind, DateTimeOffset At, DateTimeOffset RecordedAt) : SubjectEvent(RecordedAt);

public sealed partial record RelationshipBook
{
    public Outcome Decide(EndRelationship command, DateTimeOffset now) => command switch
    {
        _ when command.At > now + Instants.Ahead => Refusals.TimeInFuture,
        _ when IndexOf(command.Controller, command.Kind, open: true) >= 0 => Outcome.Accept(
            new RelationshipEnded(command.Controller, command.Kind, now.OrEarlier(command.At), RecordedAt: now)),
        _ when IndexOf(command.Controller, command.Kind, open: false) >= 0 => Outcome.NoChange,
        _ => Refusals.RelationshipNotFound,
    };

    public RelationshipBook Apply(RelationshipEnded ended) =>
        IndexOf(ended.Controller, ended.Kind, open: true) is >= 0 and var index
            ? new() { Relationships = Relationships.SetItem(index, Relationships[index] with { Until = ended.At }) }
            : this;
}
