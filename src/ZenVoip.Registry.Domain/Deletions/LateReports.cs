namespace ZenVoip.Registry.Domain.Deletions;

/// <summary>
/// Whoever goes on reporting data of somebody erased, or being erased, has it deleted again and again: holders are
/// asked one thing at a time for each erasure, and what is reported meanwhile is noted for the next. No erasure's end
/// waits for it.
/// </summary>
public sealed partial record DeletionBook
{
    /// <summary>What demands the deletion of data that arrived after an erasure had begun.</summary>
    public const string LateData = "LATE_DATA";

    /// <summary>How often late data of one category is ordered deleted at most, for one erasure.</summary>
    public static readonly TimeSpan LateEvery = TimeSpan.FromDays(1);

    /// <summary>How long a settled order for <see cref="LateData"/> stays: its cause is never over.</summary>
    public static readonly TimeSpan LateKept = TimeSpan.FromDays(7);

    /// <summary>What a controller has of that time goes with an erasure of its own.</summary>
    /// <param name="at">Null: now.</param>
    public bool Takes(Controller controller, DateTimeOffset? at) => TakersOf(controller, at).Any();

    /// <summary>Its own erasures that are under way, ended later, or end the person.</summary>
    /// <param name="at">Null: now.</param>
    public IEnumerable<Erasure> TakersOf(Controller controller, DateTimeOffset? at) =>
        WholeOf(controller).Where(erasure => erasure.Takes(at));

    /// <summary>What goes with an erasure that has ended is not taken back any more.</summary>
    private DeletionBook Definite(Func<Strand, bool> isDefinite) => this with
    {
        Orders =
        [
            .. Orders.Select(order => isDefinite(Strand.Of(order))
                ? order with { TakenBy = null, IsSinceEnd = false }
                : order),
        ],
        Withheld =
        [
            .. Withheld.Select(kept => isDefinite(Strand.Of(kept))
                ? kept with { TakenBy = null, IsSinceEnd = false }
                : kept),
        ],
    };

    private bool IsTooSoon(Wish wish, DateTimeOffset now) =>
        wish.IsLate && !(NextLate(Strand.Of(wish), otherwise: now) <= now);

    /// <summary>
    /// When late data can be ordered deleted next; null: not before what was ordered is answered, or escalates. What is
    /// ordered again because a holder had retained it comes beside that, and puts off nothing.
    /// </summary>
    /// <param name="otherwise">Where nothing was ordered.</param>
    private DateTimeOffset? NextLate(Strand strand, DateTimeOffset otherwise)
    {
        DeletionOrder[] orders =
        [
            .. Orders.Where(order => Strand.Of(order) == strand
                && order is { ReissueOf: null, Status: not DeletionOrderStatus.Cancelled }),
        ];
        return orders.Any(IsWaiting) ? null
            : orders.Max(order => (DateTimeOffset?)order.IssuedAt) + LateEvery ?? otherwise;
    }

    /// <summary>
    /// Who has not answered in time is asked for all of it anew, not for each part: one order a system. What reaches
    /// into what a law is known to keep by now is not asked for anew: it stays as it is.
    /// </summary>
    private IEnumerable<DeletionOrder> Overtaken(PlannedDeletion planned, HolderSystem[] asked) =>
        OrdersAlike(planned.Wish).Where(order => planned.Wish.IsLate
            && order is { IsOpen: true, ReissueOf: null } && !(order.Cutoff > planned.KeptAfter)
            && asked.Any(system => system.Name == order.System));

    private IEnumerable<DeletionOrder> OrdersAlike(Wish wish) =>
        Orders.Where(order => Strand.Of(order) == Strand.Of(wish));
}
