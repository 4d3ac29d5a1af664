using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Domain.Jurisdictions;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Deletions;
using ZenVoip.Registry.Tests.Rights;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Lifecycle.Farewell;
using static ZenVoip.Registry.Tests.Lifecycle.Ward;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>Who was erased by one controller ends when nobody has them any more, and not before.</summary>
public sealed class LastControllerTests
{
    private static readonly StartRelationship Joined = new(Acme, SubjectKind.EndUser);

    private static readonly EndRelationship Left = new(Acme, SubjectKind.EndUser);

    private static readonly SubmitRightsRequest Instructed =
        Desk.Ask(RightsRequestType.Erasure) with { Controller = Acme, Requester = RequesterRole.Controller };

    private static readonly Surroundings Around = Holders();

    /// <summary>When the data that acme had by its contract is due.</summary>
    private static readonly DateTimeOffset Due = Noon.AddDays(60);

    /// <summary>Until when a tax law keeps the bills of November 2026.</summary>
    private static readonly DateTimeOffset BillingDue = new(2033, 12, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Whom_each_controller_erases_in_turn_ends_with_the_last()
    {
        var erased = ErasedIn(Caller());

        Assert.Equal((SubjectStatus.Erased, true), (erased.Status, erased.NamesNobody));
        Assert.Empty(erased.Retention.Clocks);
    }

    [Fact]
    public void So_do_they_where_a_law_keeps_something_of_the_first_and_it_is_ordered_once()
    {
        var erased = ErasedIn(Payer());
        var kept = Assert.Single(erased.Deletions.Withheld);

        var due = erased.Ticked(kept.Until!.Value, Around);

        Assert.Equal(SubjectStatus.Erased, erased.Status);
        Assert.Equal(BillingDue, kept.Until);
        Assert.Equal(Office.Billing, Assert.Single(due.OpenOrders).Category);
        Assert.True(due.Confirmed(Around, Noon.AddYears(8)).NamesNobody);
    }

    [Fact]
    public void What_a_law_keeps_is_ordered_once_also_while_the_person_lives_on()
    {
        var half = ErasedByZenVoip(Payer());

        var due = half.Ticked(BillingDue, Around);

        Assert.Equal(SubjectStatus.Active, due.Status);
        Assert.Equal(Office.Billing, Assert.Single(due.OpenOrders).Category);
    }

    [Fact]
    public void What_a_law_keeps_of_one_erasure_the_next_does_not_delete()
    {
        var again = ErasedByZenVoip(Payer())
            .After(new StartRelationship(Controller.ZenVoip, SubjectKind.Customer), Noon.AddDays(9));

        var erasing = again.ToErase(Around, cause: "req_again");

        Assert.Empty(erasing.Retention.Clocks);
        Assert.All(
            erasing.OpenOrders.Where(order => order.Category == Office.Billing),
            order => Assert.True(order.Cutoff < new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero)));
        Assert.Equal(
            [(again.Rights.Only.Id, BillingDue), ("req_again", BillingDue)],
            erasing.Deletions.Withheld.Select(kept => (kept.Cause, kept.Until!.Value)));
    }

    [Fact]
    public void Months_that_a_law_keeps_are_let_go_one_after_the_other()
    {
        var calls = Customer(Number).After(new ObserveJurisdiction(In("US-TN"), JurisdictionSource.Declared), Noon)
            .After(Called with { At = Noon.AddMonths(-2) }, Noon).After(Called with { At = Noon.AddMonths(-1) }, Noon);
        var half = ErasedByZenVoip(calls);
        var kept = half.Deletions.Withheld.OrderBy(each => each.Until).ToArray();

        var first = half.Ticked(kept[0].Until!.Value, Around);
        var second = first.Confirmed(Around, kept[0].Until!.Value.AddHours(1)).Ticked(kept[1].Until!.Value, Around);

        Assert.Equal(2, kept.Length);
        Assert.Empty(half.Retention.Clocks);
        Assert.All(first.OpenOrders, order => Assert.Equal(kept[0].Cutoff, order.Cutoff));
        Assert.All(second.OpenOrders, order => Assert.Equal(kept[1].Cutoff, order.Cutoff));
        Assert.Equal((2, 2), (first.OpenOrders.Count, second.OpenOrders.Count));
    }

    [Fact]
    public void A_contract_that_ends_while_another_erases_ends_the_person_when_its_data_is_gone()
    {
        var left = Erasing(Customer(Number)).After(Left, Noon.AddDays(2.5), around: Around)
            .Confirmed(Around, Noon.AddDays(3));
        var due = left.Ticked(Due, Around);

        var gone = due.Confirmed(Around, Due.AddDays(1)).InAWeek();

        Assert.Equal((SubjectStatus.Active, SubjectStatus.Active), (left.Status, due.Status));
        Assert.NotEmpty(due.OpenOrders);
        Assert.Equal((SubjectStatus.Erased, true), (gone.Status, gone.NamesNobody));
    }

