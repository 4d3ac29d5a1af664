using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Deletions;
using ZenVoip.Registry.Tests.Rights;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Lifecycle.Farewell;
using static ZenVoip.Registry.Tests.Lifecycle.Ward;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>What a law keeps of data that is reported of somebody erased, it keeps.</summary>
public sealed class LateDataUnderALawTests
{
    private static readonly Surroundings Around = Holders();

    private static readonly PlaceLegalHold OnBills = Hold() with { Categories = [Office.Billing] };

    private static readonly ReleaseLegalHold Released = new("hld_1");

    /// <summary>Another controller has the person.</summary>
    private static readonly Subject Erasing = Caller().After(new StartRelationship(Acme, SubjectKind.EndUser), Noon)
        .Asks(RightsRequestType.Erasure, Around).Shows(Around, Number);

    /// <summary>Holders have no bill by then; of October's, and then of August's, is told late.</summary>
    [Fact]
    public void No_order_in_the_place_of_an_overdue_one_asks_for_a_bill_that_was_reported_since()
    {
        var october = BillsDeleted().Hears(Paid with { At = At(10, 15) }, Noon.AddDays(4), Around)
            .After(new LinkIdentifier(Phone("+33123456789", "FR")), Noon.AddDays(5));
        var overdue = october.Ticked(Noon.AddDays(40), Around);

        var august = overdue.Hears(Paid with { At = At(8, 15) }, Noon.AddDays(41), Around);

        Assert.Equal(DeletionOrderStatus.Failed, Assert.Single(LateOf(overdue)).Status);
        var more = Assert.Single(LateOf(august), order => !order.Links.SequenceEqual([0]));
        Assert.Equal((At(8, 1) - Instants.Step, 2), (more.Cutoff, more.Links.Length));
        Assert.Contains(august.Deletions.Withheld, kept => kept.Cutoff == At(8, 15) && kept.Until > Noon.AddYears(6));
    }

    /// <summary>What was asked then is asked still: its holder answers with what it retains.</summary>
    [Fact]
    public void An_overdue_order_that_asks_for_more_than_a_new_one_may_stays()
    {
        var overdue = BillsDeleted().Hears(Paid with { At = At(10, 15) }, Noon.AddDays(4), Around)
            .After(new LinkIdentifier(Phone("+33123456789", "FR")), Noon.AddDays(5)).Ticked(Noon.AddDays(40), Around);

        var august = overdue.Hears(Paid with { At = At(8, 15) }, Noon.AddDays(41), Around);

        Assert.Equal(LateOf(overdue), LateOf(august).Take(1));
    }

    [Fact]
    public void A_bill_that_was_reported_under_a_hold_is_kept_for_its_law_once_that_is_released()
    {
        var held = Erasing.Confirmed(Around, Noon.AddDays(3)).After(OnBills, Noon.AddDays(4), around: Around);

        var late = held.Hears(Paid with { At = Noon.AddDays(1) }, Noon.AddDays(5), Around);

        IsKept(late, late.After(Released, Noon.AddDays(6), around: Around));
    }

    [Fact]
    public void So_is_one_of_an_erasure_that_ended_under_the_hold()
    {
        var held = BillsDeleted().After(OnBills, Noon.AddDays(4), around: Around);

        var late = held.Hears(Paid with { At = Noon.AddDays(1) }, Noon.AddDays(5), Around);
        var ended = late.Confirmed(Around, Noon.AddDays(6));

        Assert.NotNull(Assert.Single(ended.Deletions.Erasures).EndedAt);
        IsKept(late, ended.After(Released, Noon.AddDays(7), around: Around));
    }

    /// <summary>Tickets do not accrue by month: each is kept from its own time, and the newest is kept last.</summary>
    [Fact]
    public void Of_what_does_not_accrue_the_newest_report_waits_for_all()
    {
        var support = DataCategory.TryParse("SUPPORT")!.Value;
        var around = KeepingSupport(support);
        var late = Caller().Asks(RightsRequestType.Erasure, around).Shows(around, Number);
        var report = new RecordActivity(Controller.ZenVoip, RetentionEvent.Created, support);

        for (var hour = 0; hour < 20; hour++)
            late = late.Hears(report, Noon.AddDays(3).AddHours(hour), around);

        var kept = Assert.Single(late.Deletions.Withheld, each => each.Cause == DeletionBook.LateData);
        Assert.Equal(late.RecordedAt, kept.Cutoff);
        Assert.Equal(Assert.Single(late.Retention.Clocks, clock => clock.Category == support).KeepUntil, kept.Until);
    }

    /// <summary>Tax law is the same for whoever lived wherever: the last bill comes when its payer is gone.</summary>
    [Fact]
    public void What_a_law_keeps_everywhere_is_kept_and_goes_in_its_time_also_where_nothing_else_was()
    {
        var erased = Caller().ToErase(Around).Confirmed(Around)
            .After(new NoteKeysDestroyed(Evidence: true), Demanded.AddDays(2));

        var late = erased.Hears(Paid, Noon.AddDays(10), Around);
        var kept = Assert.Single(late.Deletions.Withheld);
        var before = late.Ticked(kept.Until!.Value.AddDays(-1), Around);
        var due = late.Ticked(kept.Until!.Value, Around);

        Assert.Empty(erased.Deletions.Withheld);
        Assert.Empty(before.OpenOrders);
        Assert.Equal((late.RecordedAt, kept.Until), (kept.Cutoff, late.NextDue(late.RecordedAt)));
        Assert.True(kept.Until > Noon.AddYears(7));
        var order = Assert.Single(due.OpenOrders);
        Assert.Equal((Office.Billing, late.RecordedAt), (order.Category, order.Cutoff));
        Assert.Empty(order.Links);
        Assert.True(late.NamesNobody);
        Assert.NotNull(late.Tombstone!.EvidenceEndedAt);
    }

    private static void IsKept(Subject late, Subject free)
    {
        Assert.Empty(LateOf(late));
        Assert.All(LateOf(free), order => Assert.True(order.Cutoff < At(11, 1)));
        var kept = Assert.Single(free.Deletions.Withheld, each => each.Cause == DeletionBook.LateData);
        Assert.Equal((Controller.ZenVoip, Noon.AddDays(1)), (kept.Controller, kept.Cutoff));
        Assert.True(kept.Until > Noon.AddYears(6));
    }

    private static Subject BillsDeleted() => Erasing.OpenOrders.Where(order => order.Category == Office.Billing)
        .Aggregate(Erasing, (before, order) => before.After(
            new ConfirmDeletion { OrderId = order.Id }, Noon.AddDays(3), around: Around));

    private static List<DeletionOrder> LateOf(Subject subject) =>
        [.. subject.OpenOrders.Where(order => order.Cause == DeletionBook.LateData)];

    private static DateTimeOffset At(int month, int day) => new(2026, month, day, 0, 0, 0, TimeSpan.Zero);

    private static Surroundings KeepingSupport(DataCategory support)
    {
        var clauses = Rules.Clauses;
        var law = clauses.Retention.Rules.First(rule =>
            rule.KeepFor is not null && rule.Categories.Contains(Office.Billing));
        return Among(Office.Store with { Categories = [Office.CallRecords, support] }) with
        {
            Rules = new(clauses with
            {
                Retention = clauses.Retention with
                {
                    Rules = [.. clauses.Retention.Rules, law with { Id = "support.law", Categories = [support] }],
                },
            }),
        };
    }
}
