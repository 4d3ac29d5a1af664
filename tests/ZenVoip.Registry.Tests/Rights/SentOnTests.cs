using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Rights.Exercise;
using static ZenVoip.Registry.Tests.Subjects.Told;
using Type = ZenVoip.Registry.Domain.RightsRequestType;

namespace ZenVoip.Registry.Tests.Rights;

/// <summary>What was sent to ZenVoIP by mistake and went on to a customer stands in the way of nothing here.</summary>
public sealed class SentOnTests
{
    private readonly Surroundings around = Holders();

    [Theory]
    [InlineData("improvement")]
    [InlineData("analytics")]
    public void An_objection_after_one_that_was_sent_on_restricts_again(string purpose)
    {
        var sentOn = SentOn(Type.Objection, Desk.Analytics);

        var again = sentOn.After(
            Desk.Ask(Type.Objection, Purpose.TryParse(purpose)!.Value), Noon.AddDays(4), around: around);

        Assert.Equal(DecisionOutcome.Permit, sentOn.May(purpose));
        Assert.Equal(DecisionOutcome.Deny, again.May(purpose));
        Assert.Equal(2, again.Rights.Requests.Length);
    }

    [Theory]
    [InlineData(Type.Access)]
    [InlineData(Type.KnowCategories)]
    [InlineData(Type.Rectification)]
    [InlineData(Type.Erasure)]
    [InlineData(Type.Restriction)]
    [InlineData(Type.Portability)]
    [InlineData(Type.Objection)]
    [InlineData(Type.OptOutOfSale)]
    [InlineData(Type.OptOutOfProfiling)]
    [InlineData(Type.LimitSensitive)]
    [InlineData(Type.HumanReview)]
    [InlineData(Type.Complaint)]
    public void What_is_asked_of_zenvoip_after_the_first_was_sent_on_is_a_request_of_its_own(Type type)
    {
        var again = SentOn(type).After(Desk.Ask(type), Noon.AddDays(4), around: around);

        Assert.Equal([Acme, null], again.Rights.Requests.Select(one => one.ForwardedTo));
        Assert.Equal(Noon.AddDays(4), again.Rights.Requests[1].ReceivedAt);
        Assert.Equal("req_1", again.Rights.Requests[0].Id);
        Assert.Equal(again.Rights.Requests[1], again.Rights.OpenOf(Desk.Ask(type)));
    }

    [Fact]
    public void What_is_asked_of_the_customer_after_one_was_sent_on_to_it_is_a_request_of_its_own()
    {
        var toAcme = Desk.Ask(Type.Objection, Marketing) with { Controller = Acme };

        var asked = SentOn(Type.Objection, Desk.Analytics).After(toAcme, Noon.AddDays(4), around: around);

        Assert.Equal([Controller.ZenVoip, Acme], asked.Rights.Requests.Select(one => one.Controller));
        Assert.Equal(Acme, Assert.Single(asked.OptOuts.OptOuts).Controller);
    }

    [Fact]
    public void The_customers_instruction_after_one_was_sent_on_to_it_is_worked()
    {
        var instruction = Desk.Ask(Type.Erasure) with { Controller = Acme, Requester = RequesterRole.Controller };

        var instructed = SentOn(Type.Erasure).After(instruction, Noon.AddDays(4), around: around);

        Assert.All(instructed.Deletions.Orders, order => Assert.Equal(Acme, order.Controller));
        Assert.NotEmpty(instructed.Deletions.Orders);
    }

    [Theory]
    [InlineData(Type.Objection, "marketing")]
    [InlineData(Type.OptOutOfSale, "sale")]
    public void A_no_that_was_meant_for_a_customer_is_heard_for_the_customer(Type type, string purpose)
    {
        var channel = type is Type.Objection ? Channel.Sms : (Channel?)null;
        var yes = Answer(ConsentStatus.Given, channel, purpose: purpose) with { Controller = Acme };
        var consented = EndUser().After(yes, Noon);

        var sentOn = SentOn(consented, type);

        Assert.Equal(DecisionOutcome.Permit, consented.May(purpose, channel, controller: Acme));
        Assert.Equal(DecisionOutcome.Deny, sentOn.May(purpose, channel, controller: Acme));
    }

