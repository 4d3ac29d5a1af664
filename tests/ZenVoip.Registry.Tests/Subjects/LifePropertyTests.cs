using System.Text.Json;
using CsCheck;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Grains.Json;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Tests.Rights;

namespace ZenVoip.Registry.Tests.Subjects;

/// <summary>What holds for every subject, whatever is asked of it in whatever order.</summary>
public sealed class LifePropertyTests
{
    private const int Lives = 2_500;

    [Fact]
    public void Whatever_is_asked_is_decided_and_its_history_replays_to_the_same_state() => AnyStep.Steps.Sample(
        steps =>
        {
            var life = Life.Of(steps);

            var replayed = life.SelectMany(taken => taken.Events).Aggregate(
                Subject.Unregistered("sub_test"), (before, @event) => before.Apply(ReadBack(@event)));
            Assert.Equal(Life.Text(life[^1].After), Life.Text(replayed));
            Assert.Equal(Life.Text(life[^1].After.Profile()), Life.Text(replayed.Profile()));
        },
        iter: Lives);

    [Fact]
    public void What_is_stored_is_read_back_as_it_was() => AnyStep.Steps.Sample(
        steps => Assert.All(Life.Of(steps), taken =>
        {
            IsReadBack(taken.Step.Command);
            Assert.All(taken.Events, @event => IsReadBack(@event));
            IsReadBack(taken.After);
            IsReadBack(taken.After.Profile());
        }),
        iter: Lives / 10);

    [Fact]
    public void The_version_counts_events_and_recorded_time_only_goes_forward() => AnyStep.Steps.Sample(
        steps => Assert.All(Life.Of(steps), taken =>
        {
            Assert.Equal(taken.Before.Version + taken.Events.Count, taken.After.Version);
            Assert.All(taken.Events, @event => Assert.Equal(taken.Now, @event.RecordedAt));
            Assert.True(taken.Now > taken.Before.RecordedAt);
            if (taken.Events.Count > 0)
                Assert.Equal(taken.Now, taken.After.RecordedAt);
        }),
        iter: Lives);

    [Fact]
    public void A_no_is_never_refused_in_any_status() => Gen.Select(
        AnyStep.Steps, Gen.Enum<SubjectStatus>(), Gen.OneOf(AnyStep.Consent, AnyStep.OptOut, AnyRequest.Submit),
        AnyStep.Any).Sample(
        (steps, status, no, like) =>
        {
            var subject = Life.Of(steps)[^1].After with { Status = status };

            if (no.SaysNo)
                Assert.Null(Life.Take(subject, like with { Command = no }).Refusal);
        },
        iter: Lives);

    [Fact]
    public void An_identifier_is_held_once_and_no_grant_outlives_its_link() => AnyStep.Steps.Sample(
        steps => Assert.All(Life.Of(steps), taken =>
        {
            var links = taken.After.Identifiers.Links;
            Assert.Equal(Enumerable.Range(0, links.Length), links.Select(link => link.Number));
            var open = links.Where(link => link.IsOpen).Select(link => link.Digest).ToList();
            Assert.Equal(open.Distinct(), open);
            Assert.DoesNotContain(taken.After.Consents.Consents, consent =>
                consent.IsGrant && consent.Link is { } link && !links[link].IsOpen);
            // The unique key of open links looks at each row of a change by itself, in whatever order.
            var written = SubjectIndex.Links(taken.Before, taken.After).Select(row => row.Digest).ToList();
            Assert.Equal(written.Distinct(), written);
        }),
        iter: Lives);

    [Fact]
    public void Each_question_has_one_answer_and_each_opt_out_its_number() => AnyStep.Steps.Sample(
        steps =>
        {
            var subject = Life.Of(steps)[^1].After;

            Assert.All(subject.Consents.Consents, consent =>
                Assert.Single(subject.Consents.Consents, consent.IsSameQuestion));
            Assert.Equal(
                Enumerable.Range(0, subject.OptOuts.OptOuts.Length), subject.OptOuts.OptOuts.Select(no => no.Number));
        },
        iter: Lives);

    /// <summary>
    /// Unless the leaving address was the reason: then the answer was as lenient before, but for that address and
    /// what was said of it alone.
    /// </summary>
    [Fact]
    public void Nothing_that_leaves_turns_a_no_into_a_yes() => AnyStep.Steps.Sample(
        steps => Assert.All(Life.Of(steps), taken =>
        {
            if (taken.Events is not [IdentifierUnlinked { Number: var number }, ..])
                return;
            var left = taken.Before.Identifiers.Links[number];
            Assert.All(AnyStep.Questions, asked =>
            {
                var serves = asked.Channel is { } channel && left.Identifier.Type.Serves(channel);
                Assert.True(taken.After.Ask(asked, taken.Now)
                    >= (serves ? taken.Before.AskWithout(left, asked, taken.Now) : taken.Before.Ask(asked, taken.Now)));
            });
        }),
        iter: Lives);

    [Fact]
    public void Nothing_that_leaves_turns_a_no_to_what_stays_into_a_yes() => AnyStep.Steps.Sample(
        steps => Assert.All(Life.Of(steps), taken =>
        {
            if (taken.Events is not [IdentifierUnlinked, ..])
                return;
            Assert.All(
                AnyStep.Identifiers.Where(known => taken.After.Identifiers.Holds(known.Digest) is not null),
                stays => Assert.All(About(stays), asked => Assert.True(
                    taken.After.Ask(asked, stays, taken.Now).Outcome
                        >= taken.Before.Ask(asked, stays, taken.Now).Outcome)));
        }),
        iter: Lives);

