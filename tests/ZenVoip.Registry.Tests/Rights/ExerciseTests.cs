using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Jurisdictions;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Deletions;
using ZenVoip.Registry.Tests.Lifecycle;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Rights.Exercise;
using static ZenVoip.Registry.Tests.Subjects.Told;
using Type = ZenVoip.Registry.Domain.RightsRequestType;

namespace ZenVoip.Registry.Tests.Rights;

/// <summary>What follows for a person when they exercise a right.</summary>
public sealed class ExerciseTests
{
    private readonly Surroundings around = Holders();

    [Fact]
    public void An_objection_to_marketing_denies_it_at_once_and_is_kept_by_what_it_came_by()
    {
        var consented = Anna().After(Answer(ConsentStatus.Given), Noon);

        var objected = consented.After(
            Desk.Ask(Type.Objection, Marketing), Noon.AddDays(1), by: Number, around: around);

        Assert.Equal(DecisionOutcome.Permit, consented.May("marketing", Channel.Sms));
        Assert.Equal(DecisionOutcome.Deny, objected.May("marketing", Channel.Sms));
        Assert.Equal((OptOutSource.Objection, 0), objected.OptOuts.OptOuts.Select(no => (no.Source, no.Via)).Single());
        Assert.Equal(SubjectStatus.Active, objected.Status);
    }

    [Fact]
    public void Where_a_person_turns_out_to_live_their_open_requests_are_answered_under_its_law_too()
    {
        var unknown = Subject.Unregistered("sub_x").After(
            new RegisterSubject(SubjectKind.Requester, Controller.ZenVoip, Jurisdiction: null, []), Noon);
        var asked = unknown.Asks(Type.Access, around);
        var closed = asked.Shows(around).IsTold(around);

        var brazilian = asked.After(
            new ObserveJurisdiction(In("BR"), JurisdictionSource.Declared), Noon.AddDays(2), around: around);
        var both = brazilian.After(
            new ObserveJurisdiction(In("US-TN"), JurisdictionSource.Billing), Noon.AddDays(3), around: around);

        Assert.Equal(["DEFAULT"], asked.Rights.Requests[0].Regimes);
        Assert.Equal(["LGPD"], brazilian.Rights.Requests[0].Regimes);
        Assert.Equal(["LGPD", "TIPA", "US_FEDERAL"], both.Rights.Requests[0].Regimes);
        Assert.Equal("LGPD", both.Rights.Requests[0].Timetable.Answer.Regime);
        Assert.True(both.Rights.Requests[0].Timetable.Answer.On < asked.Rights.Requests[0].Timetable.Answer.On);
        Assert.Equal(["DEFAULT"], closed.After(
            new ObserveJurisdiction(In("BR"), JurisdictionSource.Declared), Noon.AddDays(9), around: around)
            .Rights.Requests[0].Regimes);
    }

    [Fact]
    public void A_customer_instructs_nothing_about_whom_it_never_had()
    {
        var instruction = Desk.Ask(Type.Access) with { Controller = Acme, Requester = RequesterRole.Controller };
        var had = Anna().After(new StartRelationship(Acme, SubjectKind.EndUser), Noon)
            .After(new EndRelationship(Acme, SubjectKind.EndUser, Noon.AddHours(1)), Noon.AddHours(1));

        Assert.Equal("RELATIONSHIP_NOT_FOUND", CodeOf(Anna().Decide(instruction, Noon.AddDays(1), around: around)));
        Assert.True(had.After(instruction, Noon.AddDays(1), around: around).Rights.Requests.Single().IsWorked);
    }

    [Fact]
    public void An_opt_out_of_sale_has_every_holder_stop_sharing()
    {
        var subject = Anna().Asks(Type.OptOutOfSale, around);

        Assert.Equal(OptOutSource.SaleOptOut, Assert.Single(subject.OptOuts.OptOuts).Source);
        Assert.Equal(
            [("call-store", HolderTaskKind.StopSharing), ("archive", HolderTaskKind.StopSharing)],
            subject.Deletions.Tasks.Select(task => (task.System, task.Kind)));
    }

