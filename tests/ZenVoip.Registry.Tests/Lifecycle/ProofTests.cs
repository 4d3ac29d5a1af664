using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Deletions;
using ZenVoip.Registry.Tests.Rights;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Lifecycle.Farewell;
using static ZenVoip.Registry.Tests.Lifecycle.Ward;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>The proof of a consent is kept for its time after the consent, and no longer.</summary>
public sealed class ProofTests
{
    private static readonly DateTimeOffset Ended = Noon.AddDays(10);

    private static readonly DataCategory Proof = DataCategory.TryParse("CONSENT_EVIDENCE")!.Value;

    /// <summary>Where a consent lives until it is withdrawn.</summary>
    private static readonly Subject American = Subject.Unregistered("sub_test").After(
        new RegisterSubject(SubjectKind.Customer, Controller.ZenVoip, In("US-TX"), [Number]), Noon);

    private static readonly Subject Silent = American.After(Answer(ConsentStatus.Withdrawn, channel: null), Ended);

    [Fact]
    public void A_yes_that_is_told_when_it_is_over_stops_no_clock()
    {
        var silent = American.After(Answer(ConsentStatus.Given), Noon.AddDays(1))
            .After(Answer(ConsentStatus.Withdrawn, channel: null), Ended);

        var told = silent.After(Answer(ConsentStatus.Given, at: Noon.AddDays(5)), Ended.AddDays(1), by: Number);

        Assert.Equal(Ended, Assert.Single(told.Retention.Clocks).StartedAt);
        Assert.DoesNotContain(told.Consents.Consents, consent => consent.Status is ConsentStatus.Given);
    }

    [Fact]
    public void A_yes_that_was_over_before_anybody_told_it_has_a_proof_too()
    {
        var told = Silent.After(Answer(ConsentStatus.Given, at: Noon.AddDays(5)), Ended.AddDays(1), by: Number);

        Assert.Empty(Silent.Retention.Clocks);
        Assert.Equal(
            (RetentionEvent.ConsentEnded, Ended),
            (Assert.Single(told.Retention.Clocks).Event, told.Retention.Clocks[0].StartedAt));
    }

    [Fact]
    public void A_STOP_revokes_the_consent_that_it_answers_and_a_later_yes_gives_it_again()
    {
        var given = American.After(Answer(ConsentStatus.Given), Noon.AddDays(1), by: Number);

        var stopped = given.After(Stop(Channel.Sms), Ended, by: Number);
        var again = stopped.After(Answer(ConsentStatus.Given), Ended.AddDays(1), by: Number);

        Assert.Equal(Ended.AddYears(5), Assert.Single(stopped.Retention.Clocks).DueAt);
        Assert.Empty(again.Retention.Clocks);
    }

    [Theory]
    [InlineData(Channel.Voice, "marketing")]
    [InlineData(Channel.Sms, "partners")]
    public void A_STOP_revokes_nothing_else(Channel channel, string purpose)
    {
        var other = Stop(channel) with { Purpose = Purpose.TryParse(purpose) };

        var byNumber = American.After(Answer(ConsentStatus.Given), Noon.AddDays(1), by: Number);
        var everywhere = American.After(Answer(ConsentStatus.Given), Noon.AddDays(1));

        Assert.Empty(byNumber.After(other, Ended, by: Number).Retention.Clocks);
        Assert.Empty(everywhere.After(Stop(Channel.Sms), Ended, by: Number).Retention.Clocks);
    }

    [Fact]
    public void A_yes_that_came_after_the_no_is_alive()
    {
        var told = Silent.After(Answer(ConsentStatus.Given, at: Ended.AddHours(1)), Ended.AddDays(1), by: Number);

        Assert.Empty(told.Retention.Clocks);
        Assert.True(told.Consents.IsAlive(Controller.ZenVoip, told.OptOuts, Ended.AddDays(2)));
    }

