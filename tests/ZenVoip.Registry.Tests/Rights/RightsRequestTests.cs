using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Rights;
using static ZenVoip.Registry.Domain.RightsRequestStatus;
using static ZenVoip.Registry.Tests.Rights.Desk;
using static ZenVoip.Registry.Tests.Subjects.Told;
using Type = ZenVoip.Registry.Domain.RightsRequestType;

namespace ZenVoip.Registry.Tests.Rights;

public sealed class RightsRequestTests
{
    /// <summary>The third is the third within a year; the fourth is not.</summary>
    private static readonly int[] Days = [0, 100, 364, 466];

    private static readonly RightsBook Erasure = new RightsBook().Asked(Ask(Type.Erasure));

    [Theory]
    [InlineData(Type.Access, AwaitingVerification)]
    [InlineData(Type.Erasure, AwaitingVerification)]
    [InlineData(Type.Restriction, AwaitingVerification)]
    [InlineData(Type.Objection, InProgress)]
    [InlineData(Type.OptOutOfSale, InProgress)]
    [InlineData(Type.MinorReport, InProgress)]
    [InlineData(Type.Complaint, InProgress)]
    public void What_discloses_or_destroys_waits_for_verification(Type type, RightsRequestStatus status) =>
        Assert.Equal(status, new RightsBook().Asked(Ask(type)).Only.Status);

    [Theory]
    [InlineData("CONTROLLER_NOT_ALLOWED")]
    [InlineData("REQUESTER_NOT_ALLOWED")]
    [InlineData("TIME_IN_FUTURE")]
    [InlineData("DETAILS_INVALID")]
    [InlineData("PURPOSE_UNKNOWN")]
    [InlineData("CATEGORY_UNKNOWN")]
    [InlineData("APPEAL_OF_INVALID")]
    public void A_request_that_cannot_be_is_refused(string code)
    {
        var ask = Ask(Type.Access);

        Assert.Equal(code, CodeOf(new RightsBook().Decide(
            code switch
            {
                "CONTROLLER_NOT_ALLOWED" => ask with { Controller = Controller.Platform },
                "REQUESTER_NOT_ALLOWED" => ask with { Requester = RequesterRole.Controller },
                "TIME_IN_FUTURE" => ask with { ReceivedAt = Noon.AddMinutes(1) },
                "DETAILS_INVALID" => ask with { Details = "a bell\a" },
                "PURPOSE_UNKNOWN" => ask with { Purposes = [Purpose.TryParse("astrology")!.Value] },
                "CATEGORY_UNKNOWN" => ask with { Categories = [DataCategory.TryParse("HOROSCOPES")!.Value] },
                _ => ask with { AppealOf = "req_0" },
            },
            Gdpr,
            _ => "req_1",
            Noon)));
    }

    [Fact]
    public void A_repetition_returns_the_open_request()
    {
        ChangesNothing(Erasure.Decide(Ask(Type.Erasure), Gdpr, _ => "req_2", Noon.AddDays(1)));
        Assert.Equal("req_1", Erasure.OpenOf(Ask(Type.Erasure))!.Id);
        Assert.Null(Erasure.OpenOf(Ask(Type.Access)));
        Assert.Null(Erasure.OpenOf(Ask(Type.Erasure) with { Controller = Acme }));
        Assert.Equal(2, Erasure.Verified().Completed().Asked(Ask(Type.Erasure), id: "req_2").Requests.Length);
    }

    [Fact]
    public void A_repetition_that_asks_for_more_widens_it_and_moves_no_deadline()
    {
        var calls = Ask(Type.Erasure) with { Categories = [CallRecords], Details = "calls" };
        var book = new RightsBook().Asked(calls);

        var both = book.Asked(
            calls with { Categories = [Billing, CallRecords], Details = "bills too" }, at: Noon.AddDays(9));
        var all = both.Asked(calls with { Categories = [] }, at: Noon.AddDays(10));

        Assert.Equal([CallRecords, Billing], both.Only.Categories);
        Assert.Equal(["calls", "bills too"], both.Only.Details);
        Assert.Empty(all.Only.Categories);
        Assert.Equal(book.Only.Timetable, all.Only.Timetable);
        ChangesNothing(all.Decide(calls, Gdpr, _ => "req_2", Noon.AddDays(11)));
    }

    [Fact]
    public void What_was_entered_late_runs_from_its_receipt()
    {
        var late = new RightsBook().Asked(Ask(Type.Access) with { ReceivedAt = Noon.AddDays(-20) });

        Assert.Equal(new(2026, 12, 3), late.Only.Timetable.Answer.On);
    }

