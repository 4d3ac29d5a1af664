using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Deletions;

/// <summary>Holder systems are ordered to delete.</summary>
public sealed record OrdersIssued(ImmutableArray<DeletionOrder> Orders, DateTimeOffset RecordedAt)
    : SubjectEvent(RecordedAt);

/// <summary>A deletion is kept back by a duty or a hold; late data, until it can be ordered (LATE).</summary>
public sealed record DeletionWithheld(Withheld Withheld, DateTimeOffset RecordedAt) : SubjectEvent(RecordedAt);

/// <summary>No holder system has data of the category: there is nobody to order, and that settles it.</summary>
public sealed record CategoryUnheld(Unheld Unheld, DateTimeOffset RecordedAt) : SubjectEvent(RecordedAt);

public sealed partial record DeletionBook
{
    /// <summary>
    /// Carries out a plan. What is ordered or withheld as one with it already (<see cref="Strand"/>), at least as far,
    /// is not again.
    /// </summary>
    public ImmutableArray<SubjectEvent> Carried(
        IEnumerable<PlannedDeletion> plan, MintId mint, DateTimeOffset now)
    {
        var all = ImmutableArray.CreateBuilder<SubjectEvent>();
        var book = this;
        foreach (var planned in plan)
        {
            foreach (var @event in book.Carried(planned, mint, now))
            {
                all.Add(@event);
                book = book.Changed(@event);
            }
        }

        return all.ToImmutable();
    }

    public DeletionBook Apply(OrdersIssued issued) =>
        (this with { Orders = [.. Orders, .. issued.Orders] }).Pruned(issued.RecordedAt);

    /// <summary>The same wait, reaching further by now, takes the place of the one before.</summary>
    public DeletionBook Apply(DeletionWithheld withheld) => this with
    {
        Withheld = [.. Withheld.Where(known => !IsSameWait(known, withheld.Withheld)), withheld.Withheld],
        WithheldEver = Math.Max(WithheldEver, withheld.Withheld.Number + 1),
    };

    public DeletionBook Apply(CategoryUnheld unheld) => (this with
    {
        Unheld = [.. Unheld.Where(known => !IsSame(known, unheld.Unheld)), unheld.Unheld],
    }).Pruned(unheld.RecordedAt);

    private static DeletionOrder OrderFor(
        Wish wish, DateTimeOffset cutoff, HolderSystem system, MintId mint, DateTimeOffset now) => new()
        {
            Id = mint("ord"),
            Controller = wish.Controller,
            Category = wish.Category,
            System = system.Name,
            IssuedAt = now,
            DueAt = now + system.ConfirmWithin,
            Cutoff = cutoff,
            Links = wish.Links,
            Cause = wish.Cause,
            TakenBy = wish.TakenBy,
            IsSinceEnd = wish.IsSinceEnd,
        };

    private static bool IsSameWait(Withheld one, Withheld other) =>
        one.WaitsLike(other) && Strand.Of(one) == Strand.Of(other);

    private static bool IsSame(Unheld one, Unheld other) => one.Controller == other.Controller
        && one.Category == other.Category && one.Cause == other.Cause;

    private IEnumerable<SubjectEvent> Carried(PlannedDeletion planned, MintId mint, DateTimeOffset now)
    {
        var wish = planned.Wish;
        var kept = planned.Retained;
        if (planned.DeleteUpTo is { } cutoff)
        {
            HolderSystem[] asked = [.. planned.Systems.Where(system => !IsOrdered(wish, cutoff, system))];
            var unheld = new Unheld(wish.Controller, wish.Category, cutoff, wish.Cause, now);
            if (asked is [_, ..] && IsTooSoon(wish, now))
                kept = [new(Until: null, Deletions.Withheld.Late, cutoff), .. kept];
            else if (asked is [_, ..])
            {
                DeletionOrder[] overtaken =
                    [.. wish.IsLate ? Overtaken(planned, asked) : Outgrown(wish, cutoff, asked)];
                foreach (var order in overtaken)
                    yield return new OrderCancelled(order.Id, now);
                yield return new OrdersIssued(
                    [.. asked.Select(system => OrderFor(wish, cutoff, system, mint, now).InPlaceOf(overtaken))], now);
            }
            else if (planned.Systems.IsEmpty && !Unheld.Any(known => IsSame(known, unheld) && known.Cutoff >= cutoff))
                yield return new CategoryUnheld(unheld, now);
        }

        var number = WithheldEver;
        foreach (var retained in kept)
        {
            var withheld = WithheldFor(wish, retained, number, now);
            Withheld[] alike = [.. Withheld.Where(known => IsSameWait(known, withheld))];
            if (!alike.Any(known => known.Covers(withheld)))
            {
                yield return new DeletionWithheld(
                    alike.Aggregate(withheld, (wait, before) => wait.InPlaceOf(before)), now);
                number++;
            }
        }
    }

    private static Withheld WithheldFor(Wish wish, Retained retained, int number, DateTimeOffset now) => new()
    {
        Number = number,
        Controller = wish.Controller,
        Category = wish.Category,
        Until = retained.Until,
        Because = retained.Because,
        Cutoff = retained.Cutoff,
        After = retained.After,
        Links = wish.Links,
        Cause = wish.Cause,
        TakenBy = wish.TakenBy,
        IsSinceEnd = wish.IsSinceEnd && retained.Until is null,
        WithheldAt = now,
    };

    /// <summary>
    /// An open order reaches all before its cutoff; what is settled may be there again. What is reported late may have
    /// come after its holder deleted, and before it says so: an open order covers its own report only.
    /// </summary>
    private bool IsOrdered(Wish wish, DateTimeOffset cutoff, HolderSystem system) =>
        OrdersAlike(wish).Any(order => order.System == system.Name
            && (wish.IsLate
                ? order.Cutoff == cutoff && order.Status is not DeletionOrderStatus.Cancelled
                : order.IsOpen && order.Cutoff >= cutoff)
            && wish.Links.All(link => order.Links.Contains(link)));

    /// <summary>
    /// Who does not answer is not asked for each month anew: what is overdue, and goes with the new order, is taken
    /// back.
    /// </summary>
    private IEnumerable<DeletionOrder> Outgrown(Wish wish, DateTimeOffset cutoff, HolderSystem[] asked) =>
        OrdersAlike(wish).Where(order => order is { IsOpen: true, EscalatedAt: not null, ReissueOf: null }
            && order.Cutoff <= cutoff && order.Links.All(link => wish.Links.Contains(link))
            && asked.Any(system => system.Name == order.System));

    private DeletionBook Pruned(DateTimeOffset now) => this with
    {
        Orders = [.. Orders.Where(order => IsKept(order, now))],
        Unheld = [.. Unheld.Where(unheld => unheld.At + Kept > now || FindErasure(unheld.Cause) is not null)],
    };

    /// <summary>
    /// What is settled goes in its time; what an erasure can be certified by, with that. Of what is retained again and
    /// again the order before goes first: it is not ordered once more.
    /// </summary>
    private bool IsKept(DeletionOrder order, DateTimeOffset now)
    {
        var reissue = FindReissueOf(order);
        return order.IsOpen
            || FindErasure(order.Cause) is { IsOpen: true, PartEndedAt: not null }
            || (reissue?.IssuedAt ?? order.SettledAt) + (order.Cause == LateData ? LateKept : Kept) > now
            || (reissue is null && order.Status switch
            {
                DeletionOrderStatus.Retained => true,
                DeletionOrderStatus.Cancelled => false,
                _ => FindErasure(order.Cause) is not null,
            });
    }
}