    [Fact]
    public void The_customer_hears_each_no_over_its_channel_and_from_its_time()
    {
        var said = EndUser()
            .After(No(Channel.Sms), Noon.AddDays(1))
            .After(Yes(Channel.Sms), Noon.AddDays(1).AddHours(1), by: Number)
            .After(Yes(Channel.Email), Noon.AddDays(1).AddHours(1), by: Mail)
            .After(No(Channel.Email), Noon.AddDays(1).AddHours(2));

        var sentOn = Forwarded(said);

        Assert.Equal(DecisionOutcome.Permit, sentOn.May("marketing", Channel.Sms, Number, Acme));
        Assert.Equal(DecisionOutcome.Deny, sentOn.May("marketing", Channel.Email, Mail, Acme));
        Assert.Equal(NoesTo(sentOn, Controller.ZenVoip), NoesTo(sentOn, Acme));
    }

    [Fact]
    public void The_customer_hears_no_more_than_was_asked()
    {
        var wider = Stop() with { Purpose = Marketing, Source = OptOutSource.Objection };
        var said = EndUser().After(No(Channel.Sms), Noon.AddDays(1)).After(wider, Noon.AddDays(1));

        Assert.Equal(Channel.Sms, Assert.Single(NoesTo(Forwarded(said), Acme)).Channel);
    }

