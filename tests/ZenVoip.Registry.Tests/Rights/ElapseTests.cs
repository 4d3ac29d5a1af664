using System.Collections.Immutable;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Rights;
using static ZenVoip.Registry.Tests.Rights.Desk;
using static ZenVoip.Registry.Tests.Subjects.Told;
using Type = ZenVoip.Registry.Domain.RightsRequestType;

namespace ZenVoip.Registry.Tests.Rights;

public sealed class ElapseTests
{
    // Received at noon on 23 November 2026: due on 23 December, to 23:00 UTC.
    private static readonly DateTimeOffset Due = new(2026, 12, 23, 23, 0, 0, TimeSpan.Zero);

    private static readonly RightsBook Complaint = new RightsBook().Asked(Ask(Type.Complaint));

    private static readonly RightsBook Access = new RightsBook().Asked(Ask(Type.Access), Under("CCPA"));

    [Fact]
    public void A_warning_goes_out_a_week_before_a_deadline_and_an_escalation_after_it()
    {
        Assert.Equal(Due.AddDays(-7), Complaint.NextDue);
        Assert.Empty(Elapsed(Complaint, Due.AddDays(-7).AddMicroseconds(-1)));
        var near = Assert.IsType<RightsDeadlineNear>(Assert.Single(Elapsed(Complaint, Due.AddDays(-7))));
        Assert.Equal((DeadlineKind.Answer, new DateOnly(2026, 12, 23)), (near.Kind, near.DueOn));

        var warned = Complaint.With([near]);

        Assert.Empty(Elapsed(warned, Due.AddMicroseconds(-1)));
        Assert.Equal(Due, warned.NextDue);
        var missed = Assert.IsType<RightsDeadlineMissed>(Assert.Single(Elapsed(warned, Due)));
        Assert.Null(warned.With([missed]).NextDue);
        Assert.Empty(Elapsed(warned.With([missed]), Due.AddYears(1)));
        Assert.True(warned.With([missed]).Only.IsOpen);
    }

    [Fact]
    public void After_an_outage_only_what_was_missed_is_said()
    {
        Assert.IsType<RightsDeadlineMissed>(Assert.Single(Elapsed(Complaint, Due.AddDays(2))));
        Assert.Null(Complaint.Ticked(Due.AddDays(2)).NextDue);
    }

    [Fact]
    public void An_extension_moves_warning_and_escalation()
    {
        var book = new RightsBook().Asked(Ask(Type.Objection, Analytics)).Ticked(Due.AddDays(-7));

        var extended = book.After(book.Extend(Due.AddDays(-1)));

        Assert.Equal(new DateTimeOffset(2027, 2, 16, 23, 0, 0, TimeSpan.Zero), extended.NextDue);
        Assert.Empty(Elapsed(extended, Due));
        Assert.Single(Elapsed(extended, extended.NextDue!.Value));
    }

    [Fact]
    public void A_receipt_is_to_be_confirmed_and_whatever_a_person_is_told_confirms_it()
    {
        // Ten business days from 23 November over Thanksgiving: 8 December in California.
        var due = new DateTimeOffset(2026, 12, 9, 8, 0, 0, TimeSpan.Zero);

        Assert.Equal(due.AddDays(-7), Access.NextDue);
        Assert.Equal(
            [DeadlineKind.Acknowledge],
            Elapsed(Access, due).OfType<RightsDeadlineMissed>().Select(missed => missed.Kind));
        var told = Access.After(Access.Decide(new AcknowledgeRightsRequest("req_1"), Noon.AddDays(1)));
        Assert.Empty(Elapsed(told, due));
        ChangesNothing(told.Decide(new AcknowledgeRightsRequest("req_1"), Noon.AddDays(2)));
        Assert.Equal("REQUEST_CLOSED", CodeOf(Access.After(Access.Withdraw()).Decide(
            new AcknowledgeRightsRequest("req_1"), Noon.AddDays(2))));
    }

    [Fact]
    public void What_nobody_verified_expires_after_thirty_days_and_not_a_moment_before()
    {
        var end = Noon.AddDays(30);

        Assert.Empty(Elapsed(Access, end.AddMicroseconds(-1)).OfType<RightsRequestExpired>());
        var expired = Access.Ticked(end);

        Assert.Equal((RightsRequestStatus.Expired, end, null),
            (expired.Only.Status, expired.Only.ClosedAt, expired.Only.NotifiedAt));
        Assert.Empty(Access.Verified().Ticked(end).Requests.Where(request => !request.IsOpen));
        Assert.IsType<RightsRequestExpired>(Assert.Single(Elapsed(Access, end.AddYears(1))));
        Assert.Equal("REQUEST_CLOSED", CodeOf(expired.Decide(
            new VerifyRightsRequest("req_1", "login"), [0], Rules.Rights, end)));
    }

    [Fact]
    public void A_clock_that_stands_makes_nothing_late()
    {
        var british = new RightsBook().Asked(Ask(Type.Access), Under("UK_GDPR"));

        Assert.True(british.Only.Timetable.Stands);
        Assert.Equal(Noon.AddDays(30), british.NextDue);
        Assert.NotEqual(Noon.AddDays(30), british.Verified().NextDue);
    }

    [Fact]
    public void The_end_of_an_export_is_said_once_thirty_days_after_the_person_was_told()
    {
        var told = Access.Verified().Completed(at: Noon.AddDays(3));
        var end = Noon.AddDays(33);

        Assert.Equal(end, told.NextDue);
        Assert.Empty(Elapsed(told, end.AddMicroseconds(-1)));
        Assert.Equal("req_1", Assert.IsType<ExportExpired>(Assert.Single(Elapsed(told, end))).RequestId);
        var ended = told.Ticked(end);
        Assert.Equal(end, ended.Only.ExportExpiredAt);
        Assert.Equal(ended.Only.KeptUntil, ended.NextDue);
        Assert.Empty(Elapsed(ended, end.AddDays(1)));
        Assert.Equal(2, Elapsed(told, end.AddYears(3)).Length);
        Assert.Empty(told.Ticked(end.AddYears(3)).Requests);
    }

    [Fact]
    public void Where_no_export_was_given_none_ends()
    {
        Assert.Empty(Elapsed(Access.Verified().Refused("UNFOUNDED_OR_EXCESSIVE"), Noon.AddDays(31)));
        Assert.Empty(Elapsed(Access.After(Access.Withdraw()), Noon.AddDays(31)));
        Assert.Empty(Elapsed(Access.Ticked(Noon.AddDays(30)), Noon.AddDays(70)));
        var answeredByCustomer = new RightsBook().Asked(
            Ask(Type.Access) with { Controller = Acme }, Under("GDPR", SubjectKind.EndUser)).Completed();
        Assert.Empty(Elapsed(answeredByCustomer, Noon.AddDays(31)));
    }

    [Fact]
    public void A_record_is_kept_for_24_months_after_it_was_closed()
    {
        var closed = Complaint.Completed(at: Noon.AddDays(3));
        var end = Noon.AddDays(3).AddMonths(24);

        Assert.Equal(end, closed.NextDue);
        Assert.Empty(Elapsed(closed, end.AddMicroseconds(-1)));
        Assert.Empty(closed.Ticked(end).Requests);
    }

    private static ImmutableArray<SubjectEvent> Elapsed(RightsBook book, DateTimeOffset now) =>
        book.Elapsed(Rules.Rights, now);
}
