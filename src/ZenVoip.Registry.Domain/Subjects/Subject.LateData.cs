using System.Collections.Immutable;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Subjects;

public sealed partial record Subject
{
    /// <summary>
    /// Whether the command may issue orders to holders, or end a person of whom they have proof, so that it needs to
    /// know who they are.
    /// </summary>
    public bool ReachesHolders(SubjectCommand command) => command.ReachesHolders
        || (Status is not SubjectStatus.Erased && Deletions.Erasures.Any(erasure => erasure.IsWhole))
        || (command is RecordActivity && Hindrance(command) == Refusals.SubjectErased);

    /// <summary>
    /// Data of somebody erased, or being erased, goes again wherever it arrived: up to the instant reported it is
    /// ordered deleted. A tombstone names no identifier any more: whoever reported the data knows the person by the
    /// subject's id.
    /// </summary>
    private ImmutableArray<SubjectEvent> Late(RecordActivity report, Surroundings around, DateTimeOffset now)
    {
        if (report.Controller == Controller.Platform
            || report.At > now + Instants.Ahead
            || !around.Rules.Retention.Erasable.Contains(report.Category))
            return [];
        // An erasure that may be taken back stops no clock, and what one takes that has ended starts none.
        var running = Deletions.IsErasing(report.Controller) && !Deletions.HasTaken(report.Controller, report.At)
            ? Decide(report, around, now).Events
            : [];
        if (!running.IsEmpty && After(running).IsNewToAll(report, around.Rules, now))
            return running;
        var wish = new Wish(
            report.Controller,
            report.Category,
            now.OrEarlier(report.At),
            DeletionBook.LateData,
            Tombstone is null ? LateLinks(report.Controller) : [])
        {
            IsLate = true,
        };
        // Of the living it is known what a law keeps, also where no clock has a place any more.
        ImmutableArray<SubjectEvent> told =
            Tombstone is null ? (this with { Retention = new() }).Decide(report, around, now).Events : [];
        var known = After(told).CircumstancesAt(now, around.Systems);
        var kept = Tombstone is null ? known : ReachingBack(known, report);
        // Beside a hold it waits for its law too: once that is released, no clock would tell of it.
        var lawful = DeletionPlan.Of([wish], kept with { Holds = [] }, now)
            .Select(planned => planned with { DeleteUpTo = null });
        return
        [
            .. running,
            .. Deletions.Carried([.. DeletionPlan.Of([wish], kept, now), .. lawful], around.Mint, now),
        ];
    }

    /// <summary>It becomes a part of whichever erasure goes on, when others are taken back.</summary>
    private bool IsNewToAll(RecordActivity report, Rules rules, DateTimeOffset now)
    {
        var causes = NewlyKnown(rules, now).Where(wish => wish.Category == report.Category)
            .Select(wish => wish.Cause).ToHashSet();
        return Deletions.Erasures.Where(erasure => erasure is { IsOpen: true, IsWhole: true }
            && erasure.Controller == report.Controller).All(erasure => causes.Contains(erasure.Cause));
    }

    /// <summary>
    /// What the erasures go by, and what is linked while they are under way: nothing is left of that time. What is
    /// shared only where it was shown for the controller's own erasure, if it has one. Where no holder was asked, all.
    /// </summary>
    private ImmutableArray<int> LateLinks(Controller controller)
    {
        var erasures = Deletions.Taking(controller).ToList();
        var shown = erasures.SelectMany(Deletions.LinksOf).ToHashSet();
        var own = erasures.Where(erasure => erasure.Controller == controller).SelectMany(Deletions.LinksOf).ToHashSet();
        return shown.Count is 0 ? OwnLinks :
        [
            .. OwnLinks.Where(number => IsShared(number)
                ? (own.Count is 0 ? shown : own).Contains(number)
                : shown.Contains(number)
                    || erasures.Any(erasure => erasure.Spans(Identifiers.Links[number].LinkedAt))),
        ];
    }

    /// <summary>
    /// A tombstone has no clocks any more: what arrives of a time before the first month that a law keeps, it keeps as
    /// long as that.
    /// </summary>
    private static Circumstances ReachingBack(Circumstances known, RecordActivity report)
    {
        var first = known.Duties
            .Where(duty => duty.Controller == report.Controller && duty.Category == report.Category)
            .MinBy(duty => duty.KeepUntil);
        return known with
        {
            Duties = [.. known.Duties.Select(duty => duty == first ? duty with { After = null } : duty)],
        };
    }

