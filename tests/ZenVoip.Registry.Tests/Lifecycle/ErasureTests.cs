using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Jurisdictions;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Deletions;
using ZenVoip.Registry.Tests.Rights;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Lifecycle.Farewell;
using static ZenVoip.Registry.Tests.Lifecycle.Ward;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>An erasure ends with its last order, and only the person whom nobody else knows ends with it.</summary>
public sealed class ErasureTests
{
    [Fact]
    public void Under_an_erasure_nothing_is_permitted_and_nothing_more_is_written()
    {
        var erasing = Caller().After(Answer(ConsentStatus.Given), Noon).ToErase(Holders());

        Assert.Equal(SubjectStatus.Erasing, erasing.Status);
        Assert.Equal(DecisionOutcome.Deny, erasing.May("marketing", Channel.Sms, Number));
        Assert.Equal("SUBJECT_ERASED", CodeOf(erasing.Decide(Called, Demanded.AddHours(1))));
        Assert.Single(erasing.After(Stop(Channel.Sms), Demanded.AddHours(1), Number).OptOuts.OptOuts);
    }

    [Fact]
    public void It_ends_in_the_change_that_settles_its_last_order()
    {
        var around = Holders();
        var erasing = Caller().ToErase(around);
        var first = erasing.OpenOrders[0];

        var begun = erasing.After(new ConfirmDeletion { OrderId = first.Id }, Demanded.AddHours(1), around: around);
        var ended = begun.Confirmed(around);

        Assert.NotEmpty(begun.OpenOrders);
        Assert.Equal((SubjectStatus.Erasing, SubjectStatus.Erased), (begun.Status, ended.Status));
        Assert.Equal(ended.Tombstone!.ErasedAt, ended.Deletions.FindErasure(Demand)!.EndedAt);
    }

    [Fact]
    public void A_verified_demand_leaves_no_clock_that_would_order_again()
    {
        var around = CallStores();

        var erased = Caller().Asks(RightsRequestType.Erasure, around).Shows(around).Confirmed(around, Noon.AddDays(3));

        Assert.Equal(SubjectStatus.Erased, erased.Status);
        Assert.Empty(erased.Retention.Clocks);
        Assert.True(erased.NamesNobody);
    }

    [Fact]
    public void What_holders_were_asked_for_besides_is_taken_back_at_its_end()
    {
        var around = CallStores();

        var asked = Caller().Asks(RightsRequestType.OptOutOfSale, around);
        var erased = asked.ToErase(around).Confirmed(around, Noon.AddDays(3));

        Assert.Equal(SubjectStatus.Erased, erased.Status);
        Assert.All(asked.Deletions.Tasks, task => Assert.True(task.IsOpen));
        Assert.All(erased.Deletions.Tasks, task => Assert.Equal(HolderTaskStatus.Cancelled, task.Status));
    }

    [Fact]
    public void Where_nobody_holds_anything_it_ends_with_the_next_change()
    {
        var erasing = Customer(Number).ToErase(Around);

        Assert.Equal(SubjectStatus.Erased, erasing.After(new Elapse(), Demanded.AddHours(1)).Status);
    }

    [Fact]
    public void What_a_holder_retains_does_not_hinder_the_end_and_is_ordered_again()
    {
        var around = CallStores();
        var erasing = Caller().ToErase(around);
        var until = Demanded.AddMonths(6);
        var order = Assert.Single(erasing.OpenOrders);

        var ended = erasing.After(
            new ConfirmDeletion { OrderId = order.Id, RetainedUntil = until, Ground = "LEGAL_CLAIMS" },
            Demanded.AddHours(1), around: around);
        var again = ended.Ticked(until, around);

        Assert.Equal((SubjectStatus.Erased, until), (ended.Status, ended.Deletions.NextDue(
            ended.CircumstancesAt(Rules, until, []), until)));
        Assert.Equal(order.Id, Assert.Single(again.OpenOrders).ReissueOf);
        Assert.True(again.NamesNobody);
    }

