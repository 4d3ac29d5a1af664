using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Lifecycle;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Domain.ConsentStatus;
using static ZenVoip.Registry.Tests.Rights.Exercise;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Consents;

public sealed class ConsentTests
{
    private static readonly DigestedIdentifier Number = Phone("+4930123456");
    private static readonly DigestedIdentifier Mail = Email("anna@example.org");

    /// <summary>What was granted by the number since then takes the STOP back, and nothing else does.</summary>
    private static Subject StoppedCalls =>
        Customer(Number).After(Stop(Channel.Voice, Noon.AddMinutes(1)), Noon.AddMinutes(1), by: Number);

    [Fact]
    public void A_yes_by_phone_is_bound_to_the_number()
    {
        var subject = Customer(Number).After(Answer(Given), Noon, by: Number);

        Assert.Equal(0, Assert.Single(subject.Consents.Consents).Link);
    }

    [Theory]
    [InlineData(Withdrawn, Channel.Sms)]
    [InlineData(Refused, Channel.Sms)]
    [InlineData(Withdrawn, null)]
    public void A_no_is_the_persons_by_whatever_number_it_came(ConsentStatus no, Channel? channel)
    {
        var subject = Customer(Number).After(Answer(no, channel), Noon, by: Number);

        Assert.Null(Assert.Single(subject.Consents.Consents).Link);
    }

    [Theory]
    [InlineData(Channel.Sms)]
    [InlineData(null)]
    public void A_no_ends_every_grant_that_it_covers(Channel? channel)
    {
        var subject = Customer(Number).After(Answer(Given), Noon, by: Number)
            .After(Answer(Withdrawn, channel), Noon.AddDays(1));

        Assert.All(subject.Consents.Consents, consent => Assert.Equal((Withdrawn, Noon.AddDays(1)),
            (consent.Status, consent.At)));
    }

    [Fact]
    public void A_no_leaves_what_was_granted_later_or_by_another_channel()
    {
        var subject = Customer(Number).After(Answer(Given, at: Noon), Noon, by: Number)
            .After(Answer(Withdrawn, at: Noon.AddDays(-1)), Noon.AddDays(1))
            .After(Answer(Withdrawn, Channel.Email), Noon.AddDays(2));

        Assert.Equal(Given, subject.Consents.Consents[0].Status);
    }

    [Fact]
    public void An_older_answer_is_kept_in_the_journal_and_takes_no_newer_ones_place()
    {
        var subject = Customer().After(Answer(Withdrawn, at: Noon), Noon);

        var later = subject.After(Answer(Given, at: Noon.AddDays(-1)), Noon.AddDays(1));

        Assert.True(later.Version > subject.Version);
        Assert.Equal(Withdrawn, Assert.Single(later.Consents.Consents).Status);
    }

    [Fact]
    public void At_the_same_instant_a_no_beats_a_yes_whatever_came_first()
    {
        var yesFirst = Customer().After(Answer(Given, at: Noon), Noon).After(Answer(Refused, at: Noon), Noon);
        var noFirst = Customer().After(Answer(Refused, at: Noon), Noon).After(Answer(Given, at: Noon), Noon);

        Assert.Equal(Refused, Assert.Single(yesFirst.Consents.Consents).Status);
        Assert.Equal(Refused, Assert.Single(noFirst.Consents.Consents).Status);
    }

    [Fact]
    public void A_yes_answers_the_question_of_the_same_instant_whatever_came_first()
    {
        var asked = Customer().After(Answer(Requested, at: Noon), Noon).After(Answer(Given, at: Noon), Noon);
        var given = Customer().After(Answer(Given, at: Noon), Noon).After(Answer(Requested, at: Noon), Noon);

        Assert.Equal(Given, Assert.Single(asked.Consents.Consents).Status);
        Assert.Equal(Given, Assert.Single(given.Consents.Consents).Status);
    }

    [Theory]
    [InlineData(Refused)]
    [InlineData(Withdrawn)]
    public void A_no_to_everybody_is_an_answer(ConsentStatus no)
    {
        var subject = Customer().After(Answer(no) with { Controller = Controller.Platform }, Noon);

        var consent = Assert.Single(subject.Consents.Consents);
        Assert.Equal((Controller.Platform, no), (consent.Controller, consent.Status));
    }

    [Theory]
    [InlineData(Given)]
    [InlineData(Requested)]
    public void A_yes_to_everybody_is_none(ConsentStatus yes) => Assert.Equal("CONTROLLER_NOT_ALLOWED", CodeOf(
        Customer().Decide(Answer(yes) with { Controller = Controller.Platform }, Noon)));

    [Theory]
    [InlineData(Refused)]
    [InlineData(Withdrawn)]
    public void A_no_older_than_the_link_is_taken(ConsentStatus no) => Assert.Equal(no, Assert.Single(
        Customer(Number).After(Answer(no, at: Noon.AddDays(-9)), Noon, by: Number).Consents.Consents).Status);

