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

    /// <summary>Clocks that fell due become orders, or are kept back; then what was kept back before, and escalations.
    /// </summary>
    private ImmutableArray<SubjectEvent> Due(Surroundings around, DateTimeOffset now)
    {
        var fell = Retention.Due(now);
        var moved = After(fell);
        var carried = moved.Deletions.Carried(
            DeletionPlan.Of(moved.WishesOf(fell), moved.CircumstancesAt(now, around.Systems), now), around.Mint, now);
        var ordered = moved.After(carried);
        return
        [
            .. fell,
            .. carried,
            .. ordered.Deletions.Elapsed(
                ordered.CircumstancesAt(around.Rules, now, around.Systems), around.Mint, now),
        ];
    }

    /// <summary>What falls due together by one rule is one wish: the furthest cutoff covers the others.</summary>
    private IEnumerable<Wish> WishesOf(ImmutableArray<RetentionFellDue> fell) => fell
        .GroupBy(each => (each.Clock.Controller, each.Clock.Category, each.Clock.Rule))
        .Select(group => new Wish(
            group.Key.Controller, group.Key.Category, group.Max(each => each.Cutoff), group.Key.Rule, OwnLinks));
}