    [Fact]
    public void A_legal_hold_hinders_the_end_until_it_is_released_and_the_rest_deleted()
    {
        var around = CallStores();
        var held = Caller().ToErase(around).After(Hold(), Demanded.AddHours(1), around: around);

        var free = held.After(new ReleaseLegalHold("hld_1"), Demanded.AddDays(9), around: around);
        var ended = free.Confirmed(around, Demanded.AddDays(10));

        Assert.Equal(
            [SubjectStatus.Erasing, SubjectStatus.Erasing, SubjectStatus.Erased],
            [held.Status, free.Status, ended.Status]);
    }

    [Fact]
    public void Another_legal_hold_keeps_the_person_and_its_release_lets_them_go()
    {
        var around = CallStores();
        var held = Caller()
            .After(new PlaceLegalHold("hld_1", Acme, "case 7", [Office.CallRecords]), Noon)
            .ToErase(around).Confirmed(around);

        var ended = held.After(new ReleaseLegalHold("hld_1"), Demanded.AddDays(9), around: around);

        Assert.Equal((SubjectStatus.Erasing, SubjectStatus.Erased), (held.Status, ended.Status));
    }

    [Fact]
    public void What_one_controller_erases_leaves_the_person_to_the_other()
    {
        var around = Holders();
        var yes = Answer(ConsentStatus.Given);
        var known = Caller()
            .After(new StartRelationship(Acme, SubjectKind.EndUser), Noon)
            .After(yes, Noon).After(yes with { Controller = Acme }, Noon);

        var ended = known.ToErase(around, Acme).Confirmed(around);

        Assert.Equal(SubjectStatus.Active, ended.Status);
        Assert.Equal(
            Controller.ZenVoip, Assert.Single(ended.Relationships.Relationships, each => each.IsOpen).Controller);
        Assert.Equal(Controller.ZenVoip, Assert.Single(ended.Consents.Consents).Controller);
        Assert.Equal(DecisionOutcome.Permit, ended.May("marketing", Channel.Sms, Number));
        Assert.Equal(DecisionOutcome.Deny, ended.May("marketing", Channel.Sms, Number, Acme));
        Assert.Equal(Number.Identifier, Assert.Single(ended.Identifiers.Links).Identifier);
    }

    [Fact]
    public void When_the_last_controller_erases_too_the_person_ends()
    {
        var around = Holders();
        var known = Caller().After(new StartRelationship(Acme, SubjectKind.EndUser), Noon);

        var both = known.ToErase(around, Acme).ToErase(around, Controller.ZenVoip, "req_2");

        Assert.Equal(SubjectStatus.Erasing, both.Status);
        Assert.Equal(SubjectStatus.Erased, both.Confirmed(around).Status);
    }

    [Fact]
    public void Some_categories_only_end_nothing()
    {
        var around = Holders();
        var known = Caller().After(Answer(ConsentStatus.Given), Noon);

        var ended = known.ToErase(around, categories: Office.CallRecords).Confirmed(around);

        Assert.NotNull(ended.Deletions.FindErasure(Demand)!.EndedAt);
        Assert.Equal(SubjectStatus.Active, ended.Status);
        Assert.Equal(DecisionOutcome.Permit, ended.May("marketing", Channel.Sms, Number));
    }

    [Fact]
    public void Some_identifiers_only_end_nothing()
    {
        var known = Caller();
        var wish = new EraseWish(Demand, Controller.ZenVoip, [], known.OwnLinks);
        var more = known.After(new LinkIdentifier(Email("ada@example.com")), Noon);

        var begun = more.Erasing(wish, Holders(), Demanded);

        Assert.Equal(ErasureReach.Part, Assert.IsType<ErasureBegun>(begun[0]).Erasure.Reach);
        var whole = more.Erasing(wish with { Links = more.OwnLinks }, Holders(), Demanded);
        Assert.Equal(ErasureReach.Person, Assert.IsType<ErasureBegun>(whole[0]).Erasure.Reach);
    }

