using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Deletions;

/// <summary>The order is taken back.</summary>
public sealed record OrderCancelled(string OrderId, DateTimeOffset RecordedAt) : SubjectEvent(RecordedAt);

public sealed partial record DeletionBook
{
    /// <summary>
    /// Takes back all that a cause demands and that is not settled yet, and what came late of it: the request was
    /// withdrawn. What an erasure has left behind at its end is no wish any more: it has no other clock. Only what was
    /// shown since is taken back. A no stands, whoever takes its request back: what is shared no further stays so.
    /// </summary>
    public ImmutableArray<SubjectEvent> Cancelled(string cause, DateTimeOffset now)
    {
        var isUnderWay = FindErasure(cause)?.EndedAt is null;
        return
        [
            .. Back(
                strand => (strand.Cause == cause || strand.TakenBy == cause) && (isUnderWay || strand.IsSinceEnd), now),
            .. Tasks.Where(task => task is { IsOpen: true, Kind: not HolderTaskKind.StopSharing }
                    && task.RequestId == cause)
                .Select(task => new TaskCancelled(task.Id, now)),
            .. FindErasure(cause) is { IsOpen: true } ? [new ErasureStopped(cause, now)] : Array.Empty<SubjectEvent>(),
        ];
    }

    public DeletionBook Apply(OrderCancelled cancelled) => FindOrder(cancelled.OrderId) is { IsOpen: true } order
        ? With(order with { Status = DeletionOrderStatus.Cancelled, SettledAt = cancelled.RecordedAt })
        : this;

    private ImmutableArray<SubjectEvent> Back(Func<Strand, bool> isBack, DateTimeOffset now)
    {
        ImmutableArray<int> numbers =
            [.. Withheld.Where(withheld => isBack(Strand.Of(withheld))).Select(withheld => withheld.Number)];
        return
        [
            .. Orders.Where(order => order.IsOpen && isBack(Strand.Of(order)))
                .Select(order => new OrderCancelled(order.Id, now)),
            .. numbers.IsEmpty ? [] : ImmutableArray.Create(new WithheldEnded(numbers, now)),
        ];
    }
}
