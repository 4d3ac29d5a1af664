using System.Collections.Immutable;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Grains.Json;

namespace ZenVoip.Registry.Grains.Subjects;

/// <summary>What a holder system is asked for, by its id: to delete, or a task. Nothing in it identifies.</summary>
public sealed record WorkRow
{
    /// <summary>The kind of a deletion order; a task's is its own.</summary>
    public const string Delete = "DELETE";

    /// <summary><c>ord_</c> or <c>tsk_</c> and a random part.</summary>
    public required string Id { get; init; }

    public required string Kind { get; init; }

    /// <summary>The name of the holder system.</summary>
    public required string System { get; init; }

    public required string Controller { get; init; }

    /// <summary>Null: a task about several.</summary>
    public string? Category { get; init; }

    public required string Status { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>Grows in the order in which a subject's work was issued; never changed, not read back.</summary>
    public long? Position { get; init; }

    /// <summary>The orders and tasks that a change issued or changed.</summary>
    internal static ImmutableArray<WorkRow> Of(Subject before, Subject after)
    {
        if (before.Deletions.Orders == after.Deletions.Orders && before.Deletions.Tasks == after.Deletions.Tasks)
            return [];
        var known = All(before).ToDictionary(row => row.Id);
        return
        [
            .. All(after).Where(row => !known.TryGetValue(row.Id, out var was) || was != row)
                .Select((row, number) => row with { Position = PositionOf(after.Version, number) }),
        ];
    }

    /// <summary>Everything that the state holds, without positions.</summary>
    internal static IEnumerable<WorkRow> All(Subject subject) =>
        [.. subject.Deletions.Orders.Select(Of), .. subject.Deletions.Tasks.Select(Of)];

    // A document holds far fewer than a million orders.
    private static long PositionOf(int version, int number) => (version * 1_000_000L) + number;

    private static WorkRow Of(DeletionOrder order) => new()
    {
        Id = order.Id,
        Kind = Delete,
        System = order.System,
        Controller = order.Controller.Value,
        Category = order.Category.Value,
        Status = WireNames.Of(order.Status),
        IssuedAt = order.IssuedAt,
        DueAt = order.DueAt,
        SettledAt = order.SettledAt,
    };

    private static WorkRow Of(HolderTask task) => new()
    {
        Id = task.Id,
        Kind = WireNames.Of(task.Kind),
        System = task.System,
        Controller = task.Controller.Value,
        Category = task.Categories is [var only] ? only.Value : null,
        Status = WireNames.Of(task.Status),
        IssuedAt = task.IssuedAt,
        DueAt = task.DueAt,
        SettledAt = task.SettledAt,
    };
}
