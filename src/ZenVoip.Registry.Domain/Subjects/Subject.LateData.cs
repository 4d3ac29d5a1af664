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
    /// <param name="also">Duties that stood when it was reported first.</param>
    private ImmutableArray<SubjectEvent> Late(
        RecordActivity report, Surroundings around, DateTimeOffset now, IEnumerable<Duty>? also = null)
    {
        if (report.Controller == Controller.Platform
            || report.At > now + Instants.Ahead
            || !around.Rules.Retention.Erasable.Contains(report.Category))
            return [];
        // An erasure that may be taken back stops no clock, and what one takes that has ended starts none.
        var running = Deletions.IsErasing(report.Controller) && !IsTaken(report)
            ? Decide(report, around, now).Events
            : [];
        // Of the living it is known what a law keeps, also where no clock has a place any more.
        ImmutableArray<SubjectEvent> told =
            Tombstone is null ? (this with { Retention = new() }).Decide(report, around, now).Events : [];
        var known = After(told).CircumstancesAt(now, around.Systems);
        var kept = Tombstone is null
            ? known with { Duties = [.. known.Duties, .. also ?? []] }
            : ReachingBack(known, report);
        return
        [
            .. running,
            .. After(running).LateWishes(report, around.Rules, now).Aggregate(
                ImmutableArray<SubjectEvent>.Empty,
                (before, wish) => [.. before, .. After(before).Deletions.Carried(Plan(wish), around.Mint, now)]),
        ];

        // Beside a hold it waits for its law too: once that is released, no clock would tell of it.
        IEnumerable<PlannedDeletion> Plan(Wish wish) =>
        [
            .. DeletionPlan.Of([wish], kept, now),
            .. DeletionPlan.Of([wish], kept with { Holds = [] }, now)
                .Select(planned => planned with { DeleteUpTo = null }),
        ];
    }

    /// <summary>
    /// One for what goes with an erasure that has ended, whatever becomes of others; and for each demand that may be
    /// taken back one, for what only that leads to.
    /// </summary>
    private IEnumerable<Wish> LateWishes(RecordActivity report, Rules rules, DateTimeOffset now)
    {
        if (Tombstone is not null)
            return [LateWish(report, takenBy: null, [], now)];
        var takers = Deletions.TakersOf(report.Controller, report.At);
        Erasure[] ended = [.. takers.Where(erasure => !erasure.IsOpen)];
        int[] taken = [.. ended.SelectMany(erasure => LateLinks(erasure, report.Controller)).Distinct()];
        // Of others' that end the person the first is named: where that ceases to, it is told again.
        var takenBy = ended.Where(erasure => erasure.Controller != report.Controller)
            .MinBy(erasure => erasure.EndedAt)?.Cause;
        Wish[] whole = ended is [] ? [] : [LateWish(report, takenBy, taken, now)];
        Wish[] demanded =
        [
            .. ended.Select(erasure =>
                LateWish(report, erasure.Cause, LateLinksSinceEnd(erasure, report.Controller), now) with
                {
                    IsSinceEnd = true,
                }),
            .. takers.Where(erasure => erasure.IsOpen && !IsNewTo(erasure, report, rules))
                .Select(erasure => LateWish(report, erasure.Cause, LateLinks(erasure, report.Controller), now)),
        ];
        return
        [
            .. whole,
            .. demanded.Select(wish => wish with { Links = [.. wish.Links.Except(taken)] })
                .Where(wish => whole is [] || !wish.Links.IsEmpty),
        ];
    }

    private static Wish LateWish(
        RecordActivity report, string? takenBy, IEnumerable<int> links, DateTimeOffset now) => new(
            report.Controller, report.Category, now.OrEarlier(report.At), DeletionBook.LateData, [.. links])
        {
            IsLate = true,
            TakenBy = takenBy,
        };

    /// <summary>Whatever becomes of others it goes: an erasure of its controller that has ended takes it.</summary>
    private bool IsTaken(RecordActivity report) => Deletions.TakersOf(report.Controller, report.At)
        .Any(erasure => !erasure.IsOpen && erasure.Controller == report.Controller);

    /// <summary>It becomes a part of the erasure.</summary>
    private bool IsNewTo(Erasure erasure, RecordActivity report, Rules rules) =>
        erasure.Controller == report.Controller && NewlyKnown(erasure, rules).Contains(report.Category);

    /// <summary>
    /// What the erasure goes by, and what is linked while it is under way: nothing is left of that time. What is shared
    /// only where it was shown for the controller's own, if it has one. Where no holder was asked, all.
    /// </summary>
    private IEnumerable<int> LateLinks(Erasure erasure, Controller controller)
    {
        var shown = Deletions.LinksOf(erasure).ToHashSet();
        return LateLinks(controller, shown.Count is 0 ? [.. OwnLinks] : shown, erasure.Spans);
    }

    private IEnumerable<int> LateLinksSinceEnd(Erasure erasure, Controller controller) =>
        LateLinks(controller, [.. Deletions.LinksSinceEndOf(erasure)], _ => false);

    private IEnumerable<int> LateLinks(
        Controller controller, HashSet<int> shown, Func<DateTimeOffset, bool> isOfThen)
    {
        var own = Deletions.LinksOf(controller).ToHashSet();
        return OwnLinks.Where(number => IsShared(number)
            ? shown.Contains(number) && (own.Count is 0 || own.Contains(number))
            : shown.Contains(number) || isOfThen(Identifiers.Links[number].LinkedAt));
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
    /// Where the person lives on, another erasure may end them no more: what came late of those whom it reaches no
    /// longer is taken back too, and has its clock. A tombstone's stays ordered.
    /// </summary>
    private ImmutableArray<SubjectEvent> TakenBack(string cause, Surroundings around, DateTimeOffset now)
    {
        if (Tombstone is not null)
            return [];
        var back = Deletions.Cancelled(cause, now);
        back = back.AddRange(After(back).Deletions.Unreached(now));
        return LetGo(back).Aggregate(
            back, (before, report) => before.AddRange(After(before).ToldAgain(report, Deletions.Duties, around, now)));
    }

    /// <summary>
    /// Another's erasure that still ends the person takes it, also where that began since. What a law was known to keep
    /// of it, it keeps.
    /// </summary>
    private ImmutableArray<SubjectEvent> ToldAgain(
        RecordActivity report, IEnumerable<Duty> duties, Surroundings around, DateTimeOffset now) =>
        Deletions.TakersOf(report.Controller, report.At).Any(taker => taker.Controller != report.Controller)
            ? Late(report, around, now, duties)
            : Decide(report, around, now).Events;

    /// <summary>
    /// When there was data of those of whom no clock could run because another's erasure took what came: up to where it
    /// was ordered or kept back, and where what a law keeps begins.
    /// </summary>
    private IEnumerable<RecordActivity> LetGo(ImmutableArray<SubjectEvent> back)
    {
        var left = After(back).Deletions;
        var orders = back.OfType<OrderCancelled>().Select(each => each.OrderId).ToHashSet();
        var numbers = back.OfType<WithheldEnded>().SelectMany(each => each.Numbers).ToHashSet();
        Withheld[] waits = [.. Deletions.Withheld.Where(kept => numbers.Contains(kept.Number))];
        return Deletions.Orders.Where(order => orders.Contains(order.Id))
            .Select(order => (Strand: Strand.Of(order), At: order.Cutoff))
            .Concat(
                from kept in waits
                from at in kept is { Until: not null, After: { } after }
                    ? [after + Instants.Step, kept.Cutoff]
                    : new[] { kept.Cutoff }
                select (Strand: Strand.Of(kept), At: at))
            // Up to there a law had let go of what nobody had reported.
            .Where(each => !waits.Any(kept => kept.After == each.At && Strand.Of(kept) == each.Strand))
            .Where(each => IsLetGo(each.Strand, each.At))
            .OrderBy(each => each.At)
            .Select(each => new RecordActivity(
                each.Strand.Controller, RetentionEvent.Created, each.Strand.Category, each.At))
            .Distinct();

        bool IsLetGo(Strand late, DateTimeOffset at) => late.TakenBy is { } taker
            && Deletions.FindErasure(taker)?.Controller != late.Controller
            && left.TakersOf(late.Controller, at).All(other => other.IsOpen || other.Controller != late.Controller);
    }
}
