using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Rights;
using static ZenVoip.Registry.Tests.Rights.Desk;
using static ZenVoip.Registry.Tests.Subjects.Told;
using Type = ZenVoip.Registry.Domain.RightsRequestType;

namespace ZenVoip.Registry.Tests.Rights;

public sealed class AppealTests
{
    private static readonly RightsTerms Tennessee = Under("TIPA US_FEDERAL");

    private static readonly SubmitRightsRequest Appeal = Ask(Type.Appeal) with { AppealOf = "req_0" };

    private static readonly RightsBook Refused = new RightsBook()
        .Asked(Ask(Type.Erasure), Tennessee, id: "req_0").Refused("LEGAL_OBLIGATION", "req_0");

    [Fact]
    public void A_refusal_says_until_when_it_can_be_appealed_against()
    {
        // 90 days from 23 November, to the end of 21 February in Tennessee.
        Assert.Equal(new(2027, 2, 22, 6, 0, 0, TimeSpan.Zero), Refused.Only.AppealUntil);
        Assert.Contains("Tennessee", Refused.Only.ComplainTo[0], StringComparison.Ordinal);
    }

    [Fact]
    public void An_appeal_is_worked_at_once_by_the_regimes_that_give_it()
    {
        var appeal = Refused.Asked(Appeal, Tennessee).Find("req_1")!;

        Assert.Equal((RightsRequestStatus.InProgress, "req_0", "tipa.appeal"),
            (appeal.Status, appeal.AppealOf, appeal.Timetable.Answer.Rule));
        Assert.Equal(["TIPA"], appeal.Regimes);
    }

    [Fact]
    public void An_appeal_names_a_request_that_the_same_controller_refused()
    {
        Assert.Equal("APPEAL_OF_INVALID", CodeOf(Decide(Refused, Appeal with { AppealOf = null })));
        Assert.Equal("APPEAL_OF_INVALID", CodeOf(Decide(Refused, Appeal with { AppealOf = "req_7" })));
        Assert.Equal("APPEAL_OF_INVALID", CodeOf(Decide(Refused, Appeal with { Controller = Acme })));
        Assert.Equal("APPEAL_OF_INVALID", CodeOf(Decide(
            new RightsBook().Asked(Ask(Type.Erasure), Tennessee, id: "req_0"), Appeal)));
    }

    [Fact]
    public void An_appeal_goes_to_the_customer_who_refused_what_was_sent_on()
    {
        var book = new RightsBook().Asked(Ask(Type.Erasure), Tennessee, id: "req_0");
        var refused = book.After(book.Decide(new ForwardRightsRequest("req_0", Acme, Noon), Rules.Rights, Noon))
            .Refused("LEGAL_OBLIGATION", "req_0");

        var appeal = refused.Asked(Appeal with { Controller = Acme }, Tennessee).Find("req_1")!;

        Assert.Equal((RightsRequestStatus.Forwarded, Acme), (appeal.Status, appeal.ForwardedTo));
    }

    [Fact]
    public void There_is_one_appeal_whomever_it_is_addressed_to()
    {
        var book = new RightsBook().Asked(Ask(Type.Erasure), Tennessee, id: "req_0");
        var refused = book.After(book.Decide(new ForwardRightsRequest("req_0", Acme, Noon), Rules.Rights, Noon))
            .Refused("LEGAL_OBLIGATION", "req_0");
        var appealed = refused.Asked(Appeal with { Controller = Acme }, Tennessee);

        ChangesNothing(Decide(appealed, Appeal with { Controller = Acme }));
        Assert.Equal("APPEAL_NOT_AVAILABLE", CodeOf(Decide(appealed, Appeal)));
        appealed.After(appealed.Withdraw()).Asked(Appeal, Tennessee, id: "req_2");
    }

    [Fact]
    public void Where_no_regime_gives_an_appeal_there_is_none() => Assert.Equal("APPEAL_NOT_AVAILABLE", CodeOf(Decide(
        new RightsBook().Asked(Ask(Type.Erasure), id: "req_0").Refused("LEGAL_CLAIMS", "req_0"), Appeal)));

    [Fact]
    public void An_appeal_comes_in_time_or_not_at_all()
    {
        var end = Refused.Only.AppealUntil!.Value;

        Refused.Asked(Appeal, Tennessee, end.AddMicroseconds(-1));
        Assert.Equal("APPEAL_TOO_LATE", CodeOf(Decide(Refused, Appeal, end)));
        Refused.Asked(Appeal with { ReceivedAt = end.AddDays(-1) }, Tennessee, end.AddDays(5));
    }

    [Fact]
    public void There_is_one_appeal_and_none_against_its_answer()
    {
        var appealed = Refused.Asked(Appeal, Tennessee);
        var upheld = appealed.Refused("REFUSAL_UPHELD");

        ChangesNothing(Decide(appealed, Appeal));
        Assert.Equal("APPEAL_NOT_AVAILABLE", CodeOf(Decide(upheld, Appeal)));
        Assert.Null(upheld.Find("req_1")!.AppealUntil);
        Assert.NotEmpty(upheld.Find("req_1")!.ComplainTo);
        Assert.Equal("APPEAL_OF_INVALID", CodeOf(Decide(upheld, Appeal with { AppealOf = "req_1" })));
        appealed.After(appealed.Withdraw()).Asked(Appeal, Tennessee, id: "req_2");
    }

    [Fact]
    public void What_was_refused_in_part_can_be_appealed_against() => new RightsBook()
        .Asked(Ask(Type.Erasure), Tennessee, id: "req_0").Verified("req_0")
        .Completed("req_0", ground: "LEGAL_CLAIMS").Asked(Appeal, Tennessee);

    private static Outcome Decide(RightsBook book, SubmitRightsRequest command, DateTimeOffset? at = null) =>
        book.Decide(command, Tennessee, _ => "req_9", at ?? Noon.AddDays(1));
}
