using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
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

/// <summary>What is reported of somebody erased is refused, and ordered deleted wherever it arrived.</summary>
public sealed class LateDataTests
{
    private static readonly DateTimeOffset Reported = Demanded.AddDays(9);

    private static readonly Surroundings Around = Holders();

    [Fact]
    public void It_is_ordered_deleted_up_to_its_instant_and_names_nobody()
    {
        var erased = Erased();

        var late = Hear(erased, Called with { At = Reported.AddHours(-1) });

        Assert.Equal(
            [Office.Store.Name, Office.Archive.Name], late.OpenOrders.Select(order => order.System));
        Assert.All(late.OpenOrders, order => Assert.Equal(
            (Office.CallRecords, Reported.AddHours(-1)), (order.Category, order.Cutoff)));
        Assert.All(late.OpenOrders, order => Assert.Empty(order.Links));
        Assert.True(late.NamesNobody);
        Assert.Empty(late.Retention.Clocks);
        Assert.Equal(SubjectStatus.Erased, late.Confirmed(Around, Reported.AddDays(1)).Status);
    }

    [Fact]
    public void The_same_report_orders_nothing_again_also_where_it_is_deleted_by_now()
    {
        var report = Called with { At = Reported.AddHours(-1) };
        var late = Hear(Erased(), report);
        var deleted = late.Confirmed(Around, Reported.AddDays(1));

        OrdersNothing(late, report, Reported.AddHours(1));
        OrdersNothing(deleted, report, Reported.AddDays(2));
        Assert.Equal(
            2, Hear(deleted, report with { At = Reported.AddHours(-2) }, Reported.AddDays(2)).OpenOrders.Count);
    }

    [Fact]
    public void What_was_taken_back_is_ordered_when_it_is_reported_again()
    {
        var late = Hear(Erased(), Called);
        var taken = late.OpenOrders.Aggregate(late, (before, order) =>
            before.Apply(new OrderCancelled(order.Id, Reported.AddHours(1))));

        Assert.Equal(2, Hear(taken, Called with { At = late.RecordedAt }, Reported.AddDays(1)).OpenOrders.Count);
    }

    [Fact]
    public void What_a_holder_retains_is_ordered_again_in_its_time()
    {
        var late = Hear(Erased(), Called);
        var until = Reported.AddYears(1);

        var again = late.OpenOrders.Aggregate(late, (before, order) => before.After(
            new ConfirmDeletion { OrderId = order.Id, RetainedUntil = until, Ground = "LEGAL_OBLIGATION" },
            Reported.AddHours(1), around: Around)).Ticked(until, Around);

        Assert.Equal(
            late.OpenOrders.Select(order => order.Id), again.OpenOrders.Select(order => order.ReissueOf));
    }

    [Fact]
    public void It_waits_with_what_a_law_keeps_of_its_category()
    {
        var erased = Payer().ToErase(Around).Confirmed(Around);
        var kept = Assert.Single(erased.Deletions.Withheld);

        var bill = Paid with { At = Demanded.AddDays(1) };
        var late = Hear(erased, bill);

        Assert.Empty(late.OpenOrders);
        var waiting = Assert.Single(late.Deletions.Withheld, withheld => withheld.Cutoff == bill.At);
        Assert.Equal((kept.Until, kept.Because), (waiting.Until, waiting.Because));
        OrdersNothing(late, bill, Reported.AddDays(1));
        Assert.Equal(
            [kept.Cutoff, waiting.Cutoff],
            late.Ticked(kept.Until!.Value, Around).OpenOrders.Select(order => order.Cutoff).Distinct().Order());
    }

    /// <summary>A tombstone knows no place: it cannot tell that a law of one keeps October's.</summary>
    [Fact]
    public void It_waits_where_it_is_of_a_time_before_the_first_month_that_is_kept()
    {
        var erased = Customer(Number)
            .After(new ObserveJurisdiction(In("US-TN"), JurisdictionSource.Declared), Noon).After(Called, Noon)
            .ToErase(Around).Confirmed(Around);
        var kept = Assert.Single(erased.Deletions.Withheld);

        var late = Hear(erased, Called with { At = Noon.AddMonths(-1) });

        Assert.Empty(late.OpenOrders);
        Assert.All(late.Deletions.Withheld, waiting => Assert.Equal(kept.Until, waiting.Until));
    }