    [Fact]
    public void The_proof_of_a_consent_that_was_stopped_is_kept_no_longer_for_an_erasure()
    {
        var stopped = American.After(Answer(ConsentStatus.Given), Noon.AddHours(1), by: Number)
            .After(Stop(Channel.Sms), Noon.AddHours(2), by: Number);

        var erased = stopped.ToErase(Around).After(new Elapse(), Demanded.AddHours(1));

        Assert.Equal(Noon.AddHours(2).AddYears(5), Assert.Single(stopped.Retention.Clocks).DueAt);
        Assert.Equal(Noon.AddHours(2).AddYears(5), erased.Tombstone!.EvidenceUntil);
    }

    [Fact]
    public void The_proof_of_a_consent_that_is_relied_on_is_deleted_by_no_erasure_that_names_it()
    {
        var around = Among(new HolderSystem("proofs", [Proof], TimeSpan.FromDays(7)), Office.Store);
        var given = American.After(Answer(ConsentStatus.Given), Noon.AddHours(1), by: Number);

        var erased = given.ToErase(around, categories: [Proof, Office.CallRecords]);
        var silent = erased.After(Stop(Channel.Sms), Ended, by: Number);

        Assert.Equal(Office.CallRecords, Assert.Single(erased.OpenOrders).Category);
        Assert.NotEqual(DecisionOutcome.Deny, erased.May("marketing", Channel.Sms, Number));
        Assert.Equal(Proof, Assert.Single(silent.Ticked(Ended.AddYears(5), around).OpenOrders, order =>
            order.System == "proofs").Category);
    }

    [Fact]
    public void Where_nothing_was_ever_agreed_to_the_evidence_goes_with_the_rest()
    {
        var around = Among(new HolderSystem("proofs", [Proof], TimeSpan.FromDays(7)), Office.Store);
        var given = American.After(Answer(ConsentStatus.Given), Noon.AddHours(1), by: Number);
        var asked = American.After(Answer(ConsentStatus.Requested), Noon.AddHours(1), by: Number);
        var refused = American.After(Answer(ConsentStatus.Refused), Noon.AddHours(1), by: Number);
        var ended = given.After(Answer(ConsentStatus.Withdrawn), Noon.AddHours(2));

        Assert.All([asked, refused, American], person => Assert.Contains(
            person.ToErase(around).OpenOrders, order => order.Category == Proof));
        Assert.All([given, ended], person => Assert.DoesNotContain(
            person.ToErase(around).OpenOrders, order => order.Category == Proof));
    }

    /// <summary>Nothing was recorded since: the clock of its proof starts with the erasure.</summary>
    [Fact]
    public void A_yes_that_has_just_run_out_is_proved_all_the_same()
    {
        var around = Among(new HolderSystem("proofs", [Proof], TimeSpan.FromDays(7)), Office.Store);
        var german = Customer(Number).After(Answer(ConsentStatus.Given), Noon);
        var end = german.Consents.NextExpiry(Noon)!.Value;
        var asked = german.After(Desk.Ask(RightsRequestType.Erasure), end.AddSeconds(-1), around: around);

        var erasing = asked.After(
            new VerifyRightsRequest(asked.Rights.Only.Id, "login"), end.AddSeconds(1), around: around);

        Assert.DoesNotContain(erasing.Deletions.Orders, order => order.Category == Proof);
        Assert.Contains(erasing.Retention.Clocks, clock => clock.Event is RetentionEvent.ConsentEnded);
    }

    [Fact]
    public void A_preview_says_why_the_proof_of_a_consent_that_is_relied_on_is_kept()
    {
        var given = American.After(Answer(ConsentStatus.Given), Noon.AddHours(1), by: Number);
        var asked = Noon.AddDays(1);

        var preview = Assert.Single(given.PreviewOf(Controller.ZenVoip, [Proof], [], Rules, asked));

        Assert.Null(preview.DeleteUpTo);
        Assert.Equal(
            [(asked.AddYears(5), "zenvoip.consent-evidence")],
            preview.Retained.Select(kept => (kept.Until!.Value, kept.Because)));
        Assert.Equal(
            asked, Assert.Single(American.PreviewOf(Controller.ZenVoip, [Proof], [], Rules, asked)).DeleteUpTo);
    }
}
