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
        var all = ImmutableArray.CreateBuilder<SubjectEvent>();
        var subject = this;
        Record(Deletions.Elapsed(CircumstancesAt(around.Rules, now, around.Systems), around.Mint, now));
        // Each falls due just before its data is ordered: until then a tombstone keeps the identifiers of the others.
        foreach (var fell in subject.Retention.Due(now).GroupBy(each => (each.Clock.Controller, each.Clock.Category)))
        {
            // What keeps it by now is known of its clock.
            var circumstances = subject.CircumstancesAt(around.Rules, now, around.Systems);
            Record([.. fell]);
            Record(subject.Deletions.Carried(
                DeletionPlan.Of(subject.WishesOf(fell), circumstances, now), around.Mint, now));
        }

        return all.ToImmutable();

        void Record(ImmutableArray<SubjectEvent> events)
        {
            all.AddRange(events);
            subject = subject.After(events);
        }
    }

    /// <summary>What falls due together by one rule is one wish: the furthest cutoff covers the others.</summary>
    private IEnumerable<Wish> WishesOf(IEnumerable<RetentionFellDue> fell) => fell
        .GroupBy(each => (each.Clock.Controller, each.Clock.Category, each.Clock.Rule))
        .Select(group => new Wish(
            group.Key.Controller, group.Key.Category, group.Max(each => each.Cutoff), group.Key.Rule, OwnLinks));
}
