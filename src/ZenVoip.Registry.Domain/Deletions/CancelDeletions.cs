using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Deletions;

/// <summary>The order is taken back.</summary>
public sealed record OrderCancelled(string OrderId, DateTimeOffset RecordedAt) : SubjectEvent(RecordedAt);

public sealed partial record DeletionBook
{
    /// <summary>
    /// Takes back all that a cause demands, and what came late of it: the request was withdrawn. What a holder retains
    /// it is not asked for again. What an erasure has left behind at its end is no wish any more: it has no other
    /// clock. Only what was shown since is taken back. A no stands, whoever takes its request back: what is shared no
    /// further stays so.
    /// </summary>
    public ImmutableArray<SubjectEvent> Cancelled(string cause, DateTimeOffset now)
    {
        var erasure = FindErasure(cause);
        ImmutableArray<int> numbers =
        [
            .. Withheld.Where(withheld => IsBack(Strand.Of(withheld))).Select(withheld => withheld.Number),
        ];
        return
        [
            .. Orders.Where(order => IsBack(Strand.Of(order)) && !IsLeft(order, erasure?.PartEndedAt)
                    && (order.IsOpen || (erasure is not { IsOpen: false } && IsRetained(order))))
                .Select(order => new OrderCancelled(order.Id, now)),
            .. numbers.IsEmpty ? [] : ImmutableArray.Create(new WithheldEnded(numbers, now)),
            .. Tasks.Where(task => task is { IsOpen: true, Kind: not HolderTaskKind.StopSharing }
                    && task.RequestId == cause)
                .Select(task => new TaskCancelled(task.Id, now)),
            .. erasure is { IsOpen: true } ? [new ErasureStopped(cause, now)] : Array.Empty<SubjectEvent>(),
        ];

        bool IsBack(Strand strand) => (strand.Cause == cause || strand.TakenBy == cause)
            && (erasure is not { IsOpen: false } || strand.IsSinceEnd);
    }

    public DeletionBook Apply(OrderCancelled cancelled) =>
        FindOrder(cancelled.OrderId) is { } order && (order.IsOpen || order.Status is DeletionOrderStatus.Retained)
            ? With(order with
            {
                Status = DeletionOrderStatus.Cancelled,
                SettledAt = cancelled.RecordedAt,
                RetainedUntil = null,
                Ground = null,
            })
            : this;

    /// <summary>It was ordered before that end, or is ordered again because a holder had retained it then.</summary>
    private bool IsLeft(DeletionOrder order, DateTimeOffset? endedAt) => order.IssuedAt <= endedAt
        || (order.ReissueOf is { } first && FindOrder(first) is { } before && IsLeft(before, endedAt));
}
