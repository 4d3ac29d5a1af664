namespace ZenVoip.Registry.Domain.Deletions;

/// <summary>
/// Whoever goes on reporting data of somebody erased has it deleted again and again: holders are asked one thing at a
/// time, and what is reported meanwhile is noted for the next.
/// </summary>
public sealed partial record DeletionBook
{
    /// <summary>What demands the deletion of data that arrived after the end of the erasure.</summary>
    public const string LateData = "LATE_DATA";

    /// <summary>How often late data of one category is ordered deleted at most.</summary>
    public static readonly TimeSpan LateEvery = TimeSpan.FromDays(1);

    /// <summary>How long a settled order for <see cref="LateData"/> stays: its cause is never over.</summary>
    public static readonly TimeSpan LateKept = TimeSpan.FromDays(7);

    private bool IsTooSoon(Wish wish, DateTimeOffset now) =>
        wish.IsLate && !(NextLate(wish.Controller, wish.Category, wish.Cause, otherwise: now) <= now);

    /// <summary>
    /// When late data can be ordered deleted next; null: not before the erasure has ended that demands it, else who
    /// reports without end would put off that end, and not before what was ordered is answered, or escalates. What is
    /// ordered again because a holder had retained it comes beside that, and puts off nothing.
    /// </summary>
    /// <param name="otherwise">Where nothing was ordered.</param>
    private DateTimeOffset? NextLate(
        Controller controller, DataCategory category, string cause, DateTimeOffset otherwise)
    {
        DeletionOrder[] orders =
        [
            .. OrdersOf(controller, category, cause)
                .Where(order => order is { ReissueOf: null, Status: not DeletionOrderStatus.Cancelled }),
        ];
        return FindErasure(cause) is { IsOpen: true } || orders.Any(IsWaiting) ? null
            : orders.Max(order => (DateTimeOffset?)order.IssuedAt) + LateEvery ?? otherwise;
    }

    /// <summary>Who has not answered in time is asked for all of it anew, not for each part: one order a system.
    /// </summary>
    private IEnumerable<DeletionOrder> Overtaken(Wish wish, DateTimeOffset cutoff, HolderSystem[] asked) =>
        OrdersOf(wish.Controller, wish.Category, wish.Cause).Where(order => wish.IsLate
            && order is { IsOpen: true, ReissueOf: null } && order.Cutoff <= cutoff
            && asked.Any(system => system.Name == order.System)
            && order.Links.All(link => wish.Links.Contains(link)));
}
