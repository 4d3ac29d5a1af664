using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Subjects;
using static ZenVoip.Registry.Domain.ConsentStatus;
using static ZenVoip.Registry.Domain.Decisions.DecisionOutcome;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Subjects;

/// <summary>What a person said stands when the identifier by which they said it leaves.</summary>
public sealed class LeavingTests
{
    private static readonly DigestedIdentifier Number = Phone("+12025550123");
    private static readonly DigestedIdentifier Other = Phone("+12025550199");
    private static readonly DigestedIdentifier Mail = Email("anna@example.org");
    private static readonly DigestedIdentifier Browser = Identifier(IdentifierType.Cookie, "cookie-7f3a91c2");
    private static readonly DigestedIdentifier Company = Identifier(IdentifierType.Account, "account-550012");
    private static readonly DigestedIdentifier Login = Identifier(IdentifierType.User, "anna");
    private static readonly Evidence Carrier = new("carrier-notice");

    [Theory]
    [InlineData(UnlinkReason.Changed, false)]
    [InlineData(UnlinkReason.Reassigned, false)]
    [InlineData(UnlinkReason.Reassigned, true)]
    public void A_signal_stops_sale_after_its_browser_is_gone(UnlinkReason reason, bool evidence)
    {
        var subject = American(Browser, Mail)
            .After(Stop(Channel.Web) with { Source = OptOutSource.Gpc }, Noon, by: Browser)
            .After(Leaving(Browser, reason, evidence), Noon);

        Assert.Equal(Deny, subject.May("sale"));
        Assert.Equal(Deny, subject.May("sale", by: Mail));
    }

    [Fact]
    public void A_withdrawal_that_named_a_channel_in_vain_is_the_persons()
    {
        var subject = American(Number)
            .After(Answer(Given, channel: null, purpose: "sale"), Noon, by: Login)
            .After(Answer(Withdrawn, Channel.Sms, purpose: "sale"), Noon.AddHours(1), by: Number);

        var answer = Assert.Single(subject.Consents.Consents);
        Assert.Equal((null, null, Withdrawn), (answer.Channel, answer.Link, answer.Status));
        Assert.Equal(Deny, subject.May("sale"));
        Assert.Equal(Deny, subject.After(Leaving(Number), Noon).May("sale"));
    }

    /// <summary>The purpose has no channels, so no address that leaves is outside the one that was named.</summary>
    [Theory]
    [InlineData("sale", OptOutSource.Stop)]
    [InlineData("sale", OptOutSource.Objection)]
    [InlineData("analytics", OptOutSource.Operator)]
    [InlineData(null, OptOutSource.Gpc)]
    [InlineData(null, OptOutSource.SaleOptOut)]
    [InlineData("astrology", OptOutSource.SaleOptOut)]
    [InlineData("astrology", OptOutSource.Stop)]
    [InlineData("astrology", OptOutSource.Objection)]
    public void A_no_that_named_a_channel_in_vain_stays_with_each_address_that_leaves(
        string? purpose, OptOutSource source)
    {
        var no = Stop(Channel.Sms) with { Source = source, Purpose = Purpose.TryParse(purpose) };

        Assert.All(new[] { null, Number, Other, Mail }, by =>
        {
            var subject = American(Number, Other, Mail).After(no, Noon, by)
                .After(Leaving(Number), Noon).After(Leaving(Other), Noon).After(Leaving(Mail), Noon);

            Assert.All([Number, Other, Mail], left =>
                Assert.Equal(Deny, subject.May(purpose is "analytics" ? purpose : "sale", by: left)));
            Assert.Null(subject.OptOuts.OptOuts[0].Channel);
        });
    }

    [Fact]
    public void A_no_keeps_the_channel_that_its_purpose_has()
    {
        var no = Stop(Channel.Email) with { Source = OptOutSource.Gpc, Purpose = Marketing };

        Assert.Equal(Channel.Email, Assert.Single(American(Mail).After(no, Noon).OptOuts.OptOuts).Channel);
    }

    [Fact]
    public void What_was_reassigned_with_evidence_and_comes_back_comes_back_freed()
    {
        var subject = American(Number)
            .After(Stop(Channel.Sms), Noon, by: Number)
            .After(Leaving(Number, UnlinkReason.Reassigned, evidence: true), Noon)
            .After(new LinkIdentifier(Number), Noon);

        Assert.Equal(Permit, subject.May("service", Channel.Sms));
    }

    [Fact]
    public void A_number_that_left_and_came_back_is_freed_of_all_that_it_kept()
    {
        var subject = American(Number)
            .After(Stop(Channel.Sms), Noon, by: Number)
            .After(Leaving(Number), Noon)
            .After(new LinkIdentifier(Number), Noon)
            .After(Leaving(Number, UnlinkReason.Reassigned, evidence: true), Noon);

        Assert.All(subject.OptOuts.OptOuts, known => Assert.NotNull(known.ReleasedAt));
        Assert.Equal(Permit, subject.May("service", Channel.Sms, by: Number));
    }

