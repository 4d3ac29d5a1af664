using ZenVoip.Registry.Grains.Deletions;
using ZenVoip.Registry.Grains.Json;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Server.Api;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.Server.Subjects;

/// <summary>Reads what holder systems are asked for: deletion orders, and tasks.</summary>
internal sealed class WorkReading(IGrainFactory grains, HolderWorkRows rows)
{
    private const string Order = "ord";
    private const string HolderTask = "tsk";

    /// <summary>Where an order is kept; null: none has that id, or it is none of the caller's business.</summary>
    public Task<WorkPlace?> FindOrder(string id, Caller caller, CancellationToken cancellation) =>
        Find(Order, id, caller, cancellation);

    /// <inheritdoc cref="FindOrder"/>
    public Task<WorkPlace?> FindTask(string id, Caller caller, CancellationToken cancellation) =>
        Find(HolderTask, id, caller, cancellation);

    /// <summary>Null: neither has that id, or it is none of the caller's business.</summary>
    public async Task<INode?> ById(string id, Caller caller, CancellationToken cancellation) =>
        await FindOrder(id, caller, cancellation) is { } order ? await OrderAt(order)
        : await FindTask(id, caller, cancellation) is { } task ? await TaskAt(task)
        : null;

    /// <summary>Null: it is gone with the person.</summary>
    public async Task<DeletionOrderNode?> OrderAt(WorkPlace place) =>
        await At(place) is { Order: { } order } work ? new(place.SubjectId, order, work.Links) : null;

    /// <inheritdoc cref="OrderAt"/>
    public async Task<HolderTaskNode?> TaskAt(WorkPlace place) =>
        await At(place) is { Task: { } task } work ? new(place.SubjectId, task, work.Links, work.Details) : null;

    public async Task<DeletionOrderConnection> Orders(
        int first, string? after, DeletionOrderFilter? filter, Caller caller, CancellationToken cancellation)
    {
        var (nodes, end) = await Page(Order, first, after, OrderAt, (start, count) => rows.Orders(
            start, count, caller.SystemOf(filter?.System), WireNames.Of(filter?.Status), cancellation));
        return new([.. nodes.Select(node => new DeletionOrderEdge(node, Cursors.Of(node.Id)))], end);
    }

    public async Task<HolderTaskConnection> Tasks(
        int first, string? after, HolderTaskFilter? filter, Caller caller, CancellationToken cancellation)
    {
        var (nodes, end) = await Page(HolderTask, first, after, TaskAt, (start, count) => rows.Tasks(
            start, count, caller.SystemOf(filter?.System), WireNames.Of(filter?.Status), cancellation));
        return new([.. nodes.Select(node => new HolderTaskEdge(node, Cursors.Of(node.Id)))], end);
    }

    private static async Task<(IEnumerable<TNode> Nodes, PageEnd End)> Page<TNode>(
        string kind,
        int first,
        string? after,
        Func<WorkPlace, Task<TNode?>> at,
        Func<string?, int, Task<IReadOnlyList<WorkPlace>>> read)
        where TNode : class
    {
        var size = Cursors.Page(first);
        var start = Cursors.Text(after);
        if (start is not null && !RandomIds.IsOne(start, kind))
            throw Cursors.Invalid();
        var found = await read(start, size + 1);
        var page = found.Take(size).ToArray();
        var nodes = await Task.WhenAll(page.Select(at));
        // Some may be gone with the person: the page ends where it was looked.
        return (
            nodes.OfType<TNode>(),
            new PageEnd(found.Count > size, page is [.., var last] ? Cursors.Of(last.Id) : null));
    }

    private async Task<WorkPlace?> Find(string kind, string id, Caller caller, CancellationToken cancellation) =>
        RandomIds.IsOne(id, kind) && await rows.Find(id, cancellation) is { } place && caller.MaySee(place)
            ? place
            : null;

    private Task<HolderWork> At(WorkPlace place) => grains.Subject(place.SubjectId).Work(place.Id);
}
