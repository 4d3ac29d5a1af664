using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Deletions;

/// <summary>What holder systems were asked for, what they answered, and what is still kept back.</summary>
public sealed partial record DeletionBook
{
    /// <summary>
    /// How long a settled order stays at least, and what nobody holds; the journal keeps both for ever.
    /// </summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>
    /// How soon at the earliest what is retained again is ordered again, and a part of an export asked for again.
    /// </summary>
    public static readonly TimeSpan ReissuedEvery = TimeSpan.FromDays(1);

    /// <summary>How often it is looked whether a new rulebook still knows the ground on which a holder retains.
    /// </summary>
    public static readonly TimeSpan GroundsReviewed = TimeSpan.FromDays(7);

    public ImmutableArray<DeletionOrder> Orders { get; init; } = [];

    public ImmutableArray<HolderTask> Tasks { get; init; } = [];

    public ImmutableArray<Withheld> Withheld { get; init; } = [];

    public ImmutableArray<Unheld> Unheld { get; init; } = [];

    /// <summary>How many were ever withheld: the next number.</summary>
    public int WithheldEver { get; init; }

    /// <summary>When something is due next, also where that is past; null: nothing is.</summary>
    public DateTimeOffset? NextDue(Circumstances around, DateTimeOffset now) => Enumerable.Min(
    [
        .. Orders.Where(IsWaiting).Select(order => (DateTimeOffset?)order.DueAt),
        .. Orders.Where(IsRetained).Select(order =>
            around.IsRuled ? ReissueAt(order, around, now) : ReviewAt(order, now)),
        .. Withheld.Select(withheld => FiresAt(withheld, around)),
        .. Tasks.Where(IsWaiting).Select(task => (DateTimeOffset?)task.DueAt),
        .. Tasks.Select(task => PartEndsAt(task, around)),
        .. Tasks.Select(task => PartAskedAnewAt(task, around)),
    ]);

    /// <summary>
    /// When it is to be looked next whether what holders retain still has a ground: a silo with another rulebook may
    /// know better than the one that wrote this; null: they retain nothing.
    /// </summary>
    public DateTimeOffset? NextReview(DateTimeOffset now) =>
        Orders.Where(IsRetained).Min(order => (DateTimeOffset?)ReviewAt(order, now));

    /// <summary>
    /// Whether all that a cause demands is settled, so that an erasure can end: no order is open, and no legal hold
    /// keeps anything back. What a law keeps, what a holder retains and what was reported late fires later and does not
    /// hinder the end.
    /// </summary>
    public bool IsSettled(string cause) => !Orders.Any(order => order.IsOpen && order.Cause == cause)
        && !Withheld.Any(withheld => withheld.IsHeld && withheld.Cause == cause);

    /// <summary>Of all orders and tasks.</summary>
    public IEnumerable<string> Ids => Orders.Select(order => order.Id).Concat(Tasks.Select(task => task.Id));

    public DeletionOrder? FindOrder(string id) => Orders.FirstOrDefault(order => order.Id == id);

    public HolderTask? FindTask(string id) => Tasks.FirstOrDefault(task => task.Id == id);

    /// <summary>Total: what is no event of deletions changes nothing.</summary>
    public DeletionBook Changed(SubjectEvent @event) => @event switch
    {
        OrdersIssued issued => Apply(issued),
        OrderDelivered delivered => Apply(delivered),
        OrderEscalated escalated => Apply(escalated),
        OrderCancelled cancelled => Apply(cancelled),
        DeletionConfirmed confirmed => Apply(confirmed),
        DeletionRetained retained => Apply(retained),
        DeletionWithheld withheld => Apply(withheld),
        WithheldEnded ended => Apply(ended),
        CategoryUnheld unheld => Apply(unheld),
        TasksIssued issued => Apply(issued),
        TaskDelivered delivered => Apply(delivered),
        TaskEscalated escalated => Apply(escalated),
        TaskCancelled cancelled => Apply(cancelled),
        TaskCompleted completed => Apply(completed),
        ResultExpired expired => Apply(expired),
        ErasureBegun begun => Apply(begun),
        ErasureStopped stopped => Apply(stopped),
        ErasureEnded ended => Apply(ended),
        _ => this,
    };

    /// <summary>What holders are asked, and answer, or what is kept back of that.</summary>
    public static bool IsOfHolders(SubjectEvent happened) => happened is OrdersIssued or OrderDelivered
        or OrderEscalated or OrderCancelled or DeletionConfirmed or DeletionRetained or DeletionWithheld
        or WithheldEnded or CategoryUnheld or TasksIssued or TaskDelivered or TaskEscalated or TaskCancelled
        or TaskCompleted or ResultExpired;

    /// <summary>A holder has not deleted what it was asked to.</summary>
    public bool IsOwed => Orders.Any(order => order.IsOpen || IsRetained(order));

    private static bool IsWaiting(DeletionOrder order) => order is { IsOpen: true, EscalatedAt: null };

    private static bool IsWaiting(HolderTask task) => task is { IsOpen: true, EscalatedAt: null };

    /// <summary>The holder keeps the data still, and was not asked again.</summary>
    private bool IsRetained(DeletionOrder order) =>
        order.Status is DeletionOrderStatus.Retained && FindReissueOf(order) is null;

    private DeletionOrder? FindReissueOf(DeletionOrder order) =>
        Orders.FirstOrDefault(later => later.ReissueOf == order.Id);

    /// <summary>
    /// A hold waits for its release; a duty of the law goes on longer than the holder's ground. What the holder retains
    /// ends with its date, or before it with its ground; not within a day of saying so again.
    /// </summary>
    private static DateTimeOffset? ReissueAt(DeletionOrder order, Circumstances around, DateTimeOffset now) =>
        around.IsHeld(order.Controller, order.Category) ? null
        : around.DutiesOn(order.Controller, order.Category, now)
            .Where(duty => duty.After is not { } after || after < order.Cutoff)
            .Select(duty => (DateTimeOffset?)duty.KeepUntil)
            .Append(Enumerable.Min([order.RetainedUntil, around.GroundUntil(order.Ground ?? "")]))
            .Append(order.ReissueOf is null ? null : order.SettledAt + ReissuedEvery)
            .Max();

    private static DateTimeOffset ReviewAt(DeletionOrder order, DateTimeOffset now)
    {
        var since = order.SettledAt ?? order.IssuedAt;
        return since + ((Math.Floor((now - since) / GroundsReviewed) + 1) * GroundsReviewed);
    }

    private DateTimeOffset? FiresAt(Withheld withheld, Circumstances around) => withheld switch
    {
        { Until: { } until } => until,
        _ when around.IsHeld(withheld.Controller, withheld.Category) => null,
        { IsLate: true } => NextLate(Strand.Of(withheld), withheld.WithheldAt),
        _ => withheld.WithheldAt,
    };

    private DeletionBook With(DeletionOrder order) => this with
    {
        Orders = [.. Orders.Select(known => known.Id == order.Id ? order : known)],
    };

    private DeletionBook With(HolderTask task) => this with
    {
        Tasks = [.. Tasks.Select(known => known.Id == task.Id ? task : known)],
    };
}
