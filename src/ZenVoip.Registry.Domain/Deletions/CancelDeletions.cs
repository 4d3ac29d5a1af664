using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Deletions;

/// <summary>The order is taken back.</summary>
public sealed record OrderCancelled(string OrderId, DateTimeOffset RecordedAt) : SubjectEvent(RecordedAt);

public sealed partial record DeletionBook
{
    /// <summary>
    /// Takes back all that a cause demands and that is not settled yet: the request was withdrawn. What an erasure has
    /// left behind at its end is no wish any more: it has no other clock. Only what was shown since is taken back.
    /// </summary>
    /// <param name="isBack">Of whose data, up to which instant; null: all of it.</param>
    public ImmutableArray<SubjectEvent> Cancelled(
        string cause, DateTimeOffset now, Func<Controller, DateTimeOffset, bool>? isBack = null)
    {
        var isUnderWay = FindErasure(cause)?.EndedAt is null;
        ImmutableArray<int> numbers =
        [
            .. Withheld.Where(withheld => withheld.Cause == cause
                    && (isUnderWay || withheld.IsSinceEnd)
                    && isBack?.Invoke(withheld.Controller, withheld.Cutoff) is not false)
                .Select(withheld => withheld.Number),
        ];
        return
        [
            .. Orders.Where(order => order.IsOpen && order.Cause == cause && (isUnderWay || order.IsSinceEnd)
                    && isBack?.Invoke(order.Controller, order.Cutoff) is not false)
                .Select(order => new OrderCancelled(order.Id, now)),
            .. Tasks.Where(task => task.IsOpen && task.RequestId == cause)
                .Select(task => new TaskCancelled(task.Id, now)),
            .. numbers.IsEmpty ? [] : ImmutableArray.Create(new WithheldEnded(numbers, now)),
            .. FindErasure(cause) is { IsOpen: true } ? [new ErasureStopped(cause, now)] : Array.Empty<SubjectEvent>(),
        ];
    }

    public DeletionBook Apply(OrderCancelled cancelled) => FindOrder(cancelled.OrderId) is { IsOpen: true } order
        ? With(order with { Status = DeletionOrderStatus.Cancelled, SettledAt = cancelled.RecordedAt })
        : this;
}
