using CsCheck;
using ZenVoip.Registry.Domain;
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

/// <summary>Who goes on reporting of somebody erased fills no state, and all that is reported goes.</summary>
public sealed class LateReportsTests
{
    private static readonly DateTimeOffset Reported = Demanded.AddDays(9);

    private static readonly Surroundings Around = Holders();

    /// <summary>Others may have it too.</summary>
    private static readonly DigestedIdentifier Account = Identifier(IdentifierType.Account, "account-550012");

    [Fact]
    public void What_is_reported_while_the_first_order_is_not_answered_is_noted_and_ordered_after_it()
    {
        var first = Hear(Erased(), Reported);

        var noted = Hear(Hear(first, Reported.AddHours(1)), Reported.AddHours(2));
        var answered = noted.Confirmed(Around, Reported.AddDays(3));
        var again = answered.Ticked(Reported.AddDays(3), Around);

        Assert.Equal(2, noted.OpenOrders.Count);
        var note = Assert.Single(noted.Deletions.Withheld);
        Assert.Equal((null, "LATE", noted.RecordedAt), (note.Until, note.Because, note.Cutoff));
        Assert.Equal(first.OpenOrders.Min(order => order.DueAt), DueOf(noted));
        Assert.Equal([note.Cutoff, note.Cutoff], again.OpenOrders.Select(order => order.Cutoff));
        Assert.Empty(again.Deletions.Withheld);
    }

    [Fact]
    public void What_is_reported_soon_after_an_answered_order_waits_for_a_day_from_that()
    {
        var answered = Hear(Erased(), Reported).Confirmed(Around, Reported.AddHours(1));
        var issued = answered.Deletions.Orders[^1].IssuedAt;

        var noted = Hear(answered, Reported.AddHours(2));

        Assert.Equal(issued + DeletionBook.LateEvery, DueOf(noted));
        Assert.Empty(noted.OpenOrders);
        Assert.True(noted.IsIdleAt(Reported.AddHours(23), Around));
        Assert.Equal(2, noted.Ticked(issued + DeletionBook.LateEvery, Around).OpenOrders.Count);
        Assert.Equal(2, Hear(answered, issued + DeletionBook.LateEvery).OpenOrders.Count);
    }

    [Fact]
    public void Who_does_not_answer_delays_the_others_no_longer_than_until_that_is_said()
    {
        var first = Hear(Erased(), Reported);
        var dead = first.OpenOrders.Single(order => order.System == Office.Store.Name);
        var half = first.After(
            new ConfirmDeletion { OrderId = first.OpenOrders.Single(order => order != dead).Id },
            Reported.AddHours(1), around: Around);

        var noted = Hear(half, Reported.AddHours(2));
        var late = noted.Ticked(dead.DueAt, Around);

        Assert.Equal(dead.DueAt, DueOf(noted));
        Assert.Equal(
            [(Office.Store.Name, noted.RecordedAt), (Office.Archive.Name, noted.RecordedAt)],
            late.OpenOrders.Select(order => (order.System, order.Cutoff)));
        Assert.Equal(DeletionOrderStatus.Cancelled, late.Deletions.FindOrder(dead.Id)!.Status);
        Assert.True(late.IsIdleAt(dead.DueAt, Around));
    }

    [Fact]
    public void What_a_holder_had_retained_is_neither_overtaken_nor_waited_for()
    {
        var around = Around with { Systems = [Office.Store] };
        var first = Hear(Erased(), Reported, around);
        var until = Reported.AddMonths(6);
        var order = Assert.Single(first.OpenOrders);
        var again = first.After(
            new ConfirmDeletion { OrderId = order.Id, RetainedUntil = until, Ground = "LEGAL_OBLIGATION" },
            Reported.AddHours(1), around: around).Ticked(until, around);

        var late = Hear(again, until.AddDays(1), around);

        Assert.Equal([order.Id, null], late.OpenOrders.Select(each => each.ReissueOf));
    }

    [Fact]
    public void A_hold_keeps_what_is_noted_and_its_release_orders_it()
    {
        var around = CallStores();
        var noted = Hear(
            Hear(Caller().ToErase(around), Demanded.AddHours(1), around), Demanded.AddHours(2), around);

        var held = noted.After(Hold(), Demanded.AddHours(3), around: around);
        var free = held.After(new ReleaseLegalHold("hld_1"), Reported, around: around);

        Assert.Null(DueOf(held));
        Assert.Empty(held.OpenOrders);
        Assert.Equal(
            noted.RecordedAt, Assert.Single(free.OpenOrders, order => order.Cause == DeletionBook.LateData).Cutoff);
        Assert.Empty(free.Deletions.Withheld);
    }

