using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Subjects;

/// <summary>How the subject stands, and stood, to controllers.</summary>
public sealed partial record RelationshipBook
{
    public ImmutableArray<Relationship> Relationships { get; init; } = [];

    /// <summary>The strongest open one; REQUESTER where none is open.</summary>
    public SubjectKind Kind => Relationships
        .Where(relationship => relationship.IsOpen)
        .Select(relationship => relationship.Kind)
        .DefaultIfEmpty(SubjectKind.Requester)
        .Max();

    /// <summary>The strongest open one with a controller; where none is open, as for somebody unknown.</summary>
    public SubjectKind KindTo(Controller controller) => Relationships
        .Where(relationship => relationship.IsOpen && relationship.Controller == controller)
        .Select(relationship => relationship.Kind)
        .DefaultIfEmpty(controller == Controller.ZenVoip ? SubjectKind.Visitor : SubjectKind.EndUser)
        .Max();

    private int IndexOf(Controller controller, SubjectKind kind, bool open) =>
        Relationships.IndexOf(Relationships.FirstOrDefault(known =>
            known.Controller == controller && known.Kind == kind && known.IsOpen == open)!);
}

/// <summary>An interval in which the subject stands to a controller in one way.</summary>
public sealed record Relationship(
    Controller Controller, SubjectKind Kind, DateTimeOffset Since, DateTimeOffset? Until = null)
{
    public bool IsOpen => Until is null;
}