    [Fact]
    public void So_does_one_that_ends_after_the_others_erasure()
    {
        var half = ErasedByZenVoip(Caller());

        var gone = half.After(Left, Noon.AddDays(5), around: Around).Ticked(Due, Around)
            .Confirmed(Around, Due.AddDays(1)).InAWeek();

        Assert.Equal((SubjectStatus.Active, SubjectStatus.Erased), (half.Status, gone.Status));
        Assert.True(half.ReachesHolders(Left));
    }

    [Fact]
    public void A_consent_that_runs_out_after_the_others_erasure_ends_the_person_and_its_proof_is_kept()
    {
        var half = Visitor().After(Answer(ConsentStatus.Given) with { Controller = Acme }, Noon, by: Number)
            .ToErase(Around).Confirmed(Around);
        var expiry = half.NextDue(Demanded.AddDays(2))!.Value;

        var gone = half.Ticked(expiry, Around).InAWeek();

        Assert.Equal((SubjectStatus.Active, SubjectStatus.Erased), (half.Status, gone.Status));
        Assert.Equal(expiry.AddYears(5), gone.Tombstone!.EvidenceUntil);
    }

    [Fact]
    public void A_consent_that_a_STOP_has_revoked_keeps_nobody()
    {
        var toAcme = Answer(ConsentStatus.Given) with { Controller = Acme };

        var erased = Visitor().After(toAcme, Noon, by: Number)
            .After(Stop(Channel.Sms) with { Controller = Acme }, Noon.AddHours(2), by: Number)
            .ToErase(Around).Confirmed(Around);

        Assert.Equal(SubjectStatus.Erased, erased.Status);
    }

    [Fact]
    public void A_legal_hold_keeps_whom_nobody_has_any_more_until_its_release()
    {
        var half = ErasedByZenVoip(Caller()).After(Hold(), Noon.AddDays(5));
        var left = half.After(Left, Noon.AddDays(6), around: Around).Ticked(Due, Around)
            .Confirmed(Around, Due.AddDays(1));

        var free = left.After(new ReleaseLegalHold("hld_1"), Due.AddDays(9), around: Around)
            .Confirmed(Around, Due.AddDays(10)).InAWeek();

        Assert.Equal((SubjectStatus.Active, SubjectStatus.Erased), (left.InAWeek().Status, free.Status));
    }

    [Fact]
    public void Who_restricts_the_use_of_their_data_is_kept_until_that_is_lifted()
    {
        var half = ErasedByZenVoip(Caller());
        var restricted = half.After(Desk.Ask(RightsRequestType.Restriction) with
        {
            Controller = Acme,
            Requester = RequesterRole.Controller,
        }, Noon.AddDays(5), around: Around);
        var answered = new CompleteRightsRequest(restricted.Rights.Requests[^1].Id, Noon.AddDays(6));
        var told = restricted.After(answered, Noon.AddDays(6), around: Around);
        var left = told.After(Left, Noon.AddDays(7), around: Around).Ticked(Due, Around)
            .Confirmed(Around, Due.AddDays(1));

        var lifted = left.After(
            new LiftRestriction(left.Rights.Requests[^1].Id, Due.AddDays(2)), Due.AddDays(2), around: Around)
            .InAWeek().InAWeek();

        Assert.Equal((SubjectStatus.Restricted, SubjectStatus.Erased), (left.InAWeek().Status, lifted.Status));
    }

    [Fact]
    public void Who_has_come_back_since_lives_on()
    {
        var back = ErasedByZenVoip(Caller())
            .After(new StartRelationship(Controller.ZenVoip, SubjectKind.Visitor), Noon.AddDays(9))
            .After(Left, Noon.AddDays(10), around: Around).Ticked(Due, Around).Confirmed(Around, Due.AddDays(1));

        var strange = back.After(new EndRelationship(Controller.ZenVoip, SubjectKind.Visitor), Due.AddDays(2))
            .InAWeek();

        Assert.Equal(DecisionOutcome.Permit, back.Ask("service", Channel.Sms, Number, now: Due.AddDays(1)).Outcome);
        Assert.Equal((SubjectStatus.Active, SubjectStatus.Active), (back.Status, strange.Status));
    }

    [Fact]
    public void Whose_demand_is_taken_back_lives_on()
    {
        var erasing = Erasing(Caller()).After(Left, Noon.AddDays(2.5), around: Around);
        var back = erasing.After(new WithdrawRightsRequest(erasing.Rights.Only.Id), Noon.AddDays(2.6), around: Around);

        var later = back.Ticked(Due, Around).Confirmed(Around, Due.AddDays(1)).InAWeek();

        Assert.Equal(SubjectStatus.Active, later.Status);
    }

