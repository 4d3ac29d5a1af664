using System.Collections.Immutable;
using ZenVoip.Registry.Grains.Deletions;
using ZenVoip.Registry.Grains.Json;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Server.Api;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.Server.Subjects;

/// <summary>Reads what holder systems are asked for: deletion orders, and tasks.</summary>
internal sealed partial class WorkReading(
    IGrainFactory grains, HolderWorkRows rows, PageReading pages, ILogger<WorkReading> log)
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
        (await Of(place.SubjectId, [place])).Items is [var work] ? OrderOf(place, work) : null;

    /// <inheritdoc cref="OrderAt"/>
    public async Task<HolderTaskNode?> TaskAt(WorkPlace place) =>
        (await Of(place.SubjectId, [place])).Items is [var work] ? TaskOf(place, work) : null;

    public async Task<DeletionOrderConnection> Orders(
        int first, string? after, DeletionOrderFilter? filter, Caller caller, CancellationToken cancellation)
    {
        var (nodes, end) = await Page(Order, first, after, OrderOf, (start, count) => rows.Orders(
            start, count, caller.SystemOf(filter?.System), WireNames.Of(filter?.Status), cancellation));
        return new([.. nodes.Select(node => new DeletionOrderEdge(node, Cursors.Of(node.Id)))], end);
    }

    public async Task<HolderTaskConnection> Tasks(
        int first, string? after, HolderTaskFilter? filter, Caller caller, CancellationToken cancellation)
    {
        var (nodes, end) = await Page(HolderTask, first, after, TaskOf, (start, count) => rows.Tasks(
            start, count, caller.SystemOf(filter?.System), WireNames.Of(filter?.Status), cancellation));
        return new([.. nodes.Select(node => new HolderTaskEdge(node, Cursors.Of(node.Id)))], end);
    }

    private async Task<(IEnumerable<TNode> Nodes, PageEnd End)> Page<TNode>(
        string kind,
        int first,
        string? after,
        Func<WorkPlace, HolderWork, TNode?> node,
        Func<string?, int, Task<IReadOnlyList<WorkPlace>>> read)
        where TNode : class
    {
        var size = Cursors.Page(first);
        var start = Cursors.Text(after);
        if (start is not null && !RandomIds.IsOne(start, kind))
            throw Cursors.Invalid();
        var places = await read(start, size + 1);
        var page = places.Take(size).ToArray();
        var known = (await pages.Read(
                page.GroupBy(place => place.SubjectId), some => some.Key, async some => await Of(some.Key, [.. some])))
            .SelectMany(view => view.Items).ToDictionary(work => work.Id, StringComparer.Ordinal);
        // Some may be gone with the person: the page ends where it was looked.
        return (
            page.Select(place => known.TryGetValue(place.Id, out var work) ? node(place, work) : null).OfType<TNode>(),
            new PageEnd(places.Count > size, page is [.., var last] ? Cursors.Of(last.Id) : null));
    }

    private async Task<WorkPlace?> Find(string kind, string id, Caller caller, CancellationToken cancellation) =>
        RandomIds.IsOne(id, kind) && await rows.Find(id, cancellation) is { } place && caller.MaySee(place)
            ? place
            : null;

    private static DeletionOrderNode? OrderOf(WorkPlace place, HolderWork work) =>
        work.Order is null ? null : new(place.SubjectId, work);

    private static HolderTaskNode? TaskOf(WorkPlace place, HolderWork work) =>
        work.Task is null ? null : new(place.SubjectId, work);

    /// <summary>What a subject has of it. Its rows are committed: a grain that is behind them looks at what is stored.
    /// </summary>
    private async Task<WorkView> Of(string subjectId, WorkPlace[] places)
    {
        ImmutableArray<string> ids = [.. places.Select(place => place.Id)];
        var version = places.Max(place => place.Version);
        var known = await grains.Subject(subjectId).Work(ids);
        if (known.Version < version)
        {
            await grains.Stored(subjectId);
            known = await grains.Subject(subjectId).Work(ids);
        }
        // What a tombstone does not hold is gone with the person.
        if (known.Items.Length < ids.Length && await grains.Known(subjectId, version) is not { Tombstone: not null })
            LogUnknown(subjectId, ids.Length - known.Items.Length);
        return known;
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{SubjectId} does not know {Count} of its orders and tasks: the command verify may tell why")]
    private partial void LogUnknown(string subjectId, int count);
}
