using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Deletions;

/// <summary>An order was not confirmed in time. It stays open until it is settled.</summary>
public sealed record OrderEscalated(string OrderId, DateTimeOffset RecordedAt) : SubjectEvent(RecordedAt);

/// <summary>These are withheld no longer: they are planned anew, or were taken back.</summary>
public sealed record WithheldEnded(ImmutableArray<int> Numbers, DateTimeOffset RecordedAt) : SubjectEvent(RecordedAt);

public sealed partial record DeletionBook
{
    /// <summary>
    /// Everything that time, or the release of a hold, has made due: escalations, orders whose retention has ended,
    /// parts of exports that are gone, and what was withheld. Nothing where nothing is due, so that a tick may come
    /// early or twice.
    /// </summary>
    public ImmutableArray<SubjectEvent> Elapsed(Circumstances around, MintId mint, DateTimeOffset now)
    {
        ImmutableArray<SubjectEvent> passed =
        [
            .. Orders.Where(order => IsWaiting(order) && order.DueAt <= now)
                .Select(order => new OrderEscalated(order.Id, now)),
            .. Tasks.Where(task => IsWaiting(task) && task.DueAt <= now)
                .Select(task => new TaskEscalated(task.Id, now)),
            .. Tasks.Where(task => PartEndsAt(task, around) <= now)
                .Select(task => new ResultExpired(task.Id, now)),
            .. PartsAskedAnew(around, mint, now),
            .. Reissued(around, mint, now),
        ];
        var book = passed.Aggregate(this, (before, happened) => before.Changed(happened));
        return [.. passed, .. book.Fired(around, mint, now)];
    }

    public DeletionBook Apply(OrderEscalated escalated) => FindOrder(escalated.OrderId) is { IsOpen: true } order
        ? With(order with { Status = DeletionOrderStatus.Failed, EscalatedAt = escalated.RecordedAt })
        : this;

    public DeletionBook Apply(WithheldEnded ended) =>
        this with { Withheld = [.. Withheld.Where(known => !ended.Numbers.Contains(known.Number))] };

    /// <summary>
    /// Each wait ends just before its data is ordered: until then a tombstone keeps the identifiers of the others.
    /// </summary>
    private ImmutableArray<SubjectEvent> Fired(Circumstances around, MintId mint, DateTimeOffset now)
    {
        var all = ImmutableArray.CreateBuilder<SubjectEvent>();
        var book = this;
        foreach (var together in Withheld.Where(withheld => FiresAt(withheld, around) <= now)
            .GroupBy(Strand.Of))
        {
            var ended = new WithheldEnded([.. together.Select(withheld => withheld.Number)], now);
            all.Add(ended);
            book = book.Apply(ended);
            var carried = book.Carried(DeletionPlan.Of([WishOf([.. together])], around, now), mint, now);
            all.AddRange(carried);
            book = carried.Aggregate(book, (before, happened) => before.Changed(happened));
        }

        return all.ToImmutable();
    }

    /// <summary>
    /// What fires together for one cause is one wish: the furthest cutoff covers the others. What came late was noted
    /// for its erasure's cause once.
    /// </summary>
    private static Wish WishOf(Withheld[] together)
    {
        var isLate = together.All(withheld => withheld.IsLate);
        return new(
            together[0].Controller,
            together[0].Category,
            together.Max(withheld => withheld.Cutoff),
            isLate ? LateData : together[0].Cause,
            [.. together.SelectMany(withheld => withheld.Links).Distinct()])
        {
            IsLate = isLate,
            TakenBy = together[0].TakenBy,
            IsSinceEnd = together[0].IsSinceEnd,
        };
    }

    /// <summary>A holder files the id of the order with what it retains: the next order names it.</summary>
    private ImmutableArray<SubjectEvent> Reissued(Circumstances around, MintId mint, DateTimeOffset now)
    {
        ImmutableArray<DeletionOrder> orders =
        [
            .. Orders.Where(order => IsRetained(order) && ReissueAt(order, around, now) <= now)
                .Select(order => new DeletionOrder
                {
                    Id = mint("ord"),
                    Controller = order.Controller,
                    Category = order.Category,
                    System = order.System,
                    IssuedAt = now,
                    DueAt = now + ConfirmWithin(order.System, around),
                    Cutoff = order.Cutoff,
                    Links = order.Links,
                    Cause = order.Cause,
                    TakenBy = order.TakenBy,
                    IsSinceEnd = order.IsSinceEnd,
                    ReissueOf = order.Id,
                    Attempts = order.Attempts + 1,
                }),
        ];
        return orders.IsEmpty ? [] : [new OrdersIssued(orders, now)];
    }

    private static TimeSpan ConfirmWithin(string system, Circumstances around) =>
        around.Systems.FirstOrDefault(known => known.Name == system)?.ConfirmWithin
            ?? HolderSystem.DefaultConfirmWithin;
}