    [Fact]
    public void The_same_answer_again_changes_nothing() =>
        ChangesNothing(Customer().After(Answer(Given, at: Noon), Noon)
            .Decide(Answer(Given, at: Noon), Noon.AddDays(1)));

    [Fact]
    public void Asking_takes_the_place_of_no_answer()
    {
        var withdrawn = Customer().After(Answer(Withdrawn, at: Noon), Noon).After(Answer(Requested), Noon.AddDays(1));
        var given = Customer().After(Answer(Given, at: Noon), Noon).After(Answer(Requested), Noon.AddDays(1));

        Assert.Equal(Withdrawn, Assert.Single(withdrawn.Consents.Consents).Status);
        Assert.Equal(Given, Assert.Single(given.Consents.Consents).Status);
    }

    [Fact]
    public void A_no_that_is_told_late_is_heard_although_the_person_was_asked_since()
    {
        var american = Subject.Unregistered("sub_test").After(
            new RegisterSubject(SubjectKind.Customer, Controller.ZenVoip, In("US-TX"), [Mail]), Noon);
        var asked = american.After(Answer(Requested, Channel.Email), Noon.AddDays(2));

        var refused = asked.After(Answer(Withdrawn, Channel.Email, at: Noon.AddDays(1)), Noon.AddDays(2).AddSeconds(3));

        Assert.Equal(DecisionOutcome.Permit, asked.May("marketing", Channel.Email, Mail));
        Assert.Equal(DecisionOutcome.Deny, refused.May("marketing", Channel.Email, Mail));
    }

    [Fact]
    public void In_whatever_order_answers_are_told_the_same_is_decided()
    {
        (RecordConsent Told, DigestedIdentifier? By)[] answers =
        [
            (Answer(Given, at: Noon.AddHours(1)), Number),
            (Answer(Withdrawn, at: Noon.AddHours(2)), null),
            (Answer(Requested, at: Noon.AddHours(3)), null),
            (Answer(Given, Channel.Voice, at: Noon.AddHours(1)), Number),
            (Answer(Withdrawn, Channel.Voice, at: Noon.AddHours(2)), null),
        ];

        var told = Orders(answers).Select(order => order.Aggregate(
            StoppedCalls, (subject, one) => subject.After(one.Told, Noon.AddDays(1), by: one.By)));

        Assert.All(told, subject => Assert.Equal(
            ("CONSENT_WITHDRAWN", "OPTED_OUT"),
            (subject.Ask("marketing", Channel.Sms, Number).Reasons[0].Code,
                subject.Ask("marketing", Channel.Voice, Number).Reasons[0].Code)));
    }

    [Fact]
    public void A_no_that_is_told_late_ends_what_was_granted_before_it_whatever_was_granted_since()
    {
        var granted = StoppedCalls
            .After(Answer(Given, Channel.Voice, at: Noon.AddHours(1)), Noon.AddHours(1), by: Number)
            .After(Answer(Given, Channel.Voice, at: Noon.AddHours(3)), Noon.AddHours(3));

        var told = granted.After(Answer(Withdrawn, Channel.Voice, at: Noon.AddHours(2)), Noon.AddHours(4));

        Assert.Equal("CONSENT_GIVEN", granted.Ask("marketing", Channel.Voice, Number).Reasons[0].Code);
        Assert.Equal("OPTED_OUT", told.Ask("marketing", Channel.Voice, Number).Reasons[0].Code);
    }

    [Fact]
    public void A_double_opt_in_expires_unconfirmed()
    {
        var asked = Customer().After(Answer(Requested), Noon);

        var consent = Assert.Single(asked.Consents.Consents);
        Assert.NotNull(consent.ExpiresAt);
        Assert.Equal(consent.ExpiresAt, asked.NextDue(Noon));
        Assert.Equal(Requested, consent.StatusAt(consent.ExpiresAt.Value.AddTicks(-1)));
        Assert.Equal(Expired, consent.StatusAt(consent.ExpiresAt.Value));
    }

    [Theory]
    [InlineData(Requested)]
    [InlineData(Given)]
    public void An_answer_that_runs_out_is_told_once_and_never_early(ConsentStatus status)
    {
        var answered = Customer().After(Answer(status), Noon);
        var end = answered.NextDue(Noon)!.Value;

        var told = answered.Ticked(end, Holders());

        Assert.Empty(answered.Decide(new Elapse(), end.AddTicks(-1)).Events.OfType<ConsentExpired>());
        var expired = Assert.Single(
            Assert.Single(answered.Decide(new Elapse(), end).Events.OfType<ConsentExpired>()).Answers);
        Assert.Equal((status, end), (expired.Status, expired.At));
        Assert.Empty(told.Decide(new Elapse(), end.AddTicks(1)).Events);
        Assert.NotEqual(end, told.NextDue(end));
    }

