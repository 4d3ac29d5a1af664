using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Tests.Deletions;
using ZenVoip.Registry.Tests.Rights;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Lifecycle.Farewell;
using static ZenVoip.Registry.Tests.Lifecycle.Ward;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>What an erasure deletes by which identifiers.</summary>
public sealed class ErasureByIdentifiersTests
{
    private static readonly DigestedIdentifier Address = Email("ada@example.com");

    private static readonly DigestedIdentifier Other = Email("ada@example.org");

    /// <summary>Others may have it too.</summary>
    private static readonly DigestedIdentifier Account = Identifier(IdentifierType.Account, "account-550012");

    [Theory]
    [InlineData(UnlinkReason.Changed, "CALL_RECORDS", new[] { 0, 2 })]
    [InlineData(UnlinkReason.Disconnected, null, new[] { 0, 2 })]
    [InlineData(UnlinkReason.Mistake, null, new[] { 2 })]
    public void Who_shows_all_that_is_theirs_now_has_what_was_theirs_deleted_too(
        UnlinkReason reason, string? category, int[] links)
    {
        var around = CallStores();
        var ask = Desk.Ask(RightsRequestType.Erasure) with
        {
            Categories = category is null ? [] : [DataCategory.TryParse(category)!.Value],
        };
        var moved = Customer(Number, Account).After(Called with { At = Noon.AddMonths(-1) }, Noon)
            .After(new UnlinkIdentifier(Number.Digest, reason), Noon.AddHours(1))
            .After(new LinkIdentifier(Address), Noon.AddHours(1));

        var shown = moved.After(ask, Noon.AddDays(1), around: around).Shows(around, Address);

        Assert.Equal(links, Assert.Single(shown.OpenOrders).Links.Order());
    }

    [Fact]
    public void What_others_share_shows_nothing_that_was_theirs()
    {
        var around = CallStores();
        var left = Customer(Number, Account).After(Called with { At = Noon.AddMonths(-1) }, Noon)
            .After(new UnlinkIdentifier(Number.Digest, UnlinkReason.Disconnected), Noon.AddHours(1));

        var shown = left.Asks(RightsRequestType.Erasure, around).Shows(around, Account);

        Assert.Equal([1], Assert.Single(shown.OpenOrders).Links);
    }

    /// <summary>Else data that the number leads to would have neither an order nor a clock.</summary>
    [Fact]
    public void Nobody_who_shares_an_identifier_ends_a_person_by_it()
    {
        var around = CallStores();
        var left = Customer(Number, Account).After(Called with { At = Noon.AddMonths(-1) }, Noon)
            .After(new UnlinkIdentifier(Number.Digest, UnlinkReason.Disconnected), Noon.AddHours(1));

        var shown = left.Asks(RightsRequestType.Erasure, around).Shows(around, Account)
            .IsTold(around).Confirmed(around, Noon.AddDays(4));

        Assert.Equal((SubjectStatus.Active, ErasureReach.Part), (shown.Status, shown.Deletions.Erasures[0].Reach));
        Assert.Equal([0, 1], Assert.Single(shown.Ticked(CallsDue, around).OpenOrders).Links);
    }

    [Fact]
    public void Of_whom_none_but_shared_ones_are_known_all_is_erased_only_where_who_they_are_is_beyond_doubt()
    {
        var around = CallStores();
        var shared = Customer(Account).After(Called, Noon).Asks(RightsRequestType.Erasure, around);

        var shown = shared.Shows(around, Account);

        Assert.Equal(
            (SubjectStatus.Active, SubjectStatus.Erasing, SubjectStatus.Erasing),
            (shown.Status, shown.Shows(around).Status, shared.Shows(around).Status));
    }

    [Fact]
    public void What_turns_out_to_be_linked_by_mistake_leads_nobody_to_whose_it_is()
    {
        var around = CallStores();
        var mistaken = Customer(Number, Address, Other).Asks(RightsRequestType.Erasure, around).Shows(around, Number)
            .After(new UnlinkIdentifier(Number.Digest, UnlinkReason.Mistake), Noon.AddDays(3));

        var whole = mistaken.Shows(around, Address);

        Assert.Equal([1], whole.OpenOrders[^1].Links);
        Assert.DoesNotContain(
            whole.OpenOrders.SelectMany(order => whole.Identifiers.At(order.OpenLinks)),
            link => link.Digest == Number.Digest);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_only_an_identifier_leads_to_that_it_leaves_out_still_falls_due(bool isToldFirst)
    {
        var around = CallStores();
        var erasing = Customer(Number, Address).After(Called with { At = Noon.AddMonths(-1) }, Noon)
            .Asks(RightsRequestType.Erasure, around).Shows(around, Number);

        var ended = isToldFirst
            ? erasing.IsTold(around).Confirmed(around, Noon.AddDays(4))
            : erasing.Confirmed(around).IsTold(around);

        Assert.Equal([0], Assert.Single(ended.Deletions.Orders).Links);
        Assert.Equal([0, 1], Assert.Single(ended.Ticked(CallsDue, around).OpenOrders).Links);
    }

    [Fact]
    public void What_came_before_the_last_identifier_was_verified_goes_by_all_of_them()
    {
        var around = CallStores();
        var half = Customer(Number, Address).Asks(RightsRequestType.Erasure, around)
            .Shows(around, Number).After(Called, Noon.AddDays(2).AddHours(1));

        var whole = half.Shows(around, Address);

        Assert.Equal((SubjectStatus.Active, SubjectStatus.Erasing), (half.Status, whole.Status));
        Assert.Contains(whole.OpenOrders, order => order.Cutoff >= half.RecordedAt && order.Links is [0, 1]);
    }

    [Fact]
    public void What_was_deleted_by_one_identifier_after_the_other_falls_due_no_more()
    {
        var around = CallStores();
        var ask = Desk.Ask(RightsRequestType.Erasure) with { Categories = [Office.CallRecords] };

        var told = Customer(Number, Address).After(Called with { At = Noon.AddMonths(-1) }, Noon)
            .After(ask, Noon.AddDays(1), around: around).Shows(around, Number).Shows(around, Address)
            .Confirmed(around).IsTold(around);

        Assert.Empty(told.Retention.Clocks);
    }
}
