namespace ZenVoip.Registry.Domain.Subjects;

/// <summary>Says how the subject stands to a controller from now on.</summary>
public sealed record StartRelationship(Controller Controller, SubjectKind Kind, DateTimeOffset? At = null)
    : SubjectCommand;

/// <summary>The subject stands to the controller in that way.</summary>
public sealed record RelationshipStarted(
    Controller Controller, SubjectKind Kind, DateTimeOffset At, DateTimeOffset RecordedAt) : SubjectEvent(RecordedAt);

public sealed partial record RelationshipBook
{
    public Outcome Decide(StartRelationship command, DateTimeOffset now) => command switch
    {
        { Kind: SubjectKind.EndUser } when command.Controller == Controller.ZenVoip => Refusals.ControllerRequired,
        _ when !command.Kind.IsTowards(command.Controller) => Refusals.ControllerNotAllowed,
        _ when command.At > now + Instants.Ahead => Refusals.TimeInFuture,
        _ when IndexOf(command.Controller, command.Kind, open: true) >= 0 => Outcome.NoChange,
        _ => Outcome.Accept(new RelationshipStarted(
            command.Controller, command.Kind, now.OrEarlier(command.At), RecordedAt: now)),
    };

    public RelationshipBook Apply(RelationshipStarted started) => new()
    {
        Relationships = Relationships.Add(new Relationship(started.Controller, started.Kind, Since: started.At)),
    };
}
