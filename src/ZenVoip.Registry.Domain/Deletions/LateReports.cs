namespace ZenVoip.Registry.Domain.Deletions;

/// <summary>
/// Whoever goes on reporting data of somebody erased, or being erased, has it deleted again and again: holders are
/// asked one thing at a time, and what is reported meanwhile is noted for the next. No erasure's end waits for it.
/// </summary>
public sealed partial record DeletionBook
{
    /// <summary>What demands the deletion of data that arrived after an erasure had begun.</summary>
    public const string LateData = "LATE_DATA";

    /// <summary>How often late data of one category is ordered deleted at most.</summary>
    public static readonly TimeSpan LateEvery = TimeSpan.FromDays(1);

    /// <summary>How long a settled order for <see cref="LateData"/> stays: its cause is never over.</summary>
    public static readonly TimeSpan LateKept = TimeSpan.FromDays(7);

    private bool IsTooSoon(Wish wish, DateTimeOffset now) =>
        wish.IsLate && !(NextLate(wish.Controller, wish.Category, otherwise: now) <= now);

    /// <summary>
    /// When late data can be ordered deleted next; null: not before what was ordered is answered, or escalates. What is
    /// ordered again because a holder had retained it comes beside that, and puts off nothing.
    /// </summary>
    /// <param name="otherwise">Where nothing was ordered.</param>
    private DateTimeOffset? NextLate(Controller controller, DataCategory category, DateTimeOffset otherwise)
    {
        DeletionOrder[] orders =
        [
            .. Orders.Where(order => order.Controller == controller && order.Category == category
                && order is { Cause: LateData, ReissueOf: null, Status: not DeletionOrderStatus.Cancelled }),
        ];
        return orders.Any(IsWaiting) ? null
            : orders.Max(order => (DateTimeOffset?)order.IssuedAt) + LateEvery ?? otherwise;
    }

    /// <summary>
    /// Who has not answered in time is asked for all of it anew, not for each part: one order a system. What reaches
    /// into what a law is known to keep by now is not asked for anew: it stays as it is.
    /// </summary>
    private IEnumerable<DeletionOrder> Overtaken(
        PlannedDeletion planned, DateTimeOffset cutoff, HolderSystem[] asked) =>
        OrdersAlike(planned.Wish, cutoff).Where(order => planned.Wish.IsLate
            && order is { IsOpen: true, ReissueOf: null } && !(order.Cutoff > planned.KeptAfter)
            && asked.Any(system => system.Name == order.System));

    private IEnumerable<DeletionOrder> OrdersAlike(Wish wish, DateTimeOffset cutoff) =>
        Orders.Where(order => StrandOf(order) == StrandOf(wish, cutoff));
}
