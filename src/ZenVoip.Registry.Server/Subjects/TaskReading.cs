using System.Text.Json;
using ZenVoip.Registry.Server.Api;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.Server.Subjects;

/// <summary>Reads what holder systems are asked for, other than to delete.</summary>
internal sealed class TaskReading(IGrainFactory grains, HolderWorkRows rows)
{
    /// <summary>Null: no task has that id, or it is none of the caller's business.</summary>
    public async Task<HolderTaskNode?> ById(string id, Caller caller, CancellationToken cancellation) =>
        await Find(id, caller, cancellation) is { } place ? await Node(place) : null;

    /// <summary>Where a task is kept that the caller may see.</summary>
    public async Task<WorkPlace?> Find(string id, Caller caller, CancellationToken cancellation) =>
        IsTask(id) && await rows.Find(id, cancellation) is { } place && caller.MaySee(place) ? place : null;

    public async Task<HolderTaskConnection> Page(
        int first, string? after, HolderTaskFilter? filter, Caller caller, CancellationToken cancellation)
    {
        var size = Cursors.Page(first);
        var start = Cursors.Text(after);
        if (start is not null && !IsTask(start))
            throw Cursors.Invalid();
        var status = filter?.Status is { } wanted ? JsonNamingPolicy.SnakeCaseUpper.ConvertName($"{wanted}") : null;
        var found = await rows.Tasks(start, size + 1, caller.SystemOf(filter?.System), status, cancellation);
        var nodes = await Task.WhenAll(found.Take(size).Select(Node));
        var edges = nodes.OfType<HolderTaskNode>()
            .Select(node => new HolderTaskEdge(node, Cursors.Of(node.Id))).ToArray();
        return new(edges, new PageEnd(found.Count > size, edges.LastOrDefault()?.Cursor));
    }

    private static bool IsTask(string id) => Grains.Subjects.RandomIds.IsOne(id, "tsk");

    private async Task<HolderTaskNode?> Node(WorkPlace place) =>
        await grains.Subject(place.SubjectId).Work(place.Id) is { Task: { } task } work
            ? new(place.SubjectId, task, work.Links, work.Details)
            : null;
}