    [Theory]
    [InlineData(Type.KnowCategories, "LGPD")]
    [InlineData(Type.Objection, "US_FEDERAL")]
    [InlineData(Type.Erasure, "GDPR UK_GDPR")]
    public void A_time_that_cannot_be_is_taken_as_the_earliest_that_can(Type type, string regimes) => Assert.Equal(
        SubmitRightsRequest.Earliest,
        new RightsBook().Asked(Ask(type) with { ReceivedAt = DateTimeOffset.MinValue }, Under(regimes))
            .Only.ReceivedAt);

    [Fact]
    public void Verification_starts_the_work_and_more_may_be_verified()
    {
        var book = Erasure.Verified(links: [0, 1]);

        Assert.Equal((InProgress, Noon), (book.Only.Status, book.Only.VerifiedAt));
        ChangesNothing(book.Decide(
            new VerifyRightsRequest("req_1", "login"), [1], Rules.Rights, Noon.AddDays(1)));
        Assert.Equal([0, 1, 4], book.Verified(at: Noon.AddDays(1), links: [1, 4]).Only.Links);
        Assert.Equal("EVIDENCE_INVALID", CodeOf(Erasure.Decide(
            new VerifyRightsRequest("req_1", " "), [0], Rules.Rights, Noon)));
    }

    [Fact]
    public void What_is_not_verified_is_not_done_and_may_be_refused()
    {
        Assert.Equal("REQUEST_STATUS", CodeOf(Erasure.Complete("req_1", Noon)));
        Assert.Equal(Refused, Erasure.Refused("NOT_VERIFIED").Only.Status);
    }

    [Fact]
    public void Closed_means_that_the_person_was_told()
    {
        var book = Erasure.Verified().Completed(at: Noon.AddDays(3));

        Assert.Equal((Completed, Noon.AddDays(3), Noon.AddDays(3)),
            (book.Only.Status, book.Only.NotifiedAt, book.Only.ClosedAt));
        ChangesNothing(book.Decide(
            new CompleteRightsRequest("req_1", Noon.AddDays(3)), Rules.Rights, Noon.AddDays(4)));
        Assert.Equal("REQUEST_CLOSED", CodeOf(book.Complete("req_1", Noon.AddDays(4))));
        Assert.Equal("REQUEST_CLOSED", CodeOf(book.Refuse("NOT_VERIFIED", at: Noon.AddDays(4))));
        Assert.Equal("REQUEST_NOT_FOUND", CodeOf(book.Complete("req_9", Noon)));
        Assert.Equal("TIME_IN_FUTURE", CodeOf(Erasure.Verified().Decide(
            new CompleteRightsRequest("req_1", Noon.AddDays(1)), Rules.Rights, Noon)));
        Assert.Equal("TIME_BEFORE_REQUEST", CodeOf(Erasure.Verified().Decide(
            new CompleteRightsRequest("req_1", Noon.AddDays(-1)), Rules.Rights, Noon)));
    }

    [Fact]
    public void A_refusal_names_a_ground_of_the_rulebook_and_where_to_complain()
    {
        var book = Erasure.Refused("LEGAL_OBLIGATION");

        Assert.Equal((Refused, "LEGAL_OBLIGATION", null), (book.Only.Status, book.Only.Ground, book.Only.AppealUntil));
        Assert.Contains("edpb.europa.eu", Assert.Single(book.Only.ComplainTo), StringComparison.Ordinal);
        ChangesNothing(book.Refuse("LEGAL_OBLIGATION"));
        Assert.Equal("REQUEST_CLOSED", CodeOf(book.Refuse("LEGAL_CLAIMS")));
        Assert.Equal("GROUND_UNKNOWN", CodeOf(Erasure.Refuse("NO_TIME")));
        Assert.Equal("GROUND_UNKNOWN", CodeOf(Erasure.Refuse("RIGHTS_OF_OTHERS")));
    }

    [Fact]
    public void A_ground_must_be_one_in_every_regime()
    {
        var both = new RightsBook().Asked(Ask(Type.Erasure), Under("GDPR CCPA US_FEDERAL"));

        Assert.Equal("GROUND_UNKNOWN", CodeOf(both.Refuse("DEBUGGING")));
        Assert.Equal("GROUND_UNKNOWN", CodeOf(both.Refuse("PUBLIC_HEALTH")));
        Assert.Equal(3, both.Refused("LEGAL_OBLIGATION").Only.ComplainTo.Length);
    }

    [Fact]
    public void What_a_ground_keeps_completes_in_part()
    {
        var book = Erasure.Verified().Completed(ground: "LEGAL_CLAIMS");

        Assert.Equal((PartiallyCompleted, "LEGAL_CLAIMS", 1),
            (book.Only.Status, book.Only.Ground, book.Only.ComplainTo.Length));
        Assert.Equal("GROUND_UNKNOWN", CodeOf(Erasure.Verified().Complete("req_1", Noon, "NO_TIME")));
    }

