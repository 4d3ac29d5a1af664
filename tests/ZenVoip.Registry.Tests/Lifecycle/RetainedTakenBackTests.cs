using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Tests.Deletions;
using ZenVoip.Registry.Tests.Rights;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Lifecycle.Farewell;
using static ZenVoip.Registry.Tests.Lifecycle.Ward;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>What a holder retains of an erasure that is taken back, it is not asked for again.</summary>
public sealed class RetainedTakenBackTests
{
    private static readonly Surroundings Around = CallStores();

    private static readonly DateTimeOffset Until = Noon.AddYears(3);

    /// <summary>Others may have it too.</summary>
    private static readonly DigestedIdentifier Account = Identifier(IdentifierType.Account, "account-550012");

    [Fact]
    public void It_is_not_ordered_again_for_whoever_has_withdrawn_and_its_clock_runs()
    {
        var retained = Retained(Held().Asks(RightsRequestType.Erasure, Around).Shows(Around));

        var back = Withdrawn(retained);
        var later = back.Ticked(Until, Around);

        Assert.Equal(DeletionOrderStatus.Cancelled, Assert.Single(back.Deletions.Orders).Status);
        Assert.Equal((SubjectStatus.Active, 1), (later.Status, later.Retention.Clocks.Length));
        Assert.Empty(later.OpenOrders);
        Assert.Equal(Office.CallRecords, Assert.Single(later.Ticked(CallsDue, Around).OpenOrders).Category);
    }

    [Fact]
    public void Nor_is_what_came_late()
    {
        var late = Held().Asks(RightsRequestType.Erasure, Around).Shows(Around)
            .Hears(Called, Noon.AddDays(3), Around);

        var later = Withdrawn(Retained(late)).Ticked(Until, Around);

        Assert.Equal(2, late.OpenOrders.Count);
        Assert.All(later.Deletions.Orders, order => Assert.Equal(DeletionOrderStatus.Cancelled, order.Status));
    }

    [Fact]
    public void Nor_is_what_is_refused()
    {
        var retained = Retained(Held().Asks(RightsRequestType.Erasure, Around).Shows(Around));

        Assert.Empty(retained.IsRefused(Around, "LEGAL_OBLIGATION").Ticked(Until, Around).OpenOrders);
    }

    /// <summary>With that end its clock has gone.</summary>
    [Fact]
    public void What_was_retained_at_the_end_of_a_part_is_ordered_again_also_where_more_was_shown_and_taken_back()
    {
        var part = Retained(Customer(Account).After(Called with { At = Noon.AddMonths(-1) }, Noon)
            .Asks(RightsRequestType.Erasure, Around).Shows(Around, Account));
        var whole = part.Shows(Around);

        var back = Withdrawn(whole);

        var ended = Assert.Single(part.Deletions.Erasures);
        Assert.Equal((SubjectStatus.Erasing, SubjectStatus.Active), (whole.Status, back.Status));
        Assert.Equal(
            (ErasureReach.Part, ended.EndedAt), (back.Deletions.Erasures[0].Reach, back.Deletions.Erasures[0].EndedAt));
        Assert.Empty(part.Retention.Clocks);
        Assert.Equal(
            part.Deletions.Orders[0].Id, Assert.Single(back.Ticked(Until, Around).OpenOrders).ReissueOf);
    }

    [Fact]
    public void Its_holder_is_told()
    {
        var retained = Retained(Held().Asks(RightsRequestType.Erasure, Around).Shows(Around));
        var order = Assert.Single(retained.Deletions.Orders);

        var told = NoticeRow.Of(
            retained, [new OrderCancelled(order.Id, Noon)], Withdrawn(retained), Office.Mint());

        Assert.Equal(order.System, Assert.Single(told).System);
    }

    /// <summary>A hold on what nobody holds lets the erasure go on.</summary>
    private static Subject Held() => Caller().After(Hold() with { Categories = [Office.Billing] }, Noon);

    private static Subject Retained(Subject subject) => subject.OpenOrders.Aggregate(
        subject,
        (before, order) => before.After(
            new ConfirmDeletion { OrderId = order.Id, RetainedUntil = Until, Ground = "LEGAL_OBLIGATION" },
            Noon.AddDays(4), around: Around));

    private static Subject Withdrawn(Subject subject) => subject.After(
        new WithdrawRightsRequest(subject.Rights.Only.Id), Noon.AddDays(5), around: Around);
}
