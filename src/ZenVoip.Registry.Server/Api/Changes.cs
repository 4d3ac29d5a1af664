using GraphQL;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.Server.Api;

/// <summary>A page of the feed.</summary>
/// <param name="Edges">The changes with their cursors.</param>
/// <param name="PageInfo">Where the page ends.</param>
[Name("ChangeConnection")]
[Scope(Scopes.SubjectsRead)]
internal sealed record ChangeConnection(IReadOnlyList<ChangeEdge> Edges, PageEnd PageInfo)
{
    /// <summary>The changes.</summary>
    public IEnumerable<ChangeNode> Nodes => Edges.Select(edge => edge.Node);
}

/// <summary>A change within a page.</summary>
/// <param name="Node">The change.</param>
/// <param name="Cursor">Give it as `after` to get what comes after.</param>
[Name("ChangeEdge")]
[Scope(Scopes.SubjectsRead)]
internal sealed record ChangeEdge(ChangeNode Node, string Cursor);

/// <summary>Something that happened to some subject: that it happened, not what was said.</summary>
[Name("Change")]
[Scope(Scopes.SubjectsRead)]
internal sealed class ChangeNode(Change change)
{
    /// <summary>Give it as `after` to get what comes after: it holds for as long as the registry's database.</summary>
    public string Cursor => CursorOf(change);

    /// <summary>Whom it happened to.</summary>
    [Id]
    public string SubjectId => change.SubjectId;

    /// <summary>The subject's version after it. With the id it names the change: one may come twice.</summary>
    public int Version => change.Sequence;

    /// <summary>What happened, such as `consent-answered`.</summary>
    public string Event => change.Name;

    /// <summary>The id of what it concerns, such as a request or an order, where there is one.</summary>
    [Id]
    public string? Ref => change.Ref;

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset At => change.At;

    internal static string CursorOf(Change change) => Cursors.Of(change.Position);
}
