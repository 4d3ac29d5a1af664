using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Rulebook;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Deletions;
using ZenVoip.Registry.Tests.Rights;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Lifecycle.Ward;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>What the rulebook comes to know during an erasure goes with it, and leaves no clock.</summary>
public sealed class NewCategoryTests
{
    private static readonly DataCategory Sketches = DataCategory.TryParse("SKETCHES")!.Value;

    private static readonly HolderSystem Easel = Office.Archive with { Categories = [Office.CallRecords, Sketches] };

    private static readonly Surroundings Before = Holders();

    /// <summary>Kept as calls are, and, for a year, from the end of a contract.</summary>
    private static readonly Surroundings Since = Before with { Rules = Knowing(), Systems = [Office.Store, Easel] };

    private static readonly RecordActivity Drawn = Called with { Category = Sketches };

    private static readonly DateTimeOffset Later = Noon.AddDays(4);

    private static Subject Erasing => Caller().Asks(RightsRequestType.Erasure, Before).Shows(Before);

    [Fact]
    public void What_is_reported_of_it_is_part_of_the_erasure_once()
    {
        var drawn = Hear(Erasing, Drawn, Later);
        var again = Hear(drawn, Drawn, Later.AddHours(1));

        var order = Assert.Single(drawn.OpenOrders, one => one.Category == Sketches);
        Assert.Equal((Demand(drawn), drawn.RecordedAt), (order.Cause, order.Cutoff));
        Assert.Equal([0], order.Links);
        Assert.Equal(
            [order.Cause, DeletionBook.LateData],
            again.OpenOrders.Where(one => one.Category == Sketches).Select(one => one.Cause));
    }

    [Fact]
    public void The_erasure_ends_with_it_and_the_tombstone_has_no_clock_and_no_identifier()
    {
        var drawn = Hear(Erasing, Drawn, Later);

        var half = drawn.OpenOrders.Where(order => order.Category != Sketches).Aggregate(drawn, (before, order) =>
            before.After(new ConfirmDeletion { OrderId = order.Id }, Later.AddDays(1), around: Since));
        var erased = half.Confirmed(Since, Later.AddDays(2));

        Assert.Equal((SubjectStatus.Erasing, SubjectStatus.Erased), (half.Status, erased.Status));
        Assert.Empty(erased.Retention.Clocks);
        Assert.True(erased.NamesNobody);
    }

    [Fact]
    public void So_is_what_the_end_of_a_contract_starts()
    {
        var left = Erasing.After(new EndRelationship(Controller.ZenVoip, SubjectKind.Customer), Later, around: Since);
        var erased = left.Confirmed(Since, Later.AddDays(2));

        Assert.Equal(Demand(left), Assert.Single(left.OpenOrders, order => order.Category == Sketches).Cause);
        Assert.Equal(SubjectStatus.Erased, erased.Status);
        Assert.Empty(erased.Retention.Clocks);
    }

    [Fact]
    public void It_is_taken_back_with_the_demand_and_has_its_clock()
    {
        var drawn = Hear(Erasing, Drawn, Later);

        var alive = drawn.After(new WithdrawRightsRequest(Demand(drawn)), Later.AddDays(1), around: Since);

        Assert.Equal(SubjectStatus.Active, alive.Status);
        Assert.Empty(alive.OpenOrders);
        Assert.Single(alive.Retention.Clocks, clock => clock.Category == Sketches);
    }

    [Fact]
    public void An_erasure_that_knew_it_takes_it_also_when_one_that_did_not_is_taken_back()
    {
        var reported = Erasing.After(Desk.Ask(RightsRequestType.MinorReport), Noon.AddDays(3), around: Since);
        var both = reported.After(
            new ConfirmMinor(reported.Rights.Requests[^1].Id, "school"), Noon.AddDays(3.5), around: Since);
        var drawn = Hear(both, Drawn, Later);

        var back = drawn.After(new WithdrawRightsRequest(both.Rights.Requests[0].Id), Later.AddDays(1), around: Since);
        var erased = back.Confirmed(Since, Later.AddDays(2));

        Assert.Equal(2, both.Deletions.Erasures.Length);
        Assert.Contains(back.OpenOrders, order => order.Category == Sketches && order.Cutoff == drawn.RecordedAt);
        Assert.Equal(SubjectStatus.Erased, erased.Status);
        Assert.Empty(erased.Retention.Clocks);
    }

    [Fact]
    public void What_an_ended_erasure_takes_of_it_stays_ordered_when_a_later_demand_is_taken_back()
    {
        var ended = Caller().After(new StartRelationship(Acme, SubjectKind.EndUser), Noon)
            .Asks(RightsRequestType.Erasure, Before).Shows(Before).Confirmed(Before, Noon.AddDays(3));
        var asked = ended.After(Desk.Ask(RightsRequestType.Erasure), Later, around: Before);
        var second = asked.After(
            new VerifyRightsRequest(asked.Rights.Requests[^1].Id, "login"), Later.AddDays(1), around: Before);
        var drawn = Hear(second, Drawn with { At = Noon }, Later.AddDays(2));

        var back = drawn.After(
            new WithdrawRightsRequest(drawn.Rights.Requests[^1].Id), Later.AddDays(3), around: Since);

        Assert.Equal(Noon, Assert.Single(back.OpenOrders).Cutoff);
        Assert.Equal(Sketches, Assert.Single(back.OpenOrders).Category);
    }

    private static string Demand(Subject subject) => subject.Rights.Only.Id;

    private static Subject Hear(Subject subject, RecordActivity report, DateTimeOffset at)
    {
        var refused = Assert.IsType<Outcome.Refused>(
            subject.Decide(report, subject.TimeToRecord(at), around: Since));
        Assert.Equal("SUBJECT_ERASED", refused.Reason.Code);
        return refused.Events.Aggregate(subject, (before, happened) => before.Apply(happened));
    }

    private static Rules Knowing()
    {
        var clauses = Told.Rules.Clauses;
        var kept = clauses.Retention;
        var calls = kept.Categories.Single(each => each.Code == Office.CallRecords);
        var rule = kept.Rules.First(each => each.Categories.Contains(Office.CallRecords));
        return new(clauses with
        {
            Retention = kept with
            {
                Categories = [.. kept.Categories, calls with { Code = Sketches }],
                Rules =
                [
                    .. kept.Rules,
                    .. kept.Rules.Where(each => each.Categories.Contains(Office.CallRecords)).Select(each =>
                        each with { Id = $"sketches.{each.Id}", Categories = [Sketches] }),
                    rule with
                    {
                        Id = "sketches.contract",
                        Categories = [Sketches],
                        Event = RetentionEvent.ContractEnded,
                        DeleteAfter = Period.TryParse("P1Y"),
                        KeepFor = null,
                    },
                ],
            },
        });
    }
}