    [Fact]
    public void The_customer_hears_a_no_that_was_said_again_elsewhere_since()
    {
        var again = Stop(Channel.Sms) with { Purpose = Marketing, Source = OptOutSource.Objection };
        var said = EndUser().After(No(Channel.Sms), Noon.AddDays(1)).After(again, Noon.AddDays(2));

        var heard = Assert.Single(NoesTo(Forwarded(said), Acme));

        Assert.Equal((Marketing, Channel.Sms, OptOutSource.Objection, Noon.AddDays(1)), heard);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public void The_customer_hears_a_signal_where_the_request_came_as_one_too(bool isOfRequest, bool isSentElsewhere)
    {
        var optOut = Desk.Ask(Type.OptOutOfSale);
        var said = EndUser().After(optOut, Noon.AddDays(1), by: Mail);
        if (isOfRequest)
            said = said.After(optOut with { Manner = RequestManner.Signal }, Noon.AddDays(2), by: Mail);
        if (isSentElsewhere)
            said = said.After(Stop() with { Source = OptOutSource.Gpc }, Noon.AddDays(2).AddHours(1), by: Mail);

        var heard = NoesTo(Forwarded(said), Acme).Select(one => one.Source);

        Assert.Equal(isOfRequest ? [OptOutSource.SaleOptOut, OptOutSource.Gpc] : [OptOutSource.SaleOptOut], heard);
    }

    [Theory]
    [InlineData("sale")]
    [InlineData("astrology")]
    public void The_customer_hears_a_no_that_named_a_channel_in_vain(string purpose)
    {
        var named = Purpose.TryParse(purpose)!.Value;
        var objection = Desk.Ask(Type.Objection, named) with { Channels = [Channel.Sms, Channel.Email] };
        var again = Stop() with { Purpose = named, Source = OptOutSource.Objection };
        var said = EndUser().After(objection, Noon.AddDays(1)).After(again, Noon.AddDays(2));

        Assert.Equal([(named, null, OptOutSource.Objection, Noon.AddDays(1))], NoesTo(Forwarded(said), Acme));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_address_that_has_left_since_keeps_the_no_for_the_customer_too(bool isSaidByIt)
    {
        var said = EndUser().After(No(Channel.Sms), Noon.AddDays(1), by: isSaidByIt ? Number : Mail)
            .After(new UnlinkIdentifier(Number.Digest, UnlinkReason.Disconnected), Noon.AddDays(2));

        Assert.True(KeepsNoTo(Acme, Forwarded(said)));
        Assert.True(KeepsNoTo(Acme, Forwarded(said.After(
            new UnlinkIdentifier(Mail.Digest, UnlinkReason.Disconnected), Noon.AddDays(2)))));
    }

    [Fact]
    public void A_number_that_is_proven_to_be_anothers_keeps_no_no_for_the_customer()
    {
        var reassigned = EndUser().After(No(Channel.Sms), Noon.AddDays(1), by: Number).After(
            new UnlinkIdentifier(Number.Digest, UnlinkReason.Reassigned, Evidence: new("rnd")), Noon.AddDays(2));

        Assert.False(KeepsNoTo(Acme, Forwarded(reassigned)));
        Assert.Equal(Channel.Sms, Assert.Single(NoesTo(Forwarded(reassigned), Acme)).Channel);
    }

    [Theory]
    [InlineData("acme", 2)]
    [InlineData("zenvoip", 1, 2)]
    public void A_customer_is_not_told_of_what_was_said_to_zenvoip_before(string to, params int[] days)
    {
        var first = Stop(Channel.Sms) with { Purpose = Marketing, Source = OptOutSource.Objection };
        var said = EndUser().After(first, Noon.AddDays(1), by: Number)
            .After(No(Channel.Sms), Noon.AddDays(2), by: Mail);
        var forward = new ForwardRightsRequest(said.Rights.Only.Id, Acme, Noon.AddDays(3));

        var export = new ExportBooks(said.After(forward, Noon.AddDays(3)), new(), new(), new(), [])
        {
            Journal = said.Decide(forward, Noon.AddDays(3)).Events,
        }.Write(new ExportScope(Type.Access, Controller.TryParse(to)!.Value, [0]), Rules, Noon.AddDays(4));

        Assert.Equal(days.Select(day => Noon.AddDays(day)), export.OptOuts.Select(one => one.At));
        Assert.Empty(export.History.OptOuts);
    }

    [Fact]
    public void What_was_sent_on_does_not_count_where_a_fee_may_be_asked_for()
    {
        var tennessee = Desk.Under("TIPA US_FEDERAL");
        var access = Desk.Ask(Type.Access);
        var book = new RightsBook().Asked(access, tennessee)
            .Asked(Desk.Ask(Type.Portability), tennessee, id: "req_2");
        var sentOn = book.After(book.Decide(new ForwardRightsRequest("req_1", Acme, Noon), Rules.Rights, Noon));

        Assert.True(book.Asked(Desk.Ask(Type.Erasure), tennessee, id: "req_3").Requests[^1].MayBeCharged);
        Assert.False(sentOn.Asked(Desk.Ask(Type.Erasure), tennessee, id: "req_3").Requests[^1].MayBeCharged);
    }

    /// <summary>The clock stood for ZenVoIP, which waited to know who asks; the customer has been asked, and verifies.
    /// </summary>
    [Fact]
    public void What_was_sent_on_unverified_has_a_deadline_that_is_watched()
    {
        var asked = new RightsBook().Asked(Desk.Ask(Type.Access), Desk.Under("UK_GDPR"));
        var sentOn = asked.After(asked.Decide(new ForwardRightsRequest("req_1", Acme, Noon), Rules.Rights, Noon));

        Assert.True(asked.Only.Timetable.Stands);
        Assert.False(sentOn.Only.Timetable.Stands);
        var late = sentOn.Ticked(sentOn.Only.Timetable.Answer.At);
        Assert.Contains(late.Only.Alarms, alarm => alarm is { Kind: DeadlineKind.Answer, IsMissed: true });
        Assert.Empty(sentOn.EffectsOf(asked.Decide(new ForwardRightsRequest("req_1", Acme, Noon), Rules.Rights, Noon)));
    }

    [Fact]
    public void What_was_sent_on_with_a_question_open_has_one_too()
    {
        var asked = new RightsBook().Asked(Desk.Ask(Type.Access), Desk.Under("UK_GDPR")).Verified();
        var open = asked.After(asked.Decide(new AskForClarification("req_1", "Which?"), Rules.Rights, Noon));
        var sentOn = open.After(open.Decide(new ForwardRightsRequest("req_1", Acme, Noon), Rules.Rights, Noon));

        Assert.True(open.Only.Timetable.Stands);
        Assert.False(sentOn.Only.Timetable.Stands);
    }

    private static bool KeepsNoTo(Controller controller, Subject subject) => subject.OptOuts.OptOuts.Any(one =>
        one.Controller == controller && one.IsKeptByAny([0]));

    private static SubmitRightsRequest No(Channel channel) =>
        Desk.Ask(Type.Objection, Marketing) with { Channels = [channel] };

    private static RecordConsent Yes(Channel channel) =>
        Answer(ConsentStatus.Given, channel) with { Controller = Acme };

    private static IEnumerable<(Purpose? Purpose, Channel? Channel, OptOutSource Source, DateTimeOffset At)> NoesTo(
        Subject subject, Controller controller) => subject.OptOuts.OptOuts
            .Where(one => one.Controller == controller).Select(one => (one.Purpose, one.Channel, one.Source, one.At));

    private static Subject EndUser() => Anna().After(new StartRelationship(Acme, SubjectKind.EndUser), Noon);

    private Subject SentOn(Type type, params Purpose[] purposes) => SentOn(EndUser(), type, purposes);

    private Subject SentOn(Subject subject, Type type, params Purpose[] purposes) =>
        Forwarded(subject.Asks(type, around, purposes));

    private Subject Forwarded(Subject asked) => asked.After(
        new ForwardRightsRequest(asked.Rights.Requests[^1].Id, Acme, Noon.AddDays(3)),
        Noon.AddDays(3),
        around: around);
}
