using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Tests.Rights;
using static ZenVoip.Registry.Tests.Grains.Person;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>What is late is there to be told in the very change that records it.</summary>
[Collection(DeadlineTestsOfGrains.Name)]
public sealed class NoticeTests(SubjectCluster cluster)
{
    [Theory]
    [InlineData(null)]
    [InlineData("lost")]
    [InlineData("unanswered")]
    public async Task An_escalation_is_to_be_told_once_whatever_becomes_of_the_write(string? mishap)
    {
        await Wants("pager");
        var debtor = await Debtor.EndUser(cluster, dueIn: TimeSpan.FromHours(25));
        await cluster.Pass(TimeSpan.FromHours(26));
        await debtor.Person.Here.Wake();
        Assert.Equal(0L, await Count(debtor.Person, "1"));
        await cluster.Pass(TimeSpan.FromDays(8));
        if (mishap is not null)
            cluster.Mishaps.ToWritesOf(debtor.Person.Id, mishap == "lost" ? Wire.Lost : Wire.Unanswered);

        await debtor.Person.Here.Wake();
        await debtor.Person.Here.Wake();

        var late = await debtor.Person.Journal<OrderEscalated>();
        Assert.NotEmpty(late);
        Assert.Equal((long)late.Count, await Count(debtor.Person, "1"));
        foreach (var each in late)
            Assert.Equal(1L, await Count(
                debtor.Person, $"type = '{NoticeRow.OrderLate}' and kind = 'DELETE' and about = '{each.OrderId}'"));
        Assert.Equal((long)late.Count, await cluster.Scalar(
            "select count(distinct n.position) from notice n join journal j"
            + " on j.subject_id = n.subject_id and j.sequence = n.position and j.at = n.issued_at"
            + $" where n.subject_id = '{debtor.Person.Id}'"));
    }

    [Fact]
    public async Task A_deadline_of_a_request_that_is_near_and_then_missed_is_to_be_told_in_that_order()
    {
        await Wants("desk");
        var person = await Register(cluster);
        await person.Here.Execute(Asks(Desk.Ask(RightsRequestType.Complaint)));
        var request = Assert.Single((await person.Seen()).Rights.Requests);

        foreach (var at in new[] { request.Timetable.Current.WarnAt, request.Timetable.Current.At })
        {
            await new Debtor(cluster, person).PassTo(at);
            await person.Here.Wake();
        }

        Assert.Equal(
            $"{NoticeRow.DeadlineNear} ANSWER {request.Id}, {NoticeRow.DeadlineMissed} ANSWER {request.Id}",
            await cluster.Scalar("select group_concat(type || ' ' || kind || ' ' || about, ', ') from ("
                + $"select * from notice where system = 'desk' and subject_id = '{person.Id}' order by position)"));
        Assert.DoesNotContain(
            person.Id, (string)(await cluster.Scalar("select group_concat(id || about) from notice"))!);
    }

    [Fact]
    public void A_task_that_is_not_done_is_told_with_what_it_asks_for()
    {
        var around = Exercise.Holders();
        var asked = Exercise.Anna().Asks(RightsRequestType.Access, around).Shows(around);
        var task = asked.Deletions.Tasks[0];
        var late = asked.Deletions.Tasks.Where(each => each.DueAt == task.DueAt)
            .Select(each => (SubjectEvent)new TaskEscalated(each.Id, task.DueAt));

        var told = NoticeRow.Of(asked, [.. late], asked, prefix => $"{prefix}_1");

        Assert.Equal(
            ("ntc_1", NoticeRow.TaskLate, "EXPORT", task.Id, task.DueAt),
            (told[0].Id, told[0].Type, told[0].Kind, told[0].About, told[0].IssuedAt));
    }