    [Fact]
    public void An_extension_is_given_once()
    {
        var extended = Erasure.After(Erasure.Extend(Noon.AddDays(5)));

        Assert.Equal(new(2027, 2, 23), extended.Only.Timetable.Current.On);
        Assert.Equal(Noon.AddDays(5), extended.Only.AcknowledgedAt);
        ChangesNothing(extended.Extend(Noon.AddDays(5)));
        Assert.Equal("EXTENSION_USED", CodeOf(extended.Extend(Noon.AddDays(6))));
        Assert.Equal("REASON_INVALID", CodeOf(Erasure.Extend(Noon.AddDays(5), reason: " ")));
    }

    [Fact]
    public void A_question_is_asked_of_what_is_worked_and_answered_once()
    {
        var ask = new AskForClarification("req_1", "Which account?");
        var answer = new ClarifyRightsRequest("req_1", "The old one.");
        var worked = Erasure.Verified();

        var asked = worked.After(worked.Decide(ask, Rules.Rights, Noon.AddDays(1)));
        var answered = asked.After(asked.Decide(answer, Rules.Rights, Noon.AddDays(2)));

        Assert.Equal((AwaitingClarification, InProgress), (asked.Only.Status, answered.Only.Status));
        Assert.Equal(["The old one."], answered.Only.Details);
        ChangesNothing(asked.Decide(ask, Rules.Rights, Noon.AddDays(2)));
        ChangesNothing(answered.Decide(answer, Rules.Rights, Noon.AddDays(3)));
        Assert.Equal("REQUEST_STATUS", CodeOf(Erasure.Decide(ask, Rules.Rights, Noon)));
        Assert.Equal("REQUEST_STATUS", CodeOf(worked.Decide(answer, Rules.Rights, Noon)));
        Assert.Equal("TIME_BEFORE_REQUEST", CodeOf(asked.Decide(
            answer with { At = Noon }, Rules.Rights, Noon.AddDays(2))));
        Assert.Equal("REASON_INVALID", CodeOf(worked.Decide(ask with { Question = "" }, Rules.Rights, Noon)));
    }

    [Fact]
    public void A_request_can_be_taken_back_until_it_is_closed()
    {
        var withdrawn = Erasure.After(Erasure.Withdraw(at: Noon.AddDays(1)));

        Assert.Equal((Withdrawn, null), (withdrawn.Only.Status, withdrawn.Only.NotifiedAt));
        ChangesNothing(withdrawn.Withdraw(at: Noon.AddDays(2)));
        Assert.Equal("REQUEST_CLOSED", CodeOf(Erasure.Verified().Completed().Withdraw()));
    }

    [Fact]
    public void What_closes_a_request_is_recorded_whatever_the_size_of_the_subject() => Assert.All<SubjectCommand>(
        [
            new CompleteRightsRequest("req_1", Noon), new RefuseRightsRequest("req_1", "LEGAL_CLAIMS", Noon),
            new WithdrawRightsRequest("req_1"), Ask(Type.Objection),
        ],
        command => Assert.True(command.IsNeverTooLarge));

    [Fact]
    public void A_third_request_within_a_year_may_cost_something_where_only_Tennessee_decides()
    {
        Assert.Equal([false, false, true, false], Charged("TIPA US_FEDERAL"));
        Assert.Equal([false, false, false, false], Charged("TIPA CCPA US_FEDERAL"));
        Assert.Equal([false, false, false, false], Charged("US_FEDERAL"));

        static IEnumerable<bool> Charged(string regimes) => Days.Aggregate(
            new RightsBook(),
            (book, day) => book.Asked(Ask(Type.Access), Under(regimes), Noon.AddDays(day), $"req_{day}")
                .Verified($"req_{day}", Noon.AddDays(day)).Completed($"req_{day}", Noon.AddDays(day)))
            .Requests.Select(request => request.MayBeCharged);
    }

    [Fact]
    public void Nothing_that_somebody_wrote_is_printed()
    {
        var book = new RightsBook().Asked(Ask(Type.Access) with { Details = "my secret" });

        Assert.DoesNotContain("secret", $"{book.Only} {book.Only.Id}", StringComparison.Ordinal);
        Assert.DoesNotContain("secret", $"{new AskForClarification("req_1", "secret")}", StringComparison.Ordinal);
    }

    [Fact]
    public void What_outlives_the_person_holds_nothing_that_they_wrote()
    {
        var book = new RightsBook().Asked(Ask(Type.Erasure) with { Details = "secret" }).Verified()
            .Completed();

        var record = book.WithoutPerson().Only;

        Assert.Equal((Type.Erasure, RequestManner.WebForm, Noon, Completed),
            (record.Type, record.Manner, record.ReceivedAt, record.Status));
        Assert.Empty(record.Details);
        Assert.Empty(record.Links);
    }
}
