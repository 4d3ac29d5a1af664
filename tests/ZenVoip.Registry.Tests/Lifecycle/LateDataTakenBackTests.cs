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

        Assert.All(LateOf(late), order => Assert.Equal([0, 1], order.Links));
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

        Assert.All(LateOf(late), order => Assert.Equal([0, 1], order.Links));
        Assert.All([.. LateOf(back), .. LateOf(again)], order => Assert.Equal([0], order.Links));
        Assert.Equal((2, 2), (LateOf(back).Count, LateOf(again).Count));
    }

    [Fact]
    public void What_the_ended_takes_stays_apart_also_while_the_erasure_of_another_ends_the_person()
    {
        var asked = Erased.After(Demand, Noon.AddDays(4), around: Around);
        var both = asked.After(Instructed, Noon.AddDays(5), around: Around);
        var late = both.Hears(Called, Noon.AddDays(6), Around)
            .Hears(Called with { At = Noon }, Noon.AddDays(6.1), Around);

        var alive = Withdrawn(Shown(late, Noon.AddDays(7), asked.Rights.Requests[^1].Id), Noon.AddDays(8));
        var back = Withdrawn(alive, Noon.AddDays(9), asked.Rights.Requests[^1].Id).Ticked(Noon.AddDays(10), Around);

        Assert.Equal((SubjectStatus.Erasing, SubjectStatus.Active), (both.Status, alive.Status));
        Assert.Equal([Noon, Noon], LateOf(back).Select(order => order.Cutoff));
    }

    [Fact]
    public void Of_who_has_erased_what_came_since_goes_back_with_the_erasure_of_another_and_has_its_clock()
    {
        var late = Erased.After(Instructed, Noon.AddDays(5), around: Around)
            .Hears(Called, Noon.AddDays(6), Around);

        var alive = Withdrawn(late, Noon.AddDays(7));

        Assert.Equal(2, LateOf(late).Count);
        Assert.Equal(SubjectStatus.Active, alive.Status);
        Assert.Empty(alive.OpenOrders);
        Assert.Equal(Office.CallRecords, Assert.Single(alive.Retention.Clocks).Category);
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
