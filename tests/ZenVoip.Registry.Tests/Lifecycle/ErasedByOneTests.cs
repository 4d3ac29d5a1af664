using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Identifiers;
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

/// <summary>What one controller has erased does not come back to it, while the person lives on with another.</summary>
public sealed class ErasedByOneTests
{
    private static readonly Surroundings Around = Holders();

    private static readonly DateTimeOffset Ended = Demanded.AddDays(2);

    private static readonly DateTimeOffset Later = Ended.AddDays(2);

    private static readonly RecordConsent Yes = Answer(ConsentStatus.Given);

    private static readonly StartRelationship Contract = new(Controller.ZenVoip, SubjectKind.Customer);

    private static readonly Subject Erasing = Caller().After(new StartRelationship(Acme, SubjectKind.EndUser), Noon)
        .Asks(RightsRequestType.Erasure, Around).Shows(Around);

    private static readonly Subject Erased = Erasing.Confirmed(Around, Ended).IsTold(Around);

    [Fact]
    public void A_yes_of_the_time_before_that_is_told_late_is_refused()
    {
        var ended = Erased.Deletions.Erasures[0].EndedAt;

        Assert.Equal(SubjectStatus.Active, Erased.Status);
        Assert.Equal("SUBJECT_ERASED", CodeOf(Erased.Decide(Yes with { At = Noon.AddDays(-3) }, Later, Number)));
        Assert.Equal("SUBJECT_ERASED", CodeOf(Erased.Decide(Yes with { At = ended }, Later, Number)));
        Assert.Equal("SUBJECT_ERASED", CodeOf(Erased.Decide(
            Yes with { Status = ConsentStatus.Requested, At = Noon }, Later, Number)));
    }

    [Fact]
    public void A_yes_said_after_that_is_one() => Assert.Equal(
        DecisionOutcome.Permit,
        Erased.After(Yes with { At = Ended.AddHours(1) }, Later, Number)
            .Ask("marketing", Channel.Sms, Number, now: Later.AddHours(1)).Outcome);

    [Fact]
    public void A_yes_to_another_is_one_whenever_it_was_said() => Assert.Equal(
        DecisionOutcome.Permit,
        Erased.After(Yes with { Controller = Acme, At = Noon }, Later, Number)
            .May("marketing", Channel.Sms, Number, Acme));

    [Fact]
    public void A_no_is_heard_whenever_it_was_said()
    {
        var no = Yes with { Status = ConsentStatus.Withdrawn, At = Noon };

        Assert.Single(Erased.After(no, Later).Consents.Consents);
        Assert.Single(Erasing.After(no, Demanded.AddDays(1)).Consents.Consents);
    }

    [Fact]
    public void A_relationship_of_the_time_before_is_refused_and_a_new_one_begins()
    {
        Assert.Equal("SUBJECT_ERASED", CodeOf(Erased.Decide(Contract with { At = Noon.AddDays(-3) }, Later)));
        Assert.Equal(SubjectKind.Customer, Erased.After(Contract, Later).Relationships.KindTo(Controller.ZenVoip));
    }

    [Fact]
    public void While_the_erasure_is_under_way_neither_is_taken_only_to_go_with_it()
    {
        Assert.Equal("SUBJECT_ERASED", CodeOf(Erasing.Decide(Yes, Demanded.AddDays(1), Number)));
        Assert.Equal("SUBJECT_ERASED", CodeOf(Erasing.Decide(Contract, Demanded.AddDays(1))));
    }

    [Fact]
    public void Data_of_the_time_before_is_ordered_deleted_and_starts_no_clock()
    {
        var late = Hear(Erased, Called with { At = Noon.AddMonths(-2) });

        Assert.Equal(
            [(Controller.ZenVoip, Noon.AddMonths(-2)), (Controller.ZenVoip, Noon.AddMonths(-2))],
            late.OpenOrders.Select(order => (order.Controller, order.Cutoff)));
        Assert.All(late.OpenOrders, order => Assert.Equal(late.OwnLinks, order.Links));
        Assert.True(Erased.ReachesHolders(Called with { At = Noon }));
        Assert.Empty(late.Retention.Clocks);
    }

    [Fact]
    public void It_goes_by_what_was_shown_for_the_erasure_only()
    {
        var erased = Customer(Number, Identifier(IdentifierType.Account, "account-550012")).After(Called, Noon)
            .After(new StartRelationship(Acme, SubjectKind.EndUser), Noon)
            .Asks(RightsRequestType.Erasure, Around).Shows(Around, Number).Confirmed(Around, Ended);

        var late = Hear(erased, Called with { At = Noon });

        Assert.Equal(2, late.OpenOrders.Count);
        Assert.All(late.OpenOrders, order => Assert.Equal([0], order.Links));
    }

    [Fact]
    public void It_goes_by_what_was_linked_since_the_erasure_began_too_but_not_by_what_others_share()
    {
        var linked = Erasing.After(new LinkIdentifier(Email("anna@example.org")), Demanded.AddDays(1.1))
            .After(new LinkIdentifier(Identifier(IdentifierType.Account, "account-550012")), Demanded.AddDays(1.1));

        var late = Hear(linked, Called, Demanded.AddDays(1.5));

        Assert.All(late.OpenOrders.Except(linked.OpenOrders), order => Assert.Equal([0, 1], order.Links));
        Assert.NotEqual(linked.OpenOrders, late.OpenOrders);
    }

