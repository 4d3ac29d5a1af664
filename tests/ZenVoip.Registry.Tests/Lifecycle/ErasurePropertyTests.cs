using CsCheck;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Rights;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>What holds of somebody whom a controller has erased, whatever was before and comes after.</summary>
public sealed class ErasurePropertyTests
{
    private static readonly Surroundings Around = Among(new HolderSystem(
        "store",
        [.. Rules.Clauses.Retention.Categories.Select(known => known.Code)],
        HolderSystem.DefaultConfirmWithin));

    [Fact]
    public void What_a_controller_has_erased_does_not_come_back_to_it() => Sample((_, after) =>
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
        }));

    [Fact]
    public void Of_whom_all_is_erased_all_is_erased_until_that_is_taken_back_and_what_has_ended_has_ended() =>
        Sample((before, after) => Assert.All(before.Deletions.Erasures.Where(erasure => erasure.IsWhole), erasure =>
        {
            var now = after.Deletions.FindErasure(erasure.Cause);
            Assert.True(now is { IsWhole: true } ? erasure.IsOpen || now.EndedAt == erasure.EndedAt
                : erasure.IsOpen && after.Rights.Find(erasure.Cause) is not { IsOpen: true, IsSentOn: false });
        }));

    [Fact]
    public void Nobody_ends_whom_somebody_has_who_does_not_erase_them() => Sample((before, after) =>
    {
        if (before.Status is SubjectStatus.Erased || after.Status is not SubjectStatus.Erased)
            return;
        // But for the one whose end is told, if it is.
        var living = before.Relationships.Relationships.Where(known => known.IsOpen
            && !after.Deletions.Erasures.Any(erasure => erasure.IsWhole && erasure.Controller == known.Controller
                && !(erasure.EndedAt < known.Since)));
        Assert.True(living.Count() <= 1);
    });

    [Fact]
    public void A_tombstone_has_no_clock_but_that_of_proof() => Sample((_, after) =>
    {
        if (after.Status is SubjectStatus.Erased)
        {
            Assert.All(after.Retention.Clocks, clock => Assert.Equal(
                (RetentionEvent.ConsentEnded, true), (clock.Event, clock.DueAt is not null)));
        }
    });

    [Fact]
    public void What_is_due_is_done_once() => Sample((_, after) =>
    {
        var now = after.RecordedAt.AddYears(1);
        var ticked = after.Ticked(now, Around);

        Assert.True(ticked.IsIdleAt(now, Around));
        Assert.True(ticked.NextDue(now) is not { } due || due > ticked.RecordedAt || due == ticked.Tombstone?.ErasedAt
            || due == ticked.Tombstone?.DestructionDue);
    });

    /// <summary>Somebody lives, is erased by one controller, and lives on.</summary>
    private static void Sample(Action<Subject, Subject> holds) => Gen.Select(
        AnyStep.Steps, Gen.Bool, Gen.Bool, Gen.Select(AnyStep.Any, Asked, Gen.Bool).Array[0, 25]).Sample(
        (lived, isByAcme, isAnswered, then) =>
        {
            var subject = Erased(Life.Of(lived)[^1].After, isByAcme);
            subject = isAnswered ? Confirmed(subject) : subject;
            foreach (var (step, asked, areAnswered) in then)
            {
                var taken = Life.Take(subject, asked is null ? step : step with { Command = asked(subject) }, Around);
                holds(subject, taken.After);
                subject = areAnswered ? Confirmed(taken.After) : taken.After;
            }
        },
        iter: 1_000);

    /// <summary>They are linked with more meanwhile, show some of it for what they have asked, and may take it back.
    /// </summary>
    private static Gen<Func<Subject, SubjectCommand>?> Asked { get; } = Gen.Frequency(
        (8, Gen.Const((Func<Subject, SubjectCommand>?)null)),
        (3, AnyStep.Identifier.Select(more => (Func<Subject, SubjectCommand>?)(_ => new LinkIdentifier(more)))),
        (3, Gen.OneOf(Known).Array[1, 2].Select(shown => (Func<Subject, SubjectCommand>?)(subject =>
            new VerifyRightsRequest(DemandOf(subject), "login")
            {
                Digests = [.. shown.Select(one => one.Digest.Value)],
            }))),
        (1, Gen.Const((Func<Subject, SubjectCommand>?)(subject => new WithdrawRightsRequest(DemandOf(subject))))));

    private static string DemandOf(Subject subject) => subject.Rights.Requests.LastOrDefault(each =>
        each is { IsOpen: true, Type: RightsRequestType.Erasure })?.Id ?? "req_0";

    private static Subject Erased(Subject subject, bool isByAcme)
    {
        subject = Take(subject, new StartRelationship(Acme, SubjectKind.EndUser));
        var ask = Desk.Ask(RightsRequestType.Erasure);
        subject = Take(subject, isByAcme ? ask with { Controller = Acme, Requester = RequesterRole.Controller } : ask);
        foreach (var request in subject.Rights.Requests.Where(each => each.Type is RightsRequestType.Erasure))
            subject = Take(subject, new VerifyRightsRequest(request.Id, "login"));
        return subject;
    }

    private static Subject Confirmed(Subject subject) => subject.OpenOrders.Aggregate(
        subject, (before, order) => Take(before, new ConfirmDeletion { OrderId = order.Id }));

    private static Subject Take(Subject subject, SubjectCommand command) =>
        Life.Take(subject, new Step(command, By: null, subject.RecordedAt.AddHours(1)), Around).After;

    private static DateTimeOffset Newest(RetentionClock clock) => clock.Months is [.., var month]
        ? new(month.AddMonths(1), TimeOnly.MinValue, TimeSpan.Zero)
        : clock.StartedAt;
}