    [Fact]
    public void An_end_that_is_told_before_a_beginning_ends_nobody()
    {
        var visit = Visitor().After(Joined, Noon).After(Instructed, Noon.AddDays(1), around: Around).Confirmed(Around);
        var left = visit.After(
            new EndRelationship(Controller.ZenVoip, SubjectKind.Visitor), Noon.AddDays(9), around: Around);
        var joined = left.After(new StartRelationship(Controller.ZenVoip, SubjectKind.Customer), Noon.AddDays(10));

        Assert.Equal(
            (SubjectStatus.Active, SubjectStatus.Erased), (joined.InAWeek().Status, left.InAWeek().Status));
        Assert.Equal(left.RecordedAt + Subject.Patience, left.NextDue(left.RecordedAt));
    }

    [Fact]
    public void Nobody_ends_who_can_still_read_what_they_asked_for()
    {
        var half = Visitor().After(Joined, Noon).Asks(RightsRequestType.Access, Around).Shows(Around)
            .After(Instructed, Noon.AddDays(2), around: Around).Confirmed(Around, Noon.AddDays(3));
        var told = half.After(
            new EndRelationship(Controller.ZenVoip, SubjectKind.Visitor), Noon.AddDays(4), around: Around).After(
            new CompleteRightsRequest(half.Rights.Requests[0].Id, Noon.AddDays(4)), Noon.AddDays(4), around: Around);

        var later = told.Ticked(told.RecordedAt + RightsRequest.ExportKept, Around).InAWeek();

        Assert.Equal((SubjectStatus.Active, SubjectStatus.Erased), (told.InAWeek().InAWeek().Status, later.Status));
    }

    [Fact]
    public void Nobody_ends_whose_request_is_open()
    {
        var left = ErasedByZenVoip(Visitor()).After(Left, Noon.AddDays(5), around: Around).Ticked(Due, Around)
            .Confirmed(Around, Due.AddDays(1));
        var asked = left.After(Desk.Ask(RightsRequestType.Access), Due.AddDays(2), around: Around);
        var expired = asked.Ticked(Due.AddDays(60), Around);

        Assert.Equal(SubjectStatus.Active, asked.InAWeek().Status);
        Assert.Equal(RightsRequestStatus.Expired, expired.Rights.Requests[^1].Status);
        Assert.Equal(SubjectStatus.Erased, expired.InAWeek().Status);
    }

    [Fact]
    public void A_minor_ends_as_everybody_does()
    {
        var reported = Caller().After(Joined, Noon).Asks(RightsRequestType.MinorReport, Around);
        var minor = reported.After(
            new ConfirmMinor(reported.Rights.Only.Id, "school card"), Noon.AddDays(2), around: Around)
            .Confirmed(Around, Noon.AddDays(3)).IsTold(Around);

        var gone = minor.After(Left, Noon.AddDays(7), around: Around).Ticked(Due, Around)
            .Confirmed(Around, Due.AddDays(1)).InAWeek();

        Assert.Equal((SubjectStatus.Restricted, SubjectStatus.Erased), (minor.Status, gone.Status));
    }

    [Fact]
    public void A_contract_that_ends_during_an_erasure_has_ended_also_where_that_is_taken_back()
    {
        var user = Subject.Unregistered("sub_test").After(
            new RegisterSubject(SubjectKind.EndUser, Acme, In("DE"), [Number]), Noon)
            .After(Instructed, Noon.AddDays(1), around: Around);

        var left = user.After(Left, Noon.AddDays(2), around: Around);
        var back = left.After(new WithdrawRightsRequest(left.Rights.Only.Id), Noon.AddDays(3), around: Around);
        var gone = left.Confirmed(Around, Noon.AddDays(3));

        Assert.Equal((SubjectStatus.Erasing, SubjectStatus.Active), (user.Status, back.Status));
        Assert.DoesNotContain(back.Relationships.Relationships, known => known.IsOpen);
        Assert.Contains(back.Retention.Clocks, clock => clock.Event is RetentionEvent.ContractEnded);
        Assert.Equal((SubjectStatus.Erased, true), (gone.Status, gone.NamesNobody));
        Assert.Empty(gone.Retention.Clocks);
    }

    private static Subject Visitor() => Subject.Unregistered("sub_test").After(
        new RegisterSubject(SubjectKind.Visitor, Controller.ZenVoip, In("DE"), [Number]), Noon);

    private static Subject Erasing(Subject known) =>
        known.After(Joined, Noon).Asks(RightsRequestType.Erasure, Around).Shows(Around);

    private static Subject ErasedByZenVoip(Subject known)
    {
        var half = Erasing(known).Confirmed(Around, Noon.AddDays(3)).IsTold(Around);
        Assert.Equal(SubjectStatus.Active, half.Status);
        return half;
    }

    private static Subject ErasedIn(Subject known) => ErasedByZenVoip(known)
        .After(Instructed, Noon.AddDays(40), around: Around).Confirmed(Around, Noon.AddDays(41));
}