    [Fact]
    public void Data_that_came_while_the_erasure_was_under_way_is_ordered_at_once()
    {
        var late = Hear(Erasing, Called, Demanded.AddDays(1.5));
        var ended = Erasing.OpenOrders.Aggregate(late, (before, order) =>
            before.After(new ConfirmDeletion { OrderId = order.Id }, Ended, around: Around));

        Assert.Equal(
            [(late.RecordedAt, DeletionBook.LateData), (late.RecordedAt, DeletionBook.LateData)],
            ended.OpenOrders.Select(order => (order.Cutoff, order.Cause)));
        Assert.NotNull(ended.Deletions.Erasures[0].EndedAt);
        Assert.Empty(ended.Retention.Clocks);
    }

    [Fact]
    public void What_came_during_a_second_erasure_is_taken_back_with_it_and_keeps_its_clock()
    {
        var again = Erased.After(Contract, Later).Asks(RightsRequestType.Erasure, Around).Shows(Around);
        var late = Hear(again, Called, Later.AddDays(1));

        var back = late.After(new WithdrawRightsRequest(late.Rights.Requests[^1].Id), Later.AddDays(2), around: Around);

        Assert.Contains(late.OpenOrders, order => order.Cause == DeletionBook.LateData);
        Assert.Empty(back.OpenOrders);
        Assert.Single(back.Retention.Clocks);
    }

    [Fact]
    public void Its_clock_goes_on_where_the_erasure_is_taken_back()
    {
        var late = Hear(Erasing, Called with { At = Noon.AddMonths(-1) }, Demanded.AddDays(1.5));

        var back = late.After(new WithdrawRightsRequest(late.Rights.Only.Id), Ended, around: Around);

        Assert.Empty(back.OpenOrders);
        Assert.Equal([new(2026, 10, 1), new(2026, 11, 1)], Assert.Single(back.Retention.Clocks).Months);
    }

    [Fact]
    public void What_a_law_keeps_of_late_data_is_not_ordered()
    {
        var during = Hear(Erasing, Paid, Demanded.AddDays(1.5));
        var after = Hear(Erased, Paid with { At = Noon });

        Assert.All([during, after], late =>
        {
            Assert.Equal("zenvoip.books", Assert.Single(late.Deletions.Withheld).Because);
            Assert.DoesNotContain(late.OpenOrders, order => order.Category == Paid.Category
                && order.Cutoff >= Assert.Single(late.Deletions.Withheld).Cutoff);
        });
        Assert.Empty(after.Retention.Clocks);
        Assert.Empty(during.Confirmed(Around, Ended).Retention.Clocks);
    }

    [Fact]
    public void What_a_law_keeps_of_it_is_not_ordered_either_where_no_clock_has_a_place()
    {
        var clock = Caller().Retention.Clocks[0];
        var full = Erased with
        {
            Retention = new()
            {
                Clocks =
                [
                    .. Enumerable.Range(0, RetentionBook.Max).Select(number => clock with
                    {
                        Controller = Controller.TryParse($"c{number}")!.Value,
                    }),
                ],
            },
        };

        var late = Hear(full, Paid with { At = Noon });

        Assert.Equal("zenvoip.books", Assert.Single(late.Deletions.Withheld).Because);
    }

    [Fact]
    public void New_data_has_a_clock_and_so_has_anothers()
    {
        Assert.Single(Erased.After(Called, Later).Retention.Clocks);
        Assert.Single(Erased.After(Called with { Controller = Acme, At = Noon }, Later).Retention.Clocks);
    }

    [Fact]
    public void What_a_law_keeps_of_late_data_stays_kept_when_another_takes_back_an_erasure_years_later()
    {
        var instruction = Desk.Ask(RightsRequestType.Erasure) with
        {
            Controller = Acme,
            Requester = RequesterRole.Controller,
            Categories = [Office.CallRecords],
        };
        var erased = Caller().After(new StartRelationship(Acme, SubjectKind.EndUser), Noon)
            .Asks(RightsRequestType.Erasure, Around).Shows(Around).Confirmed(Around, Ended)
            .IsTold(Around);
        var late = Hear(erased, Paid with { At = Noon });
        var kept = Assert.Single(late.Deletions.Withheld, each => each.Cause == DeletionBook.LateData);

        var asked = late.After(instruction, Ended.AddMonths(25), around: Around);
        var back = asked.After(
            new WithdrawRightsRequest(asked.Rights.Requests[^1].Id), Ended.AddMonths(26), around: Around);

        Assert.Contains(back.Deletions.Withheld, each => each.Number == kept.Number);
    }

    /// <summary>The subject after a report that is refused.</summary>
    private static Subject Hear(Subject subject, RecordActivity report, DateTimeOffset? at = null)
    {
        var refused = Assert.IsType<Outcome.Refused>(
            subject.Decide(report, subject.TimeToRecord(at ?? Later), around: Around));
        Assert.Equal("SUBJECT_ERASED", refused.Reason.Code);
        return refused.Events.Aggregate(subject, (before, happened) => before.Apply(happened));
    }
}