    /// <summary>Else the month of the last bill would keep those of all months before it, years too long.</summary>
    [Fact]
    public void It_puts_off_no_month_that_was_kept_before()
    {
        var erased = Payer().After(Paid with { At = Noon.AddMonths(-2) }, Noon)
            .After(Paid with { At = Noon.AddMonths(-1) }, Noon).ToErase(Around).Confirmed(Around);
        var kept = erased.Deletions.Withheld.OrderBy(each => each.Until).ToArray();

        var late = Hear(erased, Paid).Confirmed(Around, Reported.AddDays(1));
        var due = late.Ticked(kept[0].Until!.Value, Around);

        Assert.Equal(3, kept.Length);
        Assert.Equal(kept[0].Cutoff, Assert.Single(due.OpenOrders.Select(order => order.Cutoff).Distinct()));
    }

    /// <summary>What is kept of an erasure begins with its month, whatever of that cause was told meanwhile.</summary>
    [Fact]
    public void It_neither_cuts_short_nor_puts_off_what_a_law_keeps_of_each_month()
    {
        DateTimeOffset[] days = [Demanded.AddDays(-4), Demanded.AddDays(2), Noon.AddMonths(-1)];
        var september = new DateTimeOffset(2033, 10, 1, 0, 0, 0, TimeSpan.Zero);
        var erased = days.Aggregate(
            Customer(Number).After(Paid with { At = Noon.AddMonths(-2) }, Noon).ToErase(Around),
            (before, day) => Hear(before, Paid with { At = day })).Confirmed(Around, Reported.AddDays(1));

        var first = erased.Ticked(september, Around);
        var second = first.Ticked(september.AddMonths(1), Around);
        var third = second.Ticked(september.AddMonths(2), Around);

        Assert.Equal(
            [september.AddYears(-7) - Instants.Step, september.AddYears(-7).AddMonths(1) - Instants.Step, days[1]],
            new[] { first, second, third }.Select(each => each.OpenOrders.Max(order => order.Cutoff)));
    }

    [Fact]
    public void Where_no_system_holds_such_data_that_is_noted_once()
    {
        var late = Hear(Erased(), Called, around: Told.Around);

        Assert.Empty(late.OpenOrders);
        Assert.Single(late.Deletions.Unheld, unheld => unheld.Cutoff == late.RecordedAt);
        OrdersNothing(late, Called with { At = late.RecordedAt }, Reported.AddDays(1), Told.Around);
    }

    [Fact]
    public void Nothing_follows_from_a_report_of_what_no_erasure_deletes_and_of_what_cannot_be()
    {
        var erased = Erased();

        OrdersNothing(erased, Called with { Category = Category("CONSENT_EVIDENCE") }, Reported);
        OrdersNothing(erased, Called with { Category = Category("HOROSCOPES") }, Reported);
        OrdersNothing(erased, Called with { Controller = Controller.Platform }, Reported);
        OrdersNothing(erased, Called with { At = Reported.AddDays(1) }, Reported);
        OrdersNothing(Caller() with { Status = SubjectStatus.Merged }, Called, Reported, code: "SUBJECT_MERGED");
    }

    [Fact]
    public void While_the_erasure_is_under_way_it_is_ordered_at_once_and_taken_back_with_it()
    {
        var erasing = Caller().Asks(RightsRequestType.Erasure, Around).Shows(Around);

        var late = Hear(erasing, Called with { At = Reported.AddMonths(-2) });
        var back = late.After(
            new WithdrawRightsRequest(late.Rights.Only.Id), Reported.AddHours(1), around: Around);

        Assert.All(LateOf(late), order => Assert.Equal(Reported.AddMonths(-2), order.Cutoff));
        Assert.Equal(2, LateOf(late).Count);
        Assert.Empty(late.Deletions.Withheld);
        Assert.Equal(SubjectStatus.Erased, late.Confirmed(Around, Reported.AddDays(1)).Status);
        Assert.Empty(back.OpenOrders);
        Assert.Equal([new(2026, 10, 1), new(2026, 11, 1)], Assert.Single(back.Retention.Clocks).Months);
    }

    /// <summary>Nobody has shown that the account's other data is theirs.</summary>
    [Fact]
    public void It_goes_by_what_was_shown_for_the_erasure_only()
    {
        var shared = Customer(Number, Identifier(IdentifierType.Account, "account-550012")).After(Called, Noon)
            .Asks(RightsRequestType.Erasure, Around).Shows(Around, Number);

        var late = Hear(shared, Called);

        Assert.Equal(SubjectStatus.Erasing, shared.Status);
        Assert.Equal(2, LateOf(late).Count);
        Assert.All(LateOf(late), order => Assert.Equal([0], order.Links));
    }

