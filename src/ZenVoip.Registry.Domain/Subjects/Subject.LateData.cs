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
        var running = Deletions.IsErasing(report.Controller) && !IsTaken(report)
            ? Decide(report, around, now).Events
            : [];
        // What a law keeps is known also where no clock has a place: of a tombstone, what one keeps everywhere.
        var told = (this with { Retention = new() }).Decide(report, around, now).Events;
        var known = After(told).CircumstancesAt(around.Rules, now, around.Systems);
        var kept = Tombstone is null ? known : ReachingBack(known, report);
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
        Erasure[] takers = [.. Deletions.TakersOf(report.Controller, report.At)];
        Erasure[] ended = [.. takers.Where(erasure => !erasure.IsOpen)];
        int[] taken = [.. ended.SelectMany(LateLinks).Distinct()];
        Wish[] whole = ended is [] ? [] : [LateWish(report, takenBy: null, taken, now)];
        Wish[] demanded =
        [
            .. ended.Select(erasure =>
                LateWish(report, erasure.Cause, OwnLinks.Intersect(Deletions.LinksSinceEndOf(erasure)), now) with
                {
                    IsSinceEnd = true,
                }),
            .. takers.Where(erasure => erasure.IsOpen && !NewlyKnown(erasure, rules).Contains(report.Category))
                .Select(erasure => LateWish(report, erasure.Cause, LateLinks(erasure), now)),
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

    /// <summary>An erasure that has ended takes it, whatever is taken back.</summary>
    private bool IsTaken(RecordActivity report) =>
        Deletions.TakersOf(report.Controller, report.At).Any(erasure => !erasure.IsOpen);

    /// <summary>
    /// What the erasure goes by, and what is linked while it is under way: nothing is left of that time. Where no
    /// holder was asked, all, and of what is shared what the controller's others go by, if they do.
    /// </summary>
    private IEnumerable<int> LateLinks(Erasure erasure)
    {
        var shown = Deletions.LinksOf(erasure).ToHashSet();
        var others = Deletions.LinksOf(erasure.Controller).ToHashSet();
        return OwnLinks.Where(number => shown.Count is 0
            ? !IsShared(number) || others.Count is 0 || others.Contains(number)
            : shown.Contains(number)
                || (!IsShared(number) && erasure.Spans(Identifiers.Links[number].LinkedAt)));
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

    /// <summary>What is taken back of a tombstone's stays ordered.</summary>
    private ImmutableArray<SubjectEvent> TakenBack(string cause, DateTimeOffset now) =>
        Tombstone is null ? Deletions.Cancelled(cause, now) : [];
}