    [Fact]
    public void A_receipt_that_is_late_is_told_apart_from_an_answer()
    {
        var subject = Subject.Unregistered("sub_1") with { Version = 9 };

        var told = NoticeRow.Of(
            subject,
            [
                new RightsDeadlineNear("req_1", DeadlineKind.Acknowledge, new(2026, 12, 1), Noon),
                new RestrictionLifted("req_1", Noon, Noon),
                new RightsDeadlineMissed("req_1", DeadlineKind.Answer, new(2026, 12, 1), Noon),
            ],
            subject,
            prefix => prefix);

        Assert.Equal(
            [(NoticeRow.DeadlineNear, "ACKNOWLEDGE", 7), (NoticeRow.DeadlineMissed, "ANSWER", 9)],
            told.Select(each => (each.Type, each.Kind, each.Position)));
    }

    [Fact]
    public async Task A_withdrawal_tells_each_system_once_of_each_task_that_it_still_had()
    {
        await Debtor.Holds(cluster);
        await cluster.Scalar("update holder_system set webhook_url = 'https://x.example' where name = 'store'");
        var person = await Register(cluster);
        await person.Here.Execute(Asks(Desk.Ask(RightsRequestType.Access)));
        var request = Assert.Single((await person.Seen()).Rights.Requests);
        await person.Here.Execute(Asks(new VerifyRightsRequest(request.Id, "login")));

        await person.Here.Execute(Asks(new WithdrawRightsRequest(request.Id)));

        var cancelled = Assert.Single(await person.Journal<TaskCancelled>());
        Assert.Equal(
            $"store {NoticeRow.TaskTakenBack} EXPORT {cancelled.TaskId}",
            await cluster.Scalar("select group_concat(n.system || ' ' || n.type || ' ' || n.kind || ' ' || n.about) "
                + "from notice n join journal j on j.subject_id = n.subject_id and j.sequence = n.position "
                + $"where n.subject_id = '{person.Id}' and n.type like '%.cancelled'"));
    }

    [Fact]
    public void What_is_taken_back_is_told_to_the_system_that_had_it_and_to_no_other()
    {
        var around = Exercise.Holders();
        var asked = Exercise.Anna().Asks(RightsRequestType.Access, around).Shows(around);
        var erased = Exercise.Anna().Asks(RightsRequestType.Erasure, around).Shows(around);

        var told =
            Told(asked, asked.Deletions.Tasks.Select(task => new TaskCancelled(task.Id, Noon))).Concat(
            Told(erased, erased.Deletions.Orders.Select(order => new OrderCancelled(order.Id, Noon))));

        Assert.NotEmpty(asked.Deletions.Tasks);
        Assert.NotEmpty(erased.Deletions.Orders);
        Assert.Equal(
            [
                .. asked.Deletions.Tasks.Select(task => (NoticeRow.TaskTakenBack, "EXPORT", task.Id, task.System)),
                .. erased.Deletions.Orders.Select(
                    order => (NoticeRow.OrderTakenBack, "DELETE", order.Id, order.System)),
            ],
            told.Select(each => (each.Type, each.Kind, each.About, each.System!)));

        static IEnumerable<NoticeRow> Told(Subject subject, IEnumerable<SubjectEvent> happened) =>
            NoticeRow.Of(subject, [.. happened], subject, prefix => prefix);
    }

    [Fact]
    public void What_nobody_was_given_is_not_taken_back_from_anybody()
    {
        var around = Exercise.Holders();
        var erased = Exercise.Anna().Asks(RightsRequestType.Erasure, around).Shows(around);

        var asked = Exercise.Anna().Asks(RightsRequestType.Access, around).Shows(around);

        Assert.Empty(NoticeRow.Of(
            Exercise.Anna(), [new OrderCancelled(erased.Deletions.Orders[0].Id, Noon)], erased, prefix => prefix));
        Assert.Empty(NoticeRow.Of(
            Exercise.Anna(), [new TaskCancelled(asked.Deletions.Tasks[0].Id, Noon)], asked, prefix => prefix));
    }

    private async Task<long> Count(Person person, string which) => (long)(await cluster.Scalar(
        $"select count(*) from notice where system = 'pager' and subject_id = '{person.Id}' and {which}"))!;

    private Task<object?> Wants(string system) => cluster.Scalar(
        "insert or ignore into holder_system (name, categories, confirm_within, registered_at, notices) values "
        + $"('{system}', '[]', 604800, '2026-11-23T12:00:00.000000Z', 1)");
}