    [Fact]
    public void An_erasure_under_way_ends_all_the_same_and_what_was_ordered_late_goes_on()
    {
        var erasing = Caller().Asks(RightsRequestType.Erasure, Around).Shows(Around);

        var late = Hear(erasing, Noon.AddDays(6));
        var erased = erasing.OpenOrders.Aggregate(late, (before, order) =>
            before.After(new ConfirmDeletion { OrderId = order.Id }, Noon.AddDays(7), around: Around));
        var gone = erased.Confirmed(Around, Noon.AddDays(8));

        Assert.All(late.OpenOrders.Except(erasing.OpenOrders), order => Assert.Equal(
            (late.RecordedAt, DeletionBook.LateData), (order.Cutoff, order.Cause)));
        Assert.Equal(2, late.OpenOrders.Except(erasing.OpenOrders).Count());
        Assert.Equal((SubjectStatus.Erased, false), (erased.Status, erased.NamesNobody));
        Assert.All(erased.OpenOrders, order => Assert.Equal([0], order.Links));
        Assert.Equal(2, erased.OpenOrders.Count);
        Assert.True(gone.NamesNobody);
    }

    [Fact]
    public void Who_did_not_answer_under_the_erasure_is_asked_anew_by_what_led_to_the_data_then()
    {
        var erasing = Caller().Asks(RightsRequestType.Erasure, Around).Shows(Around);
        var late = Hear(erasing, Noon.AddDays(6));
        var erased = erasing.OpenOrders.Aggregate(late, (before, order) =>
            before.After(new ConfirmDeletion { OrderId = order.Id }, Noon.AddDays(7), around: Around));

        var again = Hear(erased, Noon.AddDays(8)).Ticked(Noon.AddDays(60), Around);

        Assert.Equal(
            [("archive", true, again.OpenOrders[0].Cutoff), ("call-store", true, again.OpenOrders[0].Cutoff)],
            again.OpenOrders.Select(order => (order.System, order.Links is [0], order.Cutoff)).Order());
        Assert.True(again.OpenOrders[0].Cutoff > Noon.AddDays(7));
    }

    [Fact]
    public void What_was_noted_under_the_erasure_goes_together_with_what_was_ordered_later_from_the_tombstone()
    {
        var erasing = Caller().Asks(RightsRequestType.Erasure, Around).Shows(Around);
        var noted = Hear(Hear(erasing, Noon.AddDays(6)), Noon.AddDays(6.5)).Confirmed(Around, Noon.AddDays(7));

        var later = Hear(noted, Noon.AddDays(8));
        var again = later.Ticked(Noon.AddDays(60), Around);

        Assert.Single(noted.Deletions.Withheld);
        Assert.All(again.OpenOrders, order => Assert.Equal(later.RecordedAt, order.Cutoff));
        Assert.All(again.OpenOrders, order => Assert.Equal([0], order.Links));
        Assert.Equal(2, again.OpenOrders.Count);
    }

    /// <summary>Else whoever reports without end is never rid of the person.</summary>
    [Fact]
    public void An_erasure_under_way_ends_with_its_slowest_holder_however_much_is_reported()
    {
        var begun = Caller().Asks(RightsRequestType.Erasure, Around).Shows(Around);
        var slow = begun.OpenOrders.Where(order => order.System == Office.Archive.Name).ToList();
        var erasing = begun.OpenOrders.Except(slow).Aggregate(begun, Answered(Noon.AddDays(3)));

        var now = Noon.AddDays(4);
        for (; now < slow[0].DueAt.AddDays(2); now = now.AddDays(1))
            erasing = Hear(erasing, now).Ticked(now.AddHours(1), Around);
        var erased = slow.Aggregate(erasing, Answered(now));

        Assert.Equal((SubjectStatus.Erasing, SubjectStatus.Erased), (erasing.Status, erased.Status));

        static Func<Subject, DeletionOrder, Subject> Answered(DateTimeOffset at) => (before, order) =>
            before.After(new ConfirmDeletion { OrderId = order.Id }, at, around: Around);
    }

