using GraphQL;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Grains.Deletions;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Subjects;

namespace ZenVoip.Registry.Server.Api;

/// <summary>What a holder system is asked for, other than to delete.</summary>
[Name("HolderTask")]
[Implements(typeof(INode))]
[Scope(Scopes.SubjectsRead, Scopes.DeletionsConfirm, Scopes.RightsManage, Scopes.RegistryAdmin)]
internal sealed class HolderTaskNode(string subjectId, HolderWork work) : INode
{
    private readonly HolderTask task = work.Task!;

    /// <summary>`tsk_` and a random part: complete it by this.</summary>
    [Id]
    public string Id => task.Id;

    /// <summary>Whose data it is.</summary>
    [Id]
    public string SubjectId => subjectId;

    /// <summary>What is asked for.</summary>
    public HolderTaskKind Kind => task.Kind;

    /// <summary>The name of the holder system.</summary>
    public string System => task.System;

    /// <summary>Whose data it is: `zenvoip`, or the account code of a customer.</summary>
    public string Controller => task.Controller.Value;

    /// <summary>What data.</summary>
    public IEnumerable<DataCategory> Categories => task.Categories;

    /// <summary>For what; empty: of STOP_SHARING all sharing, else all but what a restriction allows.</summary>
    public IEnumerable<Purpose> Purposes => task.Purposes;

    /// <summary>Where it stands.</summary>
    public HolderTaskStatus Status => task.Status;

    /// <summary>When it was given.</summary>
    public DateTimeOffset IssuedAt => task.IssuedAt;

    /// <summary>When it fails if it is not done; it stays open all the same.</summary>
    public DateTimeOffset DueAt => task.DueAt;

    /// <summary>When it was done, or taken back; null: it is open.</summary>
    public DateTimeOffset? SettledAt => task.SettledAt;

    /// <summary>The rights request that demands it.</summary>
    [Id]
    public string RequestId => task.RequestId;

    /// <summary>To find this person's data only, in its interval; an ACCOUNT or IP leads to others' too. Settled: none.
    /// </summary>
    public IEnumerable<LinkedIdentifier> Identifiers(IResolveFieldContext context)
    {
        context.Caller().MustKnowPeople(task.System);
        return LinkedIdentifier.Of(work.Links);
    }

    /// <summary>Of RECTIFY: what the person wrote, until it is settled.</summary>
    [Scope(Scopes.DeletionsConfirm, Scopes.RightsManage)]
    public IEnumerable<string> Details(IResolveFieldContext context)
    {
        context.Caller().MustManageRights(task.System);
        return work.Details;
    }

    /// <summary>Where the holder's part of an export lies; null: it holds nothing, or the part has expired.</summary>
    [Scope(Scopes.RightsManage)]
    public string? ResultUri => task.ResultUri;

    /// <summary>When what lies at `resultUri` is gone, as its holder says; null: it does not say.</summary>
    public DateTimeOffset? ResultExpiresAt => task.ResultExpiresAt;

    /// <summary>As a subject holds it.</summary>
    internal static HolderTaskNode Of(Domain.Subjects.Subject subject, HolderTask task) =>
        new(subject.Id, HolderWork.Of(subject, task));
}

/// <summary>Which tasks to list: all that match every field that is given.</summary>
[Name("HolderTaskFilter")]
internal sealed record HolderTaskFilter
{
    /// <summary>The holder system; a token that names one sees no other.</summary>
    public string? System { get; init; }

    /// <summary>Where the task stands.</summary>
    public HolderTaskStatus? Status { get; init; }

    public override string ToString() => nameof(HolderTaskFilter);
}

/// <summary>A page of tasks.</summary>
/// <param name="Edges">The tasks with their cursors.</param>
/// <param name="PageInfo">Where the page ends.</param>
[Name("HolderTaskConnection")]
[Scope(Scopes.DeletionsConfirm, Scopes.RightsManage, Scopes.RegistryAdmin)]
internal sealed record HolderTaskConnection(IReadOnlyList<HolderTaskEdge> Edges, PageEnd PageInfo)
{
    /// <summary>The tasks.</summary>
    public IEnumerable<HolderTaskNode> Nodes => Edges.Select(edge => edge.Node);
}

/// <summary>A task within a page.</summary>
/// <param name="Node">The task.</param>
/// <param name="Cursor">Give it as `after` to get what comes after.</param>
[Name("HolderTaskEdge")]
[Scope(Scopes.DeletionsConfirm, Scopes.RightsManage, Scopes.RegistryAdmin)]
internal sealed record HolderTaskEdge(HolderTaskNode Node, string Cursor);

/// <summary>A holder system did what it was asked for.</summary>
[Name("CompleteTaskInput")]
internal sealed record CompleteTaskInput
{
    /// <summary>The task, of the system that the token names; an operator's names none, and may be of any.</summary>
    [Id]
    public required string TaskId { get; init; }

    /// <summary>Of an EXPORT: the https address where the part lies; without it, the system holds nothing.</summary>
    public string? ResultUri { get; init; }

    /// <summary>
    /// When what lies at `resultUri` is gone, in the future; null: with the export. Before, it is asked for anew.
    /// </summary>
    public DateTimeOffset? ResultExpiresAt { get; init; }

    /// <summary>Repeat it within 30 days and get the first answer: at most 256 characters.</summary>
    public string? OperationId { get; init; }

    public override string ToString() => nameof(CompleteTaskInput);
}

/// <summary>What became of the completion of a task.</summary>
/// <param name="Task">After it; null: no task of the system is known by that id.</param>
/// <param name="Errors">Why it was refused; empty: it was taken, or was known already.</param>
[Name("HolderTaskPayload")]
[Scope(Scopes.DeletionsConfirm)]
internal sealed record HolderTaskPayload(HolderTaskNode? Task, IReadOnlyList<UserError> Errors);
