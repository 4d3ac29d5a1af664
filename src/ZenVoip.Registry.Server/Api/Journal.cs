using System.Text.Json;
using GraphQL;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Grains.Json;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Server.Api;

/// <summary>A page of a journal.</summary>
/// <param name="Edges">The entries with their cursors.</param>
/// <param name="PageInfo">Where the page ends.</param>
[Name("JournalConnection")]
[Scope(Scopes.SubjectsRead)]
internal sealed record JournalConnection(IReadOnlyList<JournalEdge> Edges, PageEnd PageInfo)
{
    /// <summary>The entries.</summary>
    public IEnumerable<JournalNode> Nodes => Edges.Select(edge => edge.Node);
}

/// <summary>An entry within a page.</summary>
/// <param name="Node">The entry.</param>
/// <param name="Cursor">Give it as `after` to get what comes after.</param>
[Name("JournalEdge")]
[Scope(Scopes.SubjectsRead)]
internal sealed record JournalEdge(JournalNode Node, string Cursor);

/// <summary>Something that happened to a subject.</summary>
[Name("JournalEntry")]
[Scope(Scopes.SubjectsRead)]
internal sealed class JournalNode(int sequence, Grains.Subjects.JournalEntry entry)
{
    /// <summary>1, 2, 3, ... within the subject, without gaps: the subject's version after it.</summary>
    public int Sequence => sequence;

    /// <summary>When it was recorded: later than every earlier change; what happens together shares it.</summary>
    public DateTimeOffset RecordedAt => entry.Event?.RecordedAt ?? entry.Unreadable!.At;

    /// <summary>What happened, such as `consent-answered`. Clients must expect new names.</summary>
    public string Event => entry.Event is { } said ? MessageNames.Events[said.GetType()] : entry.Unreadable!.Name;

    /// <summary>The client that asked for it; empty where the person is erased.</summary>
    public string Actor => entry.Actor;

    /// <summary>The keyed digest of caller and operation id by which it was asked; null: none, or erased.</summary>
    public string? Operation => entry.Operation;

    /// <summary>All, as JSON text; empty of the erased, and of requests and holds without `rights:manage`.</summary>
    public string Details(IResolveFieldContext context) =>
        entry.Event is { } said && (!IsOfOfficers(said) || context.Caller().May(Scopes.RightsManage))
            ? JsonSerializer.Serialize(said, RegistryJson.Options)
            : "";

    /// <summary>What somebody wrote or was told, where an export lies, why a hold was placed.</summary>
    private static bool IsOfOfficers(SubjectEvent said) =>
        said is TaskCompleted or LegalHoldPlaced || said.GetType().Namespace == typeof(RightsRequest).Namespace;
}
