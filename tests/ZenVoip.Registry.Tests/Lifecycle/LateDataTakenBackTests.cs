using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Deletions;
using ZenVoip.Registry.Tests.Rights;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Lifecycle.Ward;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>
/// Of what came late a demand that is taken back leaves what an ended erasure takes, by what was shown for that, and
/// nothing else.
/// </summary>
public sealed class LateDataTakenBackTests
{
    private static readonly Surroundings Around = Holders();

    /// <summary>Others may have it too.</summary>
    private static readonly DigestedIdentifier Account = Identifier(IdentifierType.Account, "account-550012");

    private static readonly SubmitRightsRequest Demand = Desk.Ask(RightsRequestType.Erasure);

    private static readonly SubmitRightsRequest Instructed =
        Demand with { Controller = Acme, Requester = RequesterRole.Controller };

    /// <summary>Zenvoip has erased, by the number alone, somebody whom another has.</summary>
    private static readonly Subject Erased = Customer(Number, Account).After(Called, Noon)
        .After(new StartRelationship(Acme, SubjectKind.EndUser), Noon)
        .Asks(RightsRequestType.Erasure, Around).Shows(Around, Number).Confirmed(Around, Noon.AddDays(3));

    [Fact]
    public void It_goes_by_no_account_that_only_the_later_demand_has_shown()
    {
        var second = Shown(Erased.After(Demand, Noon.AddDays(4), around: Around), Noon.AddDays(5));
        var late = second.Hears(Called with { At = Noon }, Noon.AddDays(6), Around);

        var back = Withdrawn(late, Noon.AddDays(7));

        Assert.Equal([0, 0, 1, 1], LateOf(late).Select(order => order.Links.Single()));
        Assert.Equal([(Noon, 0), (Noon, 0)], LateOf(back).Select(order => (order.Cutoff, order.Links.Single())));
        Assert.Equal(LateOf(back), back.OpenOrders);
    }

    [Fact]
    public void What_a_hold_keeps_of_it_goes_by_none_either()
    {
        var second = Shown(Erased.After(Demand, Noon.AddDays(4), around: Around), Noon.AddDays(5));
        var held = second.Hears(Called with { At = Noon }, Noon.AddDays(6), Around)
            .After(Hold(), Noon.AddDays(7), around: Around);

        var free = Withdrawn(held, Noon.AddDays(8))
            .After(new ReleaseLegalHold("hld_1"), Noon.AddDays(9), around: Around);

        Assert.Equal([(Noon, 0), (Noon, 0)], LateOf(free).Select(order => (order.Cutoff, order.Links.Single())));
    }

    [Fact]
    public void Nor_by_what_was_shown_since_the_end_and_taken_back()
    {
        var shown = Erased.After(
            new VerifyRightsRequest(Erased.Rights.Only.Id, "login") { Digests = [Account.Digest.Value] },
            Noon.AddDays(4), around: Around);
        var late = shown.Hears(Called with { At = Noon }, Noon.AddDays(5), Around);

        var back = Withdrawn(late, Noon.AddDays(6));
        var again = Withdrawn(shown, Noon.AddDays(6)).Hears(Called with { At = Noon }, Noon.AddDays(7), Around);

        Assert.Equal([0, 0, 1, 1], LateOf(late).Select(order => order.Links.Single()));
        Assert.All([.. LateOf(back), .. LateOf(again)], order => Assert.Equal([0], order.Links));
        Assert.Equal((2, 2), (LateOf(back).Count, LateOf(again).Count));
    }