    [Fact]
    public void Whatever_is_recorded_after_an_answer_ran_out_tells_of_it()
    {
        var asked = Customer().After(Answer(Requested), Noon);
        var end = asked.NextDue(Noon)!.Value;

        var outcome = asked.Decide(new LinkIdentifier(Number), end.AddDays(1));

        Assert.Single(outcome.Events.OfType<ConsentExpired>());
        Assert.Empty(outcome.Events.Aggregate(asked, (before, happened) => before.Apply(happened))
            .Decide(new Elapse(), end.AddDays(2)).Events);
    }

    [Fact]
    public void Unlinking_ends_what_was_granted_by_the_number_and_nothing_else()
    {
        var subject = Customer(Number)
            .After(Answer(Given), Noon, by: Number)
            .After(Answer(Given, Channel.Email), Noon)
            .After(new UnlinkIdentifier(Number.Digest, UnlinkReason.Changed), Noon.AddDays(1));

        Assert.Equal([Invalidated, Given], subject.Consents.Consents.Select(consent => consent.Status));
    }

    [Theory]
    [InlineData(Given, null, "marketing", "CHANNEL_REQUIRED")]
    [InlineData(Given, Channel.Sms, "cookies.marketing", "CHANNEL_UNKNOWN")]
    [InlineData(Given, Channel.Sms, "astrology", "PURPOSE_UNKNOWN")]
    [InlineData(Expired, Channel.Sms, "marketing", "STATUS_NOT_RECORDABLE")]
    [InlineData(Invalidated, Channel.Sms, "marketing", "STATUS_NOT_RECORDABLE")]
    public void A_yes_is_refused_where_it_means_nothing(
        ConsentStatus status, Channel? channel, string purpose, string code) =>
        Assert.Equal(code, CodeOf(Customer().Decide(Answer(status, channel, purpose: purpose), Noon)));

    [Fact]
    public void A_yes_of_the_future_is_refused_and_a_no_of_the_future_is_taken_as_now()
    {
        var subject = Customer();

        Assert.Equal("TIME_IN_FUTURE", CodeOf(subject.Decide(Answer(Given, at: Noon.AddSeconds(6)), Noon)));
        Assert.Equal(subject.TimeToRecord(Noon), Assert.Single(
            subject.After(Answer(Withdrawn, at: Noon.AddYears(1)), Noon).Consents.Consents).At);
    }

    [Fact]
    public void A_yes_a_moment_ahead_is_taken_as_now()
    {
        var subject = Customer().After(Answer(Given, at: Noon.AddSeconds(4)), Noon);

        var consent = Assert.Single(subject.Consents.Consents);
        Assert.Equal(consent.RecordedAt, consent.At);
    }

    [Fact]
    public void No_limit_and_no_form_refuses_a_no()
    {
        var full = Enumerable.Range(0, ConsentBook.Max).Aggregate(Customer(), (subject, number) => subject.After(
            Answer(Given) with { Controller = Controller.TryParse($"c{number}")!.Value }, Noon));

        Assert.Equal("CONSENT_LIMIT", CodeOf(full.Decide(Answer(Given), Noon)));
        full.After(Answer(Withdrawn) with { Evidence = new Evidence("", null, new string('x', 5_000)) }, Noon);
        full.After(Answer(Refused, Channel.Post, purpose: "astrology"), Noon);
        full.After(Stop(), Noon);
    }

    /// <summary>Nobody knows which channels the purpose has, so that the one that is named narrows nothing.</summary>
    [Fact]
    public void A_no_to_what_no_rule_knows_is_the_persons_whatever_channel_it_names()
    {
        var purpose = Purpose.TryParse("astrology")!.Value;
        var subject = Customer()
            .After(Answer(Refused, Channel.Sms, purpose: "astrology"), Noon)
            .After(Stop(Channel.Sms) with { Purpose = purpose, Source = OptOutSource.Objection }, Noon);

        var refused = Assert.Single(subject.Consents.Consents);
        var optedOut = Assert.Single(subject.OptOuts.OptOuts);
        Assert.Equal((purpose, null), (refused.Purpose, refused.Channel));
        Assert.Equal((purpose, null), (optedOut.Purpose, optedOut.Channel));
    }

    [Fact]
    public void A_yes_needs_evidence() => Assert.Equal("EVIDENCE_INVALID", CodeOf(
        Customer().Decide(Answer(Given) with { Evidence = new Evidence(" ") }, Noon)));

    private static IEnumerable<T[]> Orders<T>(T[] all) => all is []
        ? [[]]
        : all.SelectMany((first, at) => Orders<T>([.. all[..at], .. all[(at + 1)..]])
            .Select(rest => (T[])[first, .. rest]));
}