    [Theory]
    [InlineData(UnlinkReason.Changed, false)]
    [InlineData(UnlinkReason.Mistake, false)]
    [InlineData(UnlinkReason.Disconnected, true)]
    [InlineData(UnlinkReason.Reassigned, false)]
    public void A_stop_of_the_person_stays_with_each_number_that_leaves(UnlinkReason reason, bool evidence)
    {
        var byId = American(Number).After(Stop(), Noon);
        var byOther = American(Number, Other).After(Stop(), Noon, by: Other);

        Assert.Equal(
            Deny, byId.After(Leaving(Number, reason, evidence), Noon).May("communication", Channel.Sms, Number));
        Assert.Equal(
            Deny, byOther.After(Leaving(Number, reason, evidence), Noon).May("communication", Channel.Sms, Number));
    }

    [Fact]
    public void A_stop_of_the_person_does_not_stay_with_a_number_that_is_proven_to_be_anothers()
    {
        var subject = American(Number).After(Stop(), Noon)
            .After(Leaving(Number, UnlinkReason.Reassigned, evidence: true), Noon);

        Assert.Equal(Permit, subject.May("communication", Channel.Sms, Number));
        Assert.Equal(Deny, subject.May("communication", Channel.Sms));
    }

    [Fact]
    public void A_number_keeps_only_what_covers_it()
    {
        var subject = American(Number, Other, Mail, Company)
            .After(Stop(Channel.Email), Noon)
            .After(Stop(Channel.Sms), Noon, by: Other);

        Assert.Equal(Permit, subject.After(Leaving(Number), Noon).May("communication", Channel.Sms, Number));
        Assert.Equal(Permit, subject.After(Leaving(Number), Noon).May("communication", Channel.Email, Number));
        Assert.Equal(Deny, subject.After(Leaving(Mail), Noon).May("communication", Channel.Email, Mail));
    }

    [Fact]
    public void An_account_keeps_nothing_of_a_person_who_leaves_it()
    {
        var subject = American(Company).After(Stop(), Noon);

        Assert.Single(subject.After(Leaving(Company), Noon).OptOuts.OptOuts);
    }

    [Fact]
    public void What_leaves_again_keeps_nothing_twice()
    {
        var subject = American(Number, Mail).After(Stop(), Noon).After(Stop(), Noon, by: Mail);
        var once = subject.After(Leaving(Number), Noon);

        var twice = once.After(new LinkIdentifier(Number), Noon).After(Leaving(Number), Noon);

        Assert.Equal(3, once.OptOuts.OptOuts.Length);
        Assert.Equal(once.OptOuts.OptOuts, twice.OptOuts.OptOuts);
        Assert.Equal([0, 1, 2], once.OptOuts.OptOuts.Select(known => known.Number));
    }

    [Fact]
    public void A_later_stop_is_kept_with_its_later_time()
    {
        var subject = American(Number)
            .After(Stop(), Noon, by: Number)
            .After(Stop(), Noon.AddDays(1))
            .After(Leaving(Number), Noon.AddDays(1));

        var kept = subject.OptOuts.OptOuts.Where(known => known.Via == 0).Max(known => known.At);
        Assert.Equal(subject.OptOuts.OptOuts.Max(known => known.At), kept);
    }

    [Fact]
    public void An_opt_out_of_an_older_journal_takes_the_place_of_no_other()
    {
        var subject = American(Number).After(Stop(), Noon).After(Leaving(Number), Noon);
        var old = subject.OptOuts.OptOuts[0] with { Number = 1, Source = OptOutSource.Objection };

        var replayed = subject.Apply(new OptedOut(old, Noon.AddDays(1)));

        Assert.Equal(
            [OptOutSource.Stop, OptOutSource.Stop, OptOutSource.Objection],
            replayed.OptOuts.OptOuts.Select(known => known.Source));
        Assert.Equal([0, 1, 2], replayed.OptOuts.OptOuts.Select(known => known.Number));
    }

    [Fact]
    public void All_that_is_open_keeps_what_covers_it_at_once()
    {
        var subject = American(Number, Mail, Company).After(Stop(), Noon);

        Assert.Equal([null, 0, 1], subject.OptOutsKeptBy(subject.Identifiers.Links).OptOuts.Select(known => known.Via));
    }

    [Fact]
    public void A_yes_that_ended_with_its_number_takes_back_nothing()
    {
        var subject = Customer(Mail)
            .After(Answer(Given, Channel.Email), Noon, by: Mail)
            .After(Answer(Withdrawn, Channel.Email), Noon.AddHours(1))
            .After(Leaving(Mail), Noon.AddHours(2))
            .After(new LinkIdentifier(Mail), Noon.AddHours(3));

        Assert.Equal(Deny, subject.May("marketing", Channel.Email, Mail));
    }

    private static Subject American(params DigestedIdentifier[] identifiers) => Subject.Unregistered("sub_test").After(
        new RegisterSubject(SubjectKind.Customer, Controller.ZenVoip, In("US-CA"), [.. identifiers]), Noon);

    private static UnlinkIdentifier Leaving(
        DigestedIdentifier identifier, UnlinkReason reason = UnlinkReason.Changed, bool evidence = false) =>
        new(identifier.Digest, reason, Evidence: evidence ? Carrier : null);
}
