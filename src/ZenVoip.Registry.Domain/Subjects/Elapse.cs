using System.Collections.Immutable;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Retention;

namespace ZenVoip.Registry.Domain.Subjects;

/// <summary>
/// Does what time has made due. Everything is computed from the state, so it may come early, late or twice.
/// </summary>
public sealed record Elapse : SubjectCommand
{
    public override bool OutlivesSubject => true;

    public override bool IsNeverTooLarge => true;

    public override bool ReachesHolders => true;
}

public sealed partial record Subject
{
    /// <param name="ended">What ended since the last recorded instant may be due by now.</param>
    private Outcome.Accepted Decide(ImmutableArray<SubjectEvent> ended, Surroundings around, DateTimeOffset now) =>
        new(
        [
            .. ended,
            .. After(ended).Due(around, now),
            .. Rights.Elapsed(around.Rules.Rights, now, isErased: Tombstone is not null),
        ]);

    /// <summary>
    /// What was kept back before becomes orders, or is kept back again, and what is not answered escalates; then the
    /// clocks that fell due, but for those whose data was ordered by that.
    /// </summary>
    private ImmutableArray<SubjectEvent> Due(Surroundings around, DateTimeOffset now)
    {
        var elapsed = Deletions.Elapsed(CircumstancesAt(around.Rules, now, around.Systems), around.Mint, now);
        var before = After(elapsed);
        var fell = before.Retention.Due(now);
        var moved = before.After(fell);
        return
        [
            .. elapsed,
            .. fell,
            .. moved.Deletions.Carried(
                DeletionPlan.Of(moved.WishesOf(fell), moved.CircumstancesAt(now, around.Systems), now),
                around.Mint,
                now),
        ];
    }

    /// <summary>What falls due together by one rule is one wish: the furthest cutoff covers the others.</summary>
    private IEnumerable<Wish> WishesOf(ImmutableArray<RetentionFellDue> fell) => fell
        .GroupBy(each => (each.Clock.Controller, each.Clock.Category, each.Clock.Rule))
        .Select(group => new Wish(
            group.Key.Controller, group.Key.Category, group.Max(each => each.Cutoff), group.Key.Rule, OwnLinks));
}
