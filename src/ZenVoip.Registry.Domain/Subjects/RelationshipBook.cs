using System.Collections.Immutable;
using ZenVoip.Registry.Domain.Decisions;

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

    /// <inheritdoc cref="Standing.KindTo"/>
    public SubjectKind KindTo(Controller controller) => Standing.KindTo(controller, Standings.AsSpan());

    /// <summary>The open ones, as decisions see them.</summary>
    internal ImmutableArray<Standing> Standings =>
    [
        .. Relationships
            .Where(relationship => relationship.IsOpen)
            .Select(relationship => new Standing(relationship.Controller, relationship.Kind)),
    ];

    /// <summary>The open contract with the controller, or the one that ended last; null: there never was one.</summary>
    internal Relationship? ContractWith(Controller controller) => Relationships
        .Where(known => known.Controller == controller && known.Kind.RestsOnContract)
        .MaxBy(known => known.Until ?? DateTimeOffset.MaxValue);

    /// <summary>Nothing of what stood to the controller goes on.</summary>
    public RelationshipBook Closed(Controller controller, DateTimeOffset at) => new()
    {
        Relationships =
        [
            .. Relationships.Select(known => known.IsOpen && known.Controller == controller
                ? known with { Until = at }
                : known),
        ],
    };

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