    /// <summary>What a law keeps of that goes by the account too, and is not taken back.</summary>
    [Fact]
    public void Nor_where_a_law_keeps_other_data_that_it_leads_to()
    {
        var payer = Customer(Number, Account).After(Called, Noon).After(Farewell.Paid, Noon)
            .After(new StartRelationship(Acme, SubjectKind.EndUser), Noon)
            .Asks(RightsRequestType.Erasure, Around).Shows(Around, Number).Confirmed(Around, Noon.AddDays(3));
        var shown = payer.After(
            new VerifyRightsRequest(payer.Rights.Only.Id, "login") { Digests = [Account.Digest.Value] },
            Noon.AddDays(4), around: Around);

        var back = Withdrawn(shown.Hears(Called with { At = Noon }, Noon.AddDays(5), Around), Noon.AddDays(6));
        var again = Withdrawn(shown, Noon.AddDays(6)).Hears(Called with { At = Noon }, Noon.AddDays(7), Around);

        Assert.Contains(again.Deletions.Withheld, kept => kept.Links.Contains(1));
        Assert.All([.. LateOf(back), .. LateOf(again)], order => Assert.Equal([0], order.Links));
        Assert.Equal((2, 2), (LateOf(back).Count, LateOf(again).Count));
    }

    [Fact]
    public void What_has_come_since_its_end_keeps_the_person_and_what_it_takes_stays_ordered()
    {
        var asked = Erased.After(Demand, Noon.AddDays(4), around: Around);
        var both = asked.After(Instructed, Noon.AddDays(5), around: Around);
        var alive = both.After(Called, Noon.AddDays(6), around: Around);

        var shown = Shown(alive, Noon.AddDays(7), asked.Rights.Requests[^1].Id)
            .Hears(Called with { At = Noon }, Noon.AddDays(7.1), Around);
        var back = Withdrawn(shown, Noon.AddDays(9), asked.Rights.Requests[^1].Id).Ticked(Noon.AddDays(10), Around);

        Assert.Equal((SubjectStatus.Erasing, SubjectStatus.Active), (both.Status, alive.Status));
        Assert.Equal([Noon, Noon], LateOf(back).Select(order => order.Cutoff));
        Assert.Equal(Office.CallRecords, Assert.Single(back.Retention.Clocks).Category);
    }

    /// <summary>It is ordered again when the ground has ended, and stays so.</summary>
    [Fact]
    public void What_a_holder_has_retained_of_it_stays_ordered_again()
    {
        var second = Shown(Erased.After(Demand, Noon.AddDays(4), around: Around), Noon.AddDays(5));
        var late = second.Hears(Called with { At = Noon }, Noon.AddDays(6), Around);
        var order = LateOf(late)[0];
        var again = late.After(
            new ConfirmDeletion { OrderId = order.Id, RetainedUntil = Noon.AddDays(9), Ground = "LEGAL_OBLIGATION" },
            Noon.AddDays(7), around: Around).Ticked(Noon.AddDays(9), Around);

        var back = Withdrawn(again, Noon.AddDays(10));

        Assert.Contains(LateOf(again), one => one.ReissueOf == order.Id);
        Assert.Contains(LateOf(back), one => one.ReissueOf == order.Id);
    }

    /// <summary>One that began would keep the person for years.</summary>
    [Fact]
    public void What_the_ended_takes_starts_no_clock()
    {
        var second = Shown(Erased.After(Demand, Noon.AddDays(10), around: Around), Noon.AddDays(11));
        var late = second.Hears(Called with { At = Noon }, Noon.AddDays(12), Around);

        var back = Withdrawn(late, Noon.AddDays(13));

        Assert.Equal([Noon, Noon], LateOf(back).Select(order => order.Cutoff));
        Assert.Empty(back.Retention.Clocks);
    }

    private static Subject Shown(Subject subject, DateTimeOffset at, string? id = null) => subject.After(
        new VerifyRightsRequest(id ?? subject.Rights.Requests[^1].Id, "login"), at, around: Around);

    private static Subject Withdrawn(Subject subject, DateTimeOffset at, string? id = null) => subject.After(
        new WithdrawRightsRequest(id ?? subject.Rights.Requests[^1].Id), at, around: Around);

    private static List<DeletionOrder> LateOf(Subject subject) =>
        [.. subject.OpenOrders.Where(order => order.Cause == DeletionBook.LateData)];
}
