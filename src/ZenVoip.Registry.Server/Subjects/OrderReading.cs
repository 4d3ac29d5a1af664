using System.Collections.Immutable;
using System.Text.Json;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Rulebook;
using ZenVoip.Registry.Grains.Deletions;
using ZenVoip.Registry.Server.Api;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.Server.Subjects;

/// <summary>Reads deletion orders, and what a deletion would do.</summary>
internal sealed class OrderReading(
    IGrainFactory grains,
    HolderWorkRows rows,
    IHolderSystems systems,
    SubjectReading subjects,
    Rules rules,
    TimeProvider clock)
{
    /// <summary>Null: no order has that id, or it is none of the caller's business.</summary>
    public async Task<DeletionOrderNode?> ById(string id, Caller caller, CancellationToken cancellation) =>
        await Find(id, caller, cancellation) is { } place ? await Node(place) : null;

    /// <summary>Where an order is kept that the caller may see.</summary>
    public async Task<WorkPlace?> Find(string id, Caller caller, CancellationToken cancellation) =>
        IsOrder(id) && await rows.Find(id, cancellation) is { } place && caller.MaySee(place) ? place : null;

    public async Task<DeletionOrderConnection> Page(
        int first, string? after, DeletionOrderFilter? filter, Caller caller, CancellationToken cancellation)
    {
        var size = Cursors.Page(first);
        var start = Cursors.Text(after);
        if (start is not null && !IsOrder(start))
            throw Cursors.Invalid();
        var status = filter?.Status is { } wanted ? JsonNamingPolicy.SnakeCaseUpper.ConvertName($"{wanted}") : null;
        var found = await rows.Orders(start, size + 1, caller.SystemOf(filter?.System), status, cancellation);
        var nodes = await Task.WhenAll(found.Take(size).Select(Node));
        var edges = nodes.OfType<DeletionOrderNode>()
            .Select(node => new DeletionOrderEdge(node, Cursors.Of(node.Id))).ToArray();
        return new(edges, new PageEnd(found.Count > size, edges.LastOrDefault()?.Cursor));
    }

    /// <param name="categories">Null: all that the rulebook knows.</param>
    public async Task<IEnumerable<PlannedDeletionNode>?> Preview(
        SubjectRef reference,
        Controller controller,
        IReadOnlyCollection<DataCategory>? categories,
        CancellationToken cancellation)
    {
        if (categories?.Any(category => rules.Retention.Find(category) is null) is true)
            throw GraphFaults.Of(Refusals.CategoryUnknown);
        if (await subjects.Find(reference, cancellation) is not { } subject)
            return null;
        ImmutableArray<DataCategory> wanted = categories is null
            ? [.. rules.Clauses.Retention.Categories.Select(known => known.Code)]
            : [.. categories.Distinct()];
        return subject
            .PreviewOf(controller, wanted, await systems.All(cancellation), clock.GetUtcNow().ToMicroseconds())
            .Select(planned => new PlannedDeletionNode(planned));
    }

    private static bool IsOrder(string id) => Grains.Subjects.RandomIds.IsOne(id, "ord");

    private async Task<DeletionOrderNode?> Node(WorkPlace place) =>
        await grains.Subject(place.SubjectId).Work(place.Id) is { Order: { } order } work
            ? new(place.SubjectId, order, work.Links)
            : null;
}