    [Fact]
    public void What_a_customer_instructs_further_reaches_what_was_linked_since()
    {
        var around = Holders();
        var instruction = Desk.Ask(RightsRequestType.Erasure) with
        {
            Controller = Acme,
            Requester = RequesterRole.Controller,
        };

        var wider = Caller().After(new StartRelationship(Acme, SubjectKind.EndUser), Noon)
            .After(instruction with { Categories = [Office.Billing] }, Noon.AddDays(1), around: around)
            .After(new LinkIdentifier(Email("ada@example.com")), Noon.AddDays(2))
            .After(instruction, Noon.AddDays(3), around: around);

        Assert.Equal(ErasureReach.Controller, Assert.Single(wider.Deletions.Erasures).Reach);
        Assert.Equal([0, 1], wider.Deletions.Orders[^1].Links);
    }

    [Fact]
    public void What_a_law_kept_of_an_identifier_stops_no_clock_of_another()
    {
        var around = CallStores();
        var ask = Desk.Ask(RightsRequestType.Erasure) with { Categories = [Office.CallRecords] };
        var told = Customer(Number, Email("ada@example.com"))
            .After(new ObserveJurisdiction(In("US-TN"), JurisdictionSource.Declared), Noon)
            .After(Called with { At = Noon.AddMonths(-1) }, Noon)
            .After(ask, Noon.AddDays(1), around: around).Shows(around, Number).IsTold(around)
            .Confirmed(around, Noon.AddDays(4));

        var fired = told.Ticked(Assert.Single(told.Deletions.Withheld).Until!.Value, around);

        Assert.Equal([0], Assert.Single(fired.OpenOrders).Links);
        Assert.Single(fired.Retention.Clocks);
    }

    [Fact]
    public void What_a_law_kept_of_a_request_that_is_closed_is_ordered_once()
    {
        var around = CallStores();
        var ask = Desk.Ask(RightsRequestType.Erasure) with { Categories = [Office.CallRecords] };
        var told = Customer(Number).After(new ObserveJurisdiction(In("US-TN"), JurisdictionSource.Declared), Noon)
            .After(Called with { At = Noon.AddMonths(-1) }, Noon)
            .After(ask, Noon.AddDays(1), around: around).Shows(around).IsTold(around)
            .Confirmed(around, Noon.AddDays(4));

        var fired = told.Ticked(Assert.Single(told.Deletions.Withheld).Until!.Value, around);

        Assert.Single(told.Retention.Clocks);
        Assert.Single(fired.OpenOrders);
        Assert.Empty(fired.Retention.Clocks);
    }

    [Fact]
    public void What_a_law_kept_is_ordered_once_also_where_its_clock_falls_due_with_it()
    {
        var ask = Desk.Ask(RightsRequestType.Erasure) with { Categories = [Office.Billing] };
        var told = Customer(Number).After(Paid with { At = Noon.AddMonths(-1) }, Noon)
            .After(ask, Noon.AddDays(1), around: Holders()).Shows(Holders()).IsTold(Holders())
            .Confirmed(Holders(), Noon.AddDays(4));
        var until = Assert.Single(told.Deletions.Withheld).Until!.Value;

        var fired = told.Ticked(until, Holders());

        Assert.Equal(until, told.Retention.NextDue);
        Assert.Equal(told.Rights.Only.Id, Assert.Single(fired.OpenOrders).Cause);
        Assert.Empty(fired.Retention.Clocks);
    }

    [Fact]
    public void What_is_taken_back_lets_the_person_live()
    {
        var erasing = Caller().ToErase(Holders());

        var alive = erasing.Deletions.Cancelled(Demand, Demanded.AddHours(1))
            .Aggregate(erasing, (before, happened) => before.Apply(happened));

        Assert.Equal(SubjectStatus.Active, alive.Status);
        Assert.Empty(alive.OpenOrders);
        Assert.Empty(alive.Deletions.Erasures);
    }
}
