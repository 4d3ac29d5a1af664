using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Deletions;

/// <summary>Takes an order back that is not settled yet.</summary>
public sealed record CancelOrder(string OrderId) : SubjectCommand
{
    public override bool OutlivesSubject => true;

    public override bool IsNeverTooLarge => true;
}

/// <summary>The order is taken back.</summary>
public sealed record OrderCancelled(string OrderId, DateTimeOffset RecordedAt) : SubjectEvent(RecordedAt);

public sealed partial record DeletionBook
{
    public Outcome Decide(CancelOrder command, DateTimeOffset now) => FindOrder(command.OrderId) switch
    {
        null => Refusals.OrderNotFound,
        { Status: DeletionOrderStatus.Cancelled } => Outcome.NoChange,
        { IsOpen: true } => Outcome.Accept(new OrderCancelled(command.OrderId, now)),
        _ => Refusals.OrderSettled,
    };

    /// <summary>Takes back all that a cause demands and that is not settled yet: the request was withdrawn.</summary>
    /// <param name="isWhose">Of whose data; null: everybody's.</param>
    public ImmutableArray<SubjectEvent> Cancelled(
        string cause, DateTimeOffset now, Func<Controller, bool>? isWhose = null)
    {
        ImmutableArray<int> numbers =
        [
            .. Withheld.Where(withheld => withheld.Cause == cause && isWhose?.Invoke(withheld.Controller) is not false)
                .Select(withheld => withheld.Number),
        ];
        return
        [
            .. Orders.Where(order => order.IsOpen && order.Cause == cause
                    && isWhose?.Invoke(order.Controller) is not false)
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