    [Fact]
    public void Another_objection_restricts_until_it_is_decided()
    {
        var objected = Anna().Asks(Type.Objection, around, Desk.Analytics);

        Assert.Equal(SubjectStatus.Restricted, objected.Status);
        Assert.Equal(DecisionOutcome.Deny, objected.May("analytics"));
        Assert.Equal(DecisionOutcome.Permit, objected.May("service"));
        Assert.Equal(DecisionOutcome.Permit, objected.IsRefused(around, "OVERRIDING_GROUNDS").May("analytics"));
        Assert.Equal(SubjectStatus.Active, objected.IsRefused(around, "OVERRIDING_GROUNDS").Status);
        Assert.Equal("OPTED_OUT", objected.IsTold(around).Ask("analytics").Reasons[0].Code);
    }

    [Fact]
    public void A_restriction_denies_once_it_is_verified_and_until_it_is_lifted()
    {
        var asked = Anna().Asks(Type.Restriction, around);
        var verified = asked.Shows(around);
        var lifted = verified.IsTold(around).After(
            new LiftRestriction(asked.Rights.Requests[0].Id, Noon.AddDays(4)), Noon.AddDays(4), around: around);

        Assert.Equal(DecisionOutcome.Permit, asked.May("service"));
        Assert.Equal(DecisionOutcome.Deny, verified.May("service"));
        Assert.Equal(SubjectStatus.Restricted, verified.IsTold(around).Status);
        Assert.Equal(DecisionOutcome.Permit, lifted.May("service"));
        Assert.Equal(
            [HolderTaskKind.Restrict, HolderTaskKind.Restrict, HolderTaskKind.Unrestrict, HolderTaskKind.Unrestrict],
            lifted.Deletions.Tasks.Select(task => task.Kind));
    }

    [Fact]
    public void An_export_is_asked_of_each_holder_for_what_was_verified_only()
    {
        var asked = Anna().Asks(Type.Access, around);

        Assert.Empty(asked.Deletions.Tasks);
        Assert.All(asked.Shows(around, Mail).Deletions.Tasks, task => Assert.Equal([1], task.Links));
        Assert.All(asked.Shows(around).Deletions.Tasks, task => Assert.Equal([0, 1], task.Links));
    }

    [Fact]
    public void What_was_linked_by_mistake_cannot_be_verified()
    {
        var subject = Anna().After(new UnlinkIdentifier(Mail.Digest, UnlinkReason.Mistake), Noon)
            .Asks(Type.Access, around);

        Assert.Equal("NOT_LINKED", CodeOf(subject.Decide(
            Shown(subject, Number, Mail), Noon.AddDays(2))));
        Assert.All(subject.Shows(around).Deletions.Tasks, task => Assert.Equal([0], task.Links));
    }

    [Theory]
    [InlineData(UnlinkReason.Reassigned)]
    [InlineData(UnlinkReason.Changed)]
    [InlineData(UnlinkReason.Disconnected)]
    public void Whoever_has_a_number_that_was_the_persons_shows_nothing_by_it(UnlinkReason reason)
    {
        var subject = Anna().After(new UnlinkIdentifier(Number.Digest, reason, Evidence: new("carrier")), Noon)
            .Asks(Type.Erasure, around);

        Assert.Equal("NOT_LINKED", CodeOf(subject.Decide(Shown(subject, Number), Noon.AddDays(2), around: around)));
        Assert.Equal(
            "NOT_LINKED", CodeOf(subject.Decide(Shown(subject, Mail, Number), Noon.AddDays(2), around: around)));
        Assert.Equal([1], subject.Shows(around, Mail).Rights.Requests[0].Links);
        Assert.Equal([0, 1], subject.Shows(around).Rights.Requests[0].Links);
    }

    [Fact]
    public void A_number_that_came_back_shows_both_of_its_intervals()
    {
        var subject = Anna().After(new UnlinkIdentifier(Number.Digest, UnlinkReason.Reassigned), Noon)
            .After(new LinkIdentifier(Number), Noon.AddHours(1)).Asks(Type.Access, around).Shows(around, Number);

        Assert.Equal([0, 2], subject.Rights.Requests[0].Links);
    }

    [Fact]
    public void What_was_shown_while_it_was_linked_stays_shown_when_it_leaves()
    {
        var shown = Anna().Asks(Type.Access, around).Shows(around, Number);

        var left = shown.After(new UnlinkIdentifier(Number.Digest, UnlinkReason.Changed), Noon.AddDays(3));

        ChangesNothing(left.Decide(Shown(left, Number), Noon.AddDays(4), around: around));
        Assert.Equal([0], left.Rights.Requests[0].Links);
    }

