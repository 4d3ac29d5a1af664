using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Decisions;
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
    public void What_was_sent_on_does_not_count_where_a_fee_may_be_asked_for()
    {
        var tennessee = Desk.Under("TIPA US_FEDERAL");
        var access = Desk.Ask(Type.Access);
        var book = new RightsBook().Asked(access, tennessee)
            .Asked(Desk.Ask(Type.Portability), tennessee, id: "req_2");
        var sentOn = book.After(book.Decide(new ForwardRightsRequest("req_1", Acme, Noon), Noon));

        Assert.True(book.Asked(Desk.Ask(Type.Erasure), tennessee, id: "req_3").Requests[^1].MayBeCharged);
        Assert.False(sentOn.Asked(Desk.Ask(Type.Erasure), tennessee, id: "req_3").Requests[^1].MayBeCharged);
    }

    private static Subject EndUser() => Anna().After(new StartRelationship(Acme, SubjectKind.EndUser), Noon);

    private Subject SentOn(Type type, params Purpose[] purposes) => SentOn(EndUser(), type, purposes);

    private Subject SentOn(Subject subject, Type type, params Purpose[] purposes)
    {
        var asked = subject.Asks(type, around, purposes);
        return asked.After(
            new ForwardRightsRequest(asked.Rights.Requests[^1].Id, Acme, Noon.AddDays(3)),
            Noon.AddDays(3),
            around: around);
    }
}