    [Fact]
    public void What_is_noted_of_an_erasure_is_taken_back_with_it()
    {
        var erasing = Hear(
            Hear(Caller().Asks(RightsRequestType.Erasure, Around).Shows(Around), Noon.AddDays(3)), Noon.AddDays(3.1));

        var alive = erasing.After(
            new WithdrawRightsRequest(erasing.Rights.Only.Id), Noon.AddDays(3), around: Around);

        Assert.Single(erasing.Deletions.Withheld);
        Assert.Equal(SubjectStatus.Active, alive.Status);
        Assert.Empty(alive.OpenOrders);
        Assert.Empty(alive.Deletions.Withheld);
    }

    [Fact]
    public void However_long_it_is_reported_the_state_does_not_grow()
    {
        var subject = Erased();
        var sizes = new List<int>();
        for (var hour = 0; hour < 24 * 60; hour += 6)
        {
            var now = Reported.AddHours(hour);
            subject = Hear(subject.Ticked(now, Around), now.AddMinutes(1)).Confirmed(Around, now.AddHours(1));
            sizes.Add(subject.Deletions.Orders.Count(order => order.Cause == DeletionBook.LateData));
        }

        Assert.Equal(sizes.Max(), sizes.Take(sizes.Count / 2).Max());
        Assert.True(sizes.Max() <= Around.Systems.Length * (2 + (DeletionBook.LateKept / DeletionBook.LateEvery)));
    }

    [Fact]
    public void Each_system_has_one_open_order_at_most_and_all_that_is_reported_is_ordered_after_it() => Gen.Select(
        Gen.Bool, Gen.Select(Gen.Int[0, 4], Gen.Int[0, 60], Gen.Int[0, 90]).Array[1, 40]).Sample((isUnderWay, steps) =>
        {
            var subject = isUnderWay
                ? Customer(Number, Account).Asks(RightsRequestType.Erasure, Around).Shows(Around, Number)
                : Erased();
            var seen = new Dictionary<string, DeletionOrder>();
            var reports = new List<(DateTimeOffset At, DateTimeOffset Told)>();
            var now = Reported;
            foreach (var (what, hours, back) in steps)
            {
                now = now.AddHours(hours);
                if (what < 2 && Heard(subject, now.AddHours(-back), now) is { } told)
                {
                    reports.Add((now.AddHours(-back), told.RecordedAt));
                    subject = told;
                }
                else if (what is 2 && subject.OpenOrders is [_, ..] open)
                    subject = subject.After(
                        new ConfirmDeletion { OrderId = open[back % open.Count].Id }, now, around: Around);
                else
                    subject = subject.Ticked(now, Around);
                Look();
            }

            for (var round = 0; round < 3; round++)
            {
                subject = subject.Confirmed(Around, now);
                now = now.AddDays(2);
                subject = subject.Ticked(now, Around);
                Look();
            }

            Assert.Equal(SubjectStatus.Erased, subject.Status);
            Assert.Empty(subject.Deletions.Withheld);
            Assert.All(reports, report => Assert.All(Around.Systems, system => Assert.Contains(seen.Values, order =>
                order.System == system.Name && order.Status is not DeletionOrderStatus.Cancelled
                && order.Cutoff >= report.At
                && (order.IssuedAt >= report.Told || order.Cutoff == report.At))));

            void Look()
            {
                foreach (var order in subject.Deletions.Orders)
                    seen[order.Id] = order;
                Assert.All(
                    subject.OpenOrders.GroupBy(order => (order.System, order.Category, order.Cause)),
                    alike => Assert.Single(alike));
                Assert.True(subject.IsIdleAt(now, Around) || subject.NextDue(now) <= subject.TimeToRecord(now));
            }
        });

    /// <summary>When the next is due of what was ordered and noted.</summary>
    private static DateTimeOffset? DueOf(Subject subject) =>
        subject.Deletions.NextDue(subject.CircumstancesAt(Rules, subject.RecordedAt, []), subject.RecordedAt);

    private static Subject Erased() => Caller().ToErase(Around).Confirmed(Around);

    /// <summary>The subject after a report of a call that is refused.</summary>
    private static Subject Hear(Subject subject, DateTimeOffset now, Surroundings? around = null) =>
        Heard(subject, at: null, now, around)!;

    /// <returns>Null: nothing follows from it.</returns>
    private static Subject? Heard(
        Subject subject, DateTimeOffset? at, DateTimeOffset now, Surroundings? around = null)
    {
        var refused = Assert.IsType<Outcome.Refused>(subject.Decide(
            Called with { At = at }, subject.TimeToRecord(now), around: around ?? Around));
        Assert.Equal("SUBJECT_ERASED", refused.Reason.Code);
        return refused.Events.IsEmpty
            ? null
            : refused.Events.Aggregate(subject, (before, happened) => before.Apply(happened));
    }
}