    /// <summary>
    /// What is said by opting out stays with the identifier itself, unless it is proven to be somebody else's now, or
    /// was never one person's. (A withdrawn consent is the person's, and leaves with them.)
    /// </summary>
    [Fact]
    public void What_leaves_keeps_the_opt_outs_that_denied_it() => AnyStep.Steps.Sample(
        steps => Assert.All(Life.Of(steps), taken =>
        {
            if (taken.Events is not [IdentifierUnlinked { FreesNumber: false, Number: var number }, ..])
                return;
            var left = taken.Before.Identifiers.Links[number];
            var known = AnyStep.Identifiers.Single(one => one.Digest == left.Digest);
            if (left.Identifier.Type.IsShared())
                return;
            Assert.All(About(known), asked =>
            {
                var reasons = taken.Before.Ask(asked, known, taken.Now).Reasons;
                if (reasons is [{ Code: "OPTED_OUT" or "PLATFORM_BLOCK" }, ..])
                    Assert.NotEqual(DecisionOutcome.Permit, taken.After.Ask(asked, known, taken.Now).Outcome);
            });
        }),
        iter: Lives);

    [Fact]
    public void What_decisions_see_identifies_nobody() => AnyStep.Steps.Sample(
        steps =>
        {
            var profile = Life.Text(Life.Of(steps)[^1].After.Profile());

            Assert.All(AnyStep.Identifiers, known =>
            {
                Assert.DoesNotContain(known.Identifier.Value.Trim('+'), profile, StringComparison.Ordinal);
                Assert.DoesNotContain(known.Digest.Value, profile, StringComparison.Ordinal);
            });
        },
        iter: Lives);

    [Fact]
    public void Repeating_what_was_accepted_changes_nothing_that_decisions_see() => AnyStep.Steps.Sample(
        steps => Assert.All(Life.Of(steps).Where(taken => taken.Refusal is null && IsExplicit(taken)), taken =>
        {
            var again = Life.Take(taken.After, taken.Step);
            // Time goes on by microseconds: something may have fallen due meanwhile.
            if (taken.Step.Command is Elapse && taken.After.NextDue(taken.Now) <= again.Now)
                again = Life.Take(again.After, taken.Step);

            Assert.Equal(Life.Text(taken.After.Profile()), Life.Text(again.After.Profile()));
            if (taken.Step.Command is not (RegisterSubject or UnlinkIdentifier or ReleaseLegalHold)
                && !IsOvertaken(taken) && !EndsPerson(taken))
                Assert.Empty(Assert.IsType<Outcome.Accepted>(again.Outcome).Events);
        }),
        iter: Lives);

    /// <summary>Whoever is being erased is asked nothing twice.</summary>
    private static bool EndsPerson(Taken taken) => taken.Before.Status != taken.After.Status
        && taken.After.Status is SubjectStatus.Erasing or SubjectStatus.Erased;

    /// <summary>What an erasure that has ended left for a law has no other clock.</summary>
    [Fact]
    public void Nobody_is_asked_for_what_was_refused_taken_back_or_sent_on() => AnyStep.Steps.Sample(
        steps => Assert.All(Life.Of(steps), taken =>
        {
            var undone = taken.After.Rights.Requests.Where(request => request.IsSentOn
                    || request.Status is RightsRequestStatus.Refused or RightsRequestStatus.Withdrawn)
                .Select(request => request.Id).ToHashSet();
            Assert.DoesNotContain(taken.After.Deletions.Tasks, task => task.IsOpen && undone.Contains(task.RequestId)
                && task.Kind is not (HolderTaskKind.Unrestrict or HolderTaskKind.StopSharing));
            Assert.DoesNotContain(taken.After.Deletions.Orders, order => order.IsOpen
                && (order.TakenBy ?? order.Cause) is var cause && undone.Contains(cause)
                && taken.After.Deletions.FindErasure(cause) is not { IsOpen: false });
        }),
        iter: Lives);

    [Fact]
    public void A_no_stands_until_a_later_yes() => AnyStep.Steps.Sample(
        steps =>
        {
            var life = Life.Of(steps);
            foreach (var (before, after) in life.Select(taken => (taken.Before, taken.After)))
                Assert.All(before.Consents.Consents.Where(consent => consent.IsNo), no =>
                {
                    var now = Assert.Single(after.Consents.Consents, no.IsSameQuestion);
                    Assert.True(now.IsNo || (now.Status is ConsentStatus.Given && now.At > no.At));
                });
        },
        iter: Lives);

    /// <summary>Over other channels, an identifier stands for the person and all addresses.</summary>
    private static IEnumerable<Question> About(DigestedIdentifier known) => AnyStep.Questions.Where(
        asked => asked.Channel is not { } channel || known.Identifier.Type.Serves(channel));

    /// <summary>It says when, and that is not the time of recording.</summary>
    private static bool IsExplicit(Taken taken) => taken.Step.Command switch
    {
        RecordConsent { At: var at } => at <= taken.Now,
        RecordOptOut { At: var at } => at <= taken.Now,
        RecordActivity { At: var at } => at <= taken.Now,
        SubmitRightsRequest { SaysNo: true, ReceivedAt: var at } => at <= taken.Now,
        _ => true,
    };

    /// <summary>An answer that did not come to stand is worth a line in the journal each time.</summary>
    private static bool IsOvertaken(Taken taken) => taken.Events is [ConsentAnswered { Consent: var said }, ..]
        && !taken.After.Consents.Consents.Contains(said);

    private static void IsReadBack<T>(T value) => Assert.Equal(Life.Text(value), Life.Text(ReadBack(value)));

    /// <summary>As it comes from where it is stored.</summary>
    private static T ReadBack<T>(T value) =>
        JsonSerializer.Deserialize<T>(Life.Text(value), RegistryJson.Options)!;
}
