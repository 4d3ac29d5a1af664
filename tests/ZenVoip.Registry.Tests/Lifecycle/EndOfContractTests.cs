using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Deletions;
using ZenVoip.Registry.Tests.Rights;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Lifecycle.Ward;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>With a contract all of its data goes, and it ends when it ended.</summary>
public sealed class EndOfContractTests
{
    private static readonly DateTimeOffset End = Noon.AddDays(10);

    private static readonly Subject EndUser = Customer(Number)
        .After(new StartRelationship(Acme, SubjectKind.EndUser), Noon);

    [Fact]
    public void What_came_in_the_month_after_the_contract_is_deleted_with_the_rest()
    {
        var around = Holders();
        var ended = EndUser.After(new EndRelationship(Acme, SubjectKind.EndUser), End);
        var due = ended.NextDue(End)!.Value;

        var orders = ended.Ticked(due.AddHours(2), around).OpenOrders;

        Assert.NotEmpty(orders);
        Assert.All(orders, order => Assert.Equal((Acme, due.AddHours(2)), (order.Controller, order.Cutoff)));
    }

    /// <summary>A registration is dated when it is made, the contract may be older, and over.</summary>
    [Fact]
    public void A_contract_that_ended_before_it_was_registered_is_deleted_whole()
    {
        var around = Holders();
        var ended = EndUser.After(new EndRelationship(Acme, SubjectKind.EndUser, Noon.AddYears(-1)), End);

        var orders = ended.Ticked(End.AddHours(1), around).OpenOrders;

        Assert.NotEmpty(orders);
        Assert.All(orders, order => Assert.Equal(End.AddHours(1), order.Cutoff));
    }

    [Fact]
    public void What_goes_on_is_not_reported_as_ended()
    {
        var contract = new RecordActivity(Acme, RetentionEvent.ContractEnded, Office.Billing);
        var consent = contract with { Controller = Controller.ZenVoip, Event = RetentionEvent.ConsentEnded };
        var agreed = EndUser.After(Answer(ConsentStatus.Given), Noon);

        Assert.Equal("CONTRACT_IN_FORCE", CodeOf(EndUser.Decide(contract, End)));
        Assert.Equal("CONSENT_IN_FORCE", CodeOf(agreed.Decide(consent, End)));
        Assert.Equal(End.AddDays(1), Assert.Single(EndUser.After(new EndRelationship(Acme, SubjectKind.EndUser), End)
            .After(contract with { At = End.AddDays(1) }, End.AddDays(1)).Retention.Clocks,
            clock => clock.Category == Office.Billing).StartedAt);
    }

    [Fact]
    public void What_comes_after_a_part_was_erased_goes_with_the_contract_still()
    {
        var around = Holders();
        var instructed = Desk.Ask(RightsRequestType.Erasure) with
        {
            Controller = Acme,
            Requester = RequesterRole.Controller,
            Categories = [Office.CallRecords],
        };
        var erased = EndUser.After(new EndRelationship(Acme, SubjectKind.EndUser), End)
            .After(instructed, End.AddDays(1), around: around).Confirmed(around, End.AddDays(2));
        var called = erased.After(Called with { Controller = Acme }, End.AddDays(5));
        var due = EndUser.After(new EndRelationship(Acme, SubjectKind.EndUser), End).NextDue(End)!.Value;

        var gone = called.Ticked(due.AddHours(2), around);

        var orders = gone.OpenOrders.Where(order => order.Category == Office.CallRecords);
        Assert.NotEmpty(orders);
        Assert.All(orders, order => Assert.Equal(due.AddHours(2), order.Cutoff));
        Assert.DoesNotContain(
            gone.Retention.Clocks, clock => clock.Category == Office.CallRecords && clock.DueAt is not null);
    }
}