    /// <summary>
    /// Who lives on after all keeps what came late of those whose data an erasure takes no longer: their clocks go on.
    /// It may be another erasure than the one taken back, which ends the person no more. What another has taken by then
    /// stays ordered, and all of a tombstone's does.
    /// </summary>
    private ImmutableArray<SubjectEvent> TakenBack(string cause, Surroundings around, DateTimeOffset now)
    {
        if (Tombstone is not null)
            return [];
        var back = Deletions.Cancelled(cause, now);
        var after = After(back);
        if (after.Status is not SubjectStatus.Erasing)
        {
            var late = after.Deletions.Cancelled(DeletionBook.LateData, now, (whose, cutoff) =>
                IsLetGo(whose, after) && !after.Deletions.Takes(whose, cutoff));
            back = [.. back, .. late, .. after.After(late).Told(LetGo(late), around, now)];
        }

        return [.. back, .. After(back).Narrowed(this, around, now)];
    }

    /// <summary>
    /// When there was data of those of whom no clock could run because another's erasure took what came: up to where it
    /// was ordered or kept back, and where what a law keeps begins.
    /// </summary>
    private IEnumerable<RecordActivity> LetGo(ImmutableArray<SubjectEvent> late)
    {
        var orders = late.OfType<OrderCancelled>().Select(each => each.OrderId).ToHashSet();
        var numbers = late.OfType<WithheldEnded>().SelectMany(each => each.Numbers).ToHashSet();
        Withheld[] waits = [.. Deletions.Withheld.Where(kept => numbers.Contains(kept.Number))];
        return Deletions.Orders.Where(order => orders.Contains(order.Id))
            .Select(order => (order.Controller, order.Category, At: order.Cutoff))
            .Concat(waits.Select(kept => (kept.Controller, kept.Category, At: kept.Cutoff)))
            .Concat(waits.Where(kept => kept is { Until: not null, After: not null })
                .Select(kept => (kept.Controller, kept.Category, At: kept.After!.Value + Instants.Step)))
            .Where(each => !Deletions.IsErasing(each.Controller)
                || !Retention.CategoriesOf(each.Controller).Contains(each.Category))
            .Distinct()
            .OrderBy(each => each.At)
            .Select(each => new RecordActivity(each.Controller, RetentionEvent.Created, each.Category, each.At));
    }

    private ImmutableArray<SubjectEvent> Told(
        IEnumerable<RecordActivity> reports, Surroundings around, DateTimeOffset now) => reports.Aggregate(
            ImmutableArray<SubjectEvent>.Empty,
            (told, report) => [.. told, .. After(told).Decide(report, around, now).Events]);

    /// <summary>
    /// What stays ordered goes by nothing any more that only what is taken back was to go by. What a holder has
    /// retained goes by what it was told, also when that is ordered again.
    /// </summary>
    /// <param name="before">The subject before that.</param>
    private ImmutableArray<SubjectEvent> Narrowed(Subject before, Surroundings around, DateTimeOffset now)
    {
        DeletionOrder[] wide =
        [
            .. Deletions.Orders.Where(order =>
                order is { IsOpen: true, ReissueOf: null, Cause: DeletionBook.LateData }
                && Lost(order.Controller).Any(order.Links.Contains)),
        ];
        ImmutableArray<SubjectEvent> back =
        [
            .. wide.Select(order => new OrderCancelled(order.Id, now)),
            .. Deletions.Withheld.Where(kept => kept.Cause == DeletionBook.LateData
                    && Lost(kept.Controller).Any(kept.Links.Contains))
                .Select(kept => new DeletionWithheld(
                    kept with { Links = [.. kept.Links.Except(Lost(kept.Controller))] }, now)),
        ];
        var wishes = WishesOf(wide).Select(wish => wish with
        {
            Links = [.. wish.Links.Except(Lost(wish.Controller))],
            IsLate = true,
        });
        return
        [
            .. back,
            .. After(back).Deletions.Carried(
                DeletionPlan.Of(wishes, CircumstancesAt(now, around.Systems), now), around.Mint, now),
        ];

        IEnumerable<int> Lost(Controller controller) =>
            before.LateLinks(controller).Except(LateLinks(controller));
    }

    private bool IsLetGo(Controller whose, Subject after) => Deletions.Taking(whose).Any(erasure =>
        after.Deletions.FindErasure(erasure.Cause)?.Reaches(whose) is not true);
}
