using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Rights;
using static ZenVoip.Registry.Domain.RightsRequestStatus;
using static ZenVoip.Registry.Tests.Rights.Desk;
using static ZenVoip.Registry.Tests.Subjects.Told;
using Type = ZenVoip.Registry.Domain.RightsRequestType;

namespace ZenVoip.Registry.Tests.Rights;

public sealed class ControllerTests
{
    private static readonly SubmitRightsRequest ToAcme = Ask(Type.Erasure) with { Controller = Acme };

    private static readonly RightsTerms OfEndUser = Under("GDPR", SubjectKind.EndUser);

    [Fact]
    public void What_concerns_a_customers_data_goes_to_the_customer()
    {
        var outcome = new RightsBook().Decide(ToAcme, OfEndUser, _ => "req_1", Noon);

        Assert.Empty(new RightsBook().EffectsOf(outcome));
        var request = new RightsBook().After(outcome).Only;
        Assert.Equal((Forwarded, Acme, null), (request.Status, request.ForwardedTo, request.ForwardToldAt));
        Assert.Equal("REQUEST_STATUS", CodeOf(new RightsBook().After(outcome).Decide(
            new VerifyRightsRequest("req_1", "login"), [0], Rules.Rights, Noon)));
    }

    [Fact]
    public void The_person_is_told_that_it_was_sent_on()
    {
        var told = new ForwardRightsRequest("req_1", Acme, Noon);
        var book = new RightsBook().Asked(ToAcme, OfEndUser);

        var forwarded = book.After(book.Decide(told, Rules.Rights, Noon));

        Assert.Equal((Noon, Noon), (forwarded.Only.ForwardToldAt, forwarded.Only.AcknowledgedAt));
        ChangesNothing(forwarded.Decide(told, Rules.Rights, Noon.AddDays(1)));
        Assert.Equal("FORWARD_INVALID", CodeOf(book.Decide(
            told with { To = Controller.TryParse("other")!.Value }, Rules.Rights, Noon)));
        Assert.Equal("FORWARD_INVALID", CodeOf(
            book.Decide(told with { To = Controller.ZenVoip }, Rules.Rights, Noon)));
        Assert.Equal(Completed, forwarded.Completed().Only.Status);
    }

    [Fact]
    public void A_request_that_was_sent_to_zenvoip_by_mistake_goes_on_to_a_customer()
    {
        var book = new RightsBook().Asked(Ask(Type.Erasure)).Verified();

        var outcome = book.Decide(new ForwardRightsRequest("req_1", Acme, Noon), Rules.Rights, Noon);

        Assert.IsType<WishesEnded>(Assert.Single(book.EffectsOf(outcome)));
        Assert.Equal((Forwarded, Acme), (book.After(outcome).Only.Status, book.After(outcome).Only.ForwardedTo));
    }

    [Fact]
    public void What_a_customer_instructs_is_worked_without_verification()
    {
        var outcome = new RightsBook().Decide(
            ToAcme with { Requester = RequesterRole.Controller }, OfEndUser, _ => "req_1", Noon);

        Assert.Equal(InProgress, new RightsBook().After(outcome).Only.Status);
        Assert.Equal(
            Acme, Assert.IsType<ErasureWished>(Assert.Single(new RightsBook().EffectsOf(outcome))).Controller);
    }

    [Fact]
    public void What_a_customer_instructs_is_not_sent_back_to_it() => Assert.Equal("REQUEST_STATUS", CodeOf(
        new RightsBook().Asked(ToAcme with { Requester = RequesterRole.Controller }, OfEndUser).Decide(
            new ForwardRightsRequest("req_1", Acme, Noon), Rules.Rights, Noon)));

    [Fact]
    public void What_the_customer_answers_by_itself_is_never_worked_here()
    {
        var ask = Ask(Type.Access) with { Controller = Acme };
        var answered = new RightsBook().Asked(ask, OfEndUser).Completed();
        var instructed = new RightsBook().Asked(ask, OfEndUser)
            .Asked(ask with { Requester = RequesterRole.Controller }, OfEndUser).Completed();

        Assert.Equal((false, false), (answered.Only.IsWorked, answered.Only.HasExportAt(Noon)));
        Assert.Equal((true, true), (instructed.Only.IsWorked, instructed.Only.HasExportAt(Noon)));
        Assert.Empty(new RightsBook().Asked(Ask(Type.Restriction) with { Controller = Acme }, OfEndUser).Completed()
            .Restrictions);
    }

    [Fact]
    public void The_customers_instruction_takes_up_what_was_sent_on()
    {
        var book = new RightsBook().Asked(ToAcme, OfEndUser);
        var instruction = ToAcme with { Requester = RequesterRole.Controller };

        var outcome = book.Decide(instruction, OfEndUser, _ => "req_2", Noon.AddDays(2));

        Assert.IsType<ErasureWished>(Assert.Single(book.EffectsOf(outcome)));
        var taken = book.After(outcome);
        Assert.Equal(("req_1", InProgress), (taken.Only.Id, taken.Only.Status));
        ChangesNothing(taken.Decide(instruction, OfEndUser, _ => "req_3", Noon.AddDays(3)));
        ChangesNothing(taken.Decide(ToAcme, OfEndUser, _ => "req_3", Noon.AddDays(3)));
    }

    [Fact]
    public void A_no_to_a_customer_is_heard_at_once_but_restricts_nothing_of_the_customers()
    {
        var outcome = new RightsBook().Decide(
            Ask(Type.Objection, Marketing, Analytics) with { Controller = Acme }, OfEndUser, _ => "req_1", Noon);

        var no = Assert.IsType<NoWished>(Assert.Single(new RightsBook().EffectsOf(outcome)));
        Assert.Equal((Acme, Marketing), (no.Controller, no.No.Purpose));
        Assert.Empty(new RightsBook().After(outcome).Restrictions);
    }

    [Fact]
    public void Each_controller_has_its_own_request() => Assert.Equal(
        2, new RightsBook().Asked(ToAcme, OfEndUser).Asked(Ask(Type.Erasure), id: "req_2").Requests.Length);
}