    [Fact]
    public void An_erasure_that_is_verified_orders_every_holder_to_delete_all_they_hold()
    {
        var verified = Anna().Asks(Type.Erasure, around).Shows(around, Number);

        Assert.Equal(
            [("call-store", "CALL_RECORDS"), ("archive", "CALL_RECORDS"), ("archive", "BILLING")],
            verified.Deletions.Orders.Select(order => (order.System, order.Category.Value)));
        Assert.All(verified.Deletions.Orders, order => Assert.Equal(
            (verified.Rights.Requests[0].Id, 0), (order.Cause, Assert.Single(order.Links))));
    }

    [Fact]
    public void An_erasure_that_is_taken_back_leaves_the_clocks_as_they_were()
    {
        var caller = Anna().After(Ward.Called, Noon);
        var verified = caller.Asks(Type.Erasure, around).Shows(around);

        var withdrawn = verified.After(
            new WithdrawRightsRequest(verified.Rights.Requests[0].Id), Noon.AddDays(3), around: around);

        Assert.Empty(withdrawn.OpenOrders);
        Assert.Equal(Life.Text(caller.Retention), Life.Text(withdrawn.Retention));
        Assert.Equal(2, withdrawn.Ticked(Ward.CallsDue, around).OpenOrders.Count);
    }

    [Fact]
    public void What_an_erasure_deleted_no_clock_orders_again()
    {
        var told = Anna().After(Ward.Called with { At = Noon.AddMonths(-1) }, Noon)
            .Asks(Type.Erasure, around).Shows(around).IsTold(around);

        Assert.Empty(told.Retention.Clocks);
    }

    [Fact]
    public void A_legal_hold_keeps_back_what_an_erasure_wants()
    {
        var held = Anna().After(Ward.Hold(), Noon).Asks(Type.Erasure, around).Shows(around);

        Assert.Equal([Office.Billing], held.Deletions.Orders.Select(order => order.Category));
        Assert.Equal(Office.CallRecords, Assert.Single(held.Deletions.Withheld).Category);
    }

    [Fact]
    public void A_reported_minor_is_restricted_at_once_and_deleted_once_confirmed()
    {
        var reported = Anna().Asks(Type.MinorReport, around);
        var confirmed = reported.After(
            new ConfirmMinor(reported.Rights.Requests[0].Id, "passport"), Noon.AddDays(2), around: around);

        Assert.Equal(SubjectStatus.Restricted, reported.Status);
        Assert.Equal("SUSPECTED_MINOR", reported.Ask("analytics").Reasons[0].Code);
        Assert.Equal(DecisionOutcome.Permit, reported.May("compliance"));
        Assert.Equal(DecisionOutcome.Permit, reported.IsRefused(around, "NOT_A_MINOR").May("analytics"));
        Assert.Equal(3, confirmed.Deletions.Orders.Length);
        Assert.All(confirmed.Deletions.Orders, order => Assert.Equal([0, 1], order.Links));
    }

    [Fact]
    public void A_deadline_is_announced_missed_and_part_of_what_is_due_next()
    {
        var asked = Anna().Asks(Type.Access, around);
        var due = asked.Rights.Requests[0].Timetable.Current.At;

        var told = asked.Ticked(asked.NextDue(Noon)!.Value, around);
        var late = asked.Shows(around).Ticked(due, around);

        Assert.True(asked.NextDue(Noon) < due);
        Assert.NotEmpty(told.Rights.Requests[0].Alarms);
        Assert.Contains(late.Rights.Requests[0].Alarms, alarm => alarm.IsMissed);
    }

    [Fact]
    public void Whoever_is_gone_is_still_answered()
    {
        var gone = Anna().Asks(Type.Complaint, around) with { Status = SubjectStatus.Erased };

        Assert.Equal(RightsRequestStatus.Completed, gone.IsTold(around).Rights.Requests[0].Status);
        Assert.Equal("SUBJECT_ERASED", CodeOf(gone.Decide(Desk.Ask(Type.Access), Noon.AddDays(3))));
        Assert.Equal(2, gone.Asks(Type.Objection, around, Marketing).Rights.Requests.Length);
    }

    private static VerifyRightsRequest Shown(Subject subject, params DigestedIdentifier[] identifiers) =>
        new(subject.Rights.Requests[0].Id, "login")
        {
            Digests = [.. identifiers.Select(one => one.Digest.Value)],
        };
}
