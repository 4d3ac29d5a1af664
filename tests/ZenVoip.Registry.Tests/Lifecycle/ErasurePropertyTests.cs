using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Retention;
using static ZenVoip.Registry.Tests.Lifecycle.ErasedLives;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>What holds of somebody whom a controller has erased, whatever was before and comes after.</summary>
public sealed class ErasurePropertyTests
{
    [Fact]
    public void What_a_controller_has_erased_does_not_come_back_to_it() => Sample(taken =>
    {
        var after = taken.After;
        Assert.All(after.Deletions.Erasures.Where(erasure => erasure is { IsWhole: true, IsOpen: false }), erasure =>
        {
            Assert.DoesNotContain(after.Consents.Consents, answer => answer.Controller == erasure.Controller
                && answer.IsGrant && answer.At <= erasure.EndedAt);
            Assert.DoesNotContain(after.Relationships.Relationships, known => known.IsOpen
                && known.Controller == erasure.Controller && known.Since <= erasure.EndedAt);
            // A new contract may be told to have ended before it was made.
            Assert.DoesNotContain(after.Retention.Clocks, clock => clock.Controller == erasure.Controller
                && clock.Event is RetentionEvent.Created or RetentionEvent.LastActivity
                && Newest(clock) <= erasure.EndedAt);
        });
    });

    [Fact]
    public void Of_whom_all_is_erased_all_is_erased_until_that_is_taken_back_and_what_has_ended_has_ended() =>
        Sample(taken => Assert.All(taken.Before.Deletions.Erasures.Where(erasure => erasure.IsWhole), erasure =>
        {
            var after = taken.After;
            var now = after.Deletions.FindErasure(erasure.Cause);
            Assert.True(now is { IsWhole: true } ? erasure.IsOpen || now.EndedAt == erasure.EndedAt
                : erasure.IsOpen && after.Rights.Find(erasure.Cause) is not { IsOpen: true, IsSentOn: false });
        }));

    [Fact]
    public void Nobody_ends_whom_somebody_has_who_does_not_erase_them() => Sample(taken =>
    {
        var (before, after) = (taken.Before, taken.After);
        if (before.Status is SubjectStatus.Erased || after.Status is not SubjectStatus.Erased)
            return;
        // But for the one whose end is told, if it is.
        var living = before.Relationships.Relationships.Where(known => known.IsOpen
            && !after.Deletions.Erasures.Any(erasure => erasure.IsWhole && erasure.Controller == known.Controller
                && !(erasure.EndedAt < known.Since)));
        Assert.True(living.Count() <= 1);
    });

    [Fact]
    public void A_tombstone_has_no_clock_but_that_of_proof() => Sample(taken =>
    {
        if (taken.After.Status is SubjectStatus.Erased)
            Assert.All(taken.After.Retention.Clocks, clock => Assert.Equal(RetentionEvent.ConsentEnded, clock.Event));
    });

    [Fact]
    public void What_is_due_is_done_once() => Sample(taken =>
    {
        var now = taken.After.RecordedAt.AddYears(1);
        var ticked = taken.After.Ticked(now, Around);

        Assert.True(ticked.IsIdleAt(now, Around));
        Assert.True(ticked.NextDue(now) is not { } due || due > ticked.RecordedAt || due == ticked.Tombstone?.ErasedAt
            || due == ticked.Tombstone?.DestructionDue);
    });

    private static DateTimeOffset Newest(RetentionClock clock) => clock.Months is [.., var month]
        ? new(month.AddMonths(1), TimeOnly.MinValue, TimeSpan.Zero)
        : clock.StartedAt;
}