    [Fact]
    public void Where_nobody_held_anything_it_goes_by_all_that_is_theirs()
    {
        var held = Caller().Asks(RightsRequestType.Erasure, Told.Around)
            .After(new PlaceLegalHold("hld_1", Acme, "case 7", [Office.Billing]), Noon.AddDays(1)).Shows(Told.Around);

        var late = Hear(held, Called);

        Assert.All(LateOf(late), order => Assert.Equal([0], order.Links));
        Assert.Equal(2, LateOf(late).Count);
    }

    [Fact]
    public void Of_two_erasures_it_is_ordered_for_each_and_goes_also_when_one_is_taken_back()
    {
        var asked = Caller().Asks(RightsRequestType.MinorReport, Around).Asks(RightsRequestType.Erasure, Around)
            .Shows(Around);
        var (minor, erasure) = (asked.Rights.Requests[0].Id, asked.Rights.Requests[1].Id);
        var late = Hear(asked.After(new ConfirmMinor(minor, "school"), Noon.AddDays(3), around: Around), Called);

        var back = late.After(new WithdrawRightsRequest(erasure), Reported.AddHours(1), around: Around);

        Assert.Equal(4, LateOf(late).Count);
        Assert.Equal(LateOf(late).Where(order => order.TakenBy == minor), LateOf(back));
        Assert.Equal(2, LateOf(back).Count);
    }

    [Fact]
    public void Of_a_controller_that_has_erased_it_stays_ordered_when_the_person_lives_on()
    {
        var ask = Desk.Ask(RightsRequestType.Erasure) with
        {
            Controller = Acme,
            Requester = RequesterRole.Controller,
        };
        var both = Caller().After(new StartRelationship(Acme, SubjectKind.EndUser), Noon)
            .After(ask, Noon.AddDays(1), around: Around).ToErase(Around, cause: "req_zenvoip");
        var half = both.OpenOrders.Where(order => order.Controller == Controller.ZenVoip).Aggregate(
            both, (before, order) => before.After(
                new ConfirmDeletion { OrderId = order.Id }, Demanded.AddDays(1), around: Around));
        var late = Hear(half, Called);

        var alive = late.After(
            new WithdrawRightsRequest(late.Rights.Only.Id), Reported.AddHours(1), around: Around);

        Assert.Equal(SubjectStatus.Active, alive.Status);
        Assert.Equal([Controller.ZenVoip, Controller.ZenVoip], alive.OpenOrders.Select(order => order.Controller));
    }

    [Fact]
    public void A_consent_that_expired_before_the_report_starts_the_clock_of_its_proof()
    {
        var given = Caller().After(Answer(ConsentStatus.Given), Noon);
        var expiry = given.Consents.NextExpiry(Noon)!.Value;

        var late = Hear(given.ToErase(Around), Called, expiry.AddHours(1));
        var erased = late.Confirmed(Around, expiry.AddDays(1));

        Assert.Equal(SubjectStatus.Erased, erased.Status);
        var clock = Assert.Single(erased.Retention.Clocks, each => each.Event is RetentionEvent.ConsentEnded);
        Assert.Equal((expiry, null), (clock.StartedAt, erased.Tombstone!.EvidenceEndedAt));
    }

    private static Subject Erased() => Caller().ToErase(Around).Confirmed(Around);

    private static List<DeletionOrder> LateOf(Subject subject) =>
        [.. subject.OpenOrders.Where(order => order.Cause == DeletionBook.LateData)];

    private static DataCategory Category(string code) => DataCategory.TryParse(code)!.Value;

    /// <summary>The subject after a report that is refused.</summary>
    private static Subject Hear(
        Subject subject, RecordActivity report, DateTimeOffset? at = null, Surroundings? around = null)
    {
        var refused = Assert.IsType<Outcome.Refused>(
            subject.Decide(report, subject.TimeToRecord(at ?? Reported), around: around ?? Around));
        Assert.Equal("SUBJECT_ERASED", refused.Reason.Code);
        Assert.NotEmpty(refused.Events);
        return refused.Events.Aggregate(subject, (before, happened) => before.Apply(happened));
    }

    private static void OrdersNothing(
        Subject subject,
        RecordActivity report,
        DateTimeOffset at,
        Surroundings? around = null,
        string code = "SUBJECT_ERASED")
    {
        var refused = Assert.IsType<Outcome.Refused>(
            subject.Decide(report, subject.TimeToRecord(at), around: around ?? Around));
        Assert.Equal(code, refused.Reason.Code);
        Assert.Empty(refused.Events);
    }
}
