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
/// What was shown after an erasure's end goes back with its demand, and nothing else: neither what the end has left
/// behind, nor anything of a tombstone.
/// </summary>
public sealed class ShownAfterTheEndTests
{
    private static readonly Surroundings Around = Holders();

    private static readonly DigestedIdentifier Second = Phone("+33123456789", "FR");

    /// <summary>Another controller has the person.</summary>
    private static readonly Subject Erasing = Caller().After(new StartRelationship(Acme, SubjectKind.EndUser), Noon)
        .Asks(RightsRequestType.Erasure, Around).Shows(Around, Number);

    private static readonly WithdrawRightsRequest Withdrawn = new(Erasing.Rights.Only.Id);

    private static readonly DateTimeOffset Reissued = Noon.AddDays(8);

    [Fact]
    public void What_a_holder_had_retained_at_the_end_is_ordered_after_a_hold_also_where_the_demand_is_taken_back()
    {
        var store = StoreOf(Erasing);
        var again = Shown(Retained(Erasing, store, Reissued)).Ticked(Reissued, Around);

        var held = again.After(Hold(), Noon.AddDays(9), around: Around);
        var free = held.After(Withdrawn, Noon.AddDays(10), around: Around)
            .After(new ReleaseLegalHold("hld_1"), Noon.AddDays(11), around: Around);

        Assert.Contains(again.OpenOrders, order => order.ReissueOf == store.Id);
        Assert.DoesNotContain(held.OpenOrders, order => order.Category == store.Category);
        Assert.Contains(free.OpenOrders, order =>
            (order.System, order.Category) == (store.System, store.Category) && order.Cutoff >= store.Cutoff);
        Assert.DoesNotContain(free.OpenOrders, order => order.Links.Contains(1));
    }

    [Fact]
    public void Released_before_the_demand_is_taken_back_both_are_ordered_and_only_what_was_shown_since_goes_back()
    {
        var store = StoreOf(Erasing);
        var held = Shown(Retained(Erasing, store, Reissued)).Ticked(Reissued, Around)
            .After(Hold(), Noon.AddDays(9), around: Around);

        var free = held.After(new ReleaseLegalHold("hld_1"), Noon.AddDays(10), around: Around);
        var back = free.After(Withdrawn, Noon.AddDays(11), around: Around);

        Assert.Contains(free.OpenOrders, order => order.Links.Contains(1));
        Assert.Contains(back.OpenOrders, order => order.System == store.System && order.Cutoff >= store.Cutoff);
        Assert.DoesNotContain(back.OpenOrders, order => order.Links.Contains(1));
    }

    [Fact]
    public void Of_a_tombstone_nothing_is_taken_back()
    {
        var shown = Shown(Erasing.Confirmed(Around, Noon.AddDays(3)));
        var store = StoreOf(shown);
        var left = Retained(shown, store, Noon.AddDays(70), Noon.AddDays(6))
            .After(new EndRelationship(Acme, SubjectKind.EndUser), Noon.AddDays(7), around: Around);
        for (var day = 8; day < 60 && left.Status is not SubjectStatus.Erased; day++)
            left = left.Ticked(Noon.AddDays(day), Around).Confirmed(Around, Noon.AddDays(day));
        var again = left.Ticked(Noon.AddDays(71), Around);

        var back = again.After(Withdrawn, Noon.AddDays(72), around: Around);

        Assert.Equal(SubjectStatus.Erased, left.Status);
        Assert.Contains(back.OpenOrders, order => order.ReissueOf == store.Id);
    }

    private static DeletionOrder StoreOf(Subject subject) => subject.OpenOrders.First(order =>
        order.Category == Office.CallRecords && order.System == Office.Store.Name);

    /// <summary>All other orders are confirmed.</summary>
    private static Subject Retained(
        Subject subject, DeletionOrder order, DateTimeOffset until, DateTimeOffset? at = null) => subject.After(
            new ConfirmDeletion { OrderId = order.Id, RetainedUntil = until, Ground = "LEGAL_OBLIGATION" },
            at ?? Noon.AddDays(3), around: Around).Confirmed(Around, at ?? Noon.AddDays(3));

    private static Subject Shown(Subject erased) => erased.After(new LinkIdentifier(Second), Noon.AddDays(4)).After(
        new VerifyRightsRequest(Withdrawn.RequestId, "login") { Digests = [Second.Digest.Value] },
        Noon.AddDays(5), around: Around);
}
