using System.Collections.Immutable;

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

    /// <summary>
    /// The erasures with which goes what a controller has of that time: its own that are under way, ended later, or end
    /// the person; where there is none, others' that end the person.
    /// </summary>
    public ImmutableArray<Erasure> TakersOf(Controller controller, DateTimeOffset? at)
    {
        ImmutableArray<Erasure> ending = [.. Erasures.Where(erasure => erasure.Reach is ErasureReach.Person)];
        ImmutableArray<Erasure> own =
        [
            .. WholeOf(controller)
                .Where(erasure => erasure.IsOpen || at <= erasure.EndedAt || ending.Contains(erasure)),
        ];
        return own.IsEmpty ? ending : own;
    }

    /// <summary>Takes back what came late of those whom the erasure that took it reaches no longer.</summary>
    public ImmutableArray<SubjectEvent> Unreached(DateTimeOffset now)
    {
        ImmutableArray<int> numbers =
            [.. Withheld.Where(withheld => IsUnreached(Strand.Of(withheld))).Select(withheld => withheld.Number)];
        return
        [
            .. Orders.Where(order => (order.IsOpen || IsRetained(order)) && IsUnreached(Strand.Of(order)))
                .Select(order => new OrderCancelled(order.Id, now)),
            .. numbers.IsEmpty ? [] : ImmutableArray.Create(new WithheldEnded(numbers, now)),
        ];
    }

    /// <summary>What goes with an erasure whatever becomes of others is not taken back any more.</summary>
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

    private bool IsUnreached(Strand strand) =>
        strand.TakenBy is { } taker && FindErasure(taker)?.Reaches(strand.Controller) is false;

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
