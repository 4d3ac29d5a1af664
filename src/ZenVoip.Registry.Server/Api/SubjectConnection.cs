using GraphQL;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Server.Api;

/// <summary>Which people to list: all that match every field that is given.</summary>
[Name("SubjectFilter")]
internal sealed record SubjectFilter
{
    /// <summary>To whom the person stands in an open relationship: `zenvoip`, or a customer's account code.</summary>
    public string? Controller { get; init; }

    /// <summary>The strongest open relationship, to whomever.</summary>
    public SubjectKind? Kind { get; init; }

    /// <summary>Where the subject stands in its life.</summary>
    public SubjectStatus? Status { get; init; }

    /// <summary>The jurisdiction by the strongest source, exactly.</summary>
    public Jurisdiction? Jurisdiction { get; init; }

    public override string ToString() => nameof(SubjectFilter);
}

/// <summary>A page of people.</summary>
/// <param name="Edges">The people with their cursors.</param>
/// <param name="PageInfo">Where the page ends.</param>
[Name("SubjectConnection")]
[Scope(Scopes.SubjectsRead)]
internal sealed record SubjectConnection(IReadOnlyList<SubjectEdge> Edges, PageEnd PageInfo)
{
    /// <summary>The people.</summary>
    public IEnumerable<SubjectNode> Nodes => Edges.Select(edge => edge.Node);

    /// <summary>The page ends where it was looked, also where a person's row was there before their grain heard of it.
    /// </summary>
    internal static SubjectConnection Of(
        IReadOnlyList<string> ids, IEnumerable<SubjectNode> nodes, bool hasNextPage) =>
        new(
            [.. nodes.Select(node => new SubjectEdge(node, Cursors.Of(node.Id)))],
            new PageEnd(hasNextPage, ids is [.., var last] ? Cursors.Of(last) : null));
}

/// <summary>A person within a page.</summary>
/// <param name="Node">The person.</param>
/// <param name="Cursor">Give it as `after` to get what comes after.</param>
[Name("SubjectEdge")]
[Scope(Scopes.SubjectsRead)]
internal sealed record SubjectEdge(SubjectNode Node, string Cursor);
