using ZenVoip.Registry.Grains.Holders;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.SystemTests.Storage;

public abstract partial class StorageConformance
{
    [Fact]
    public async Task Whoever_asks_for_notices_and_nobody_else_has_one_of_each_to_be_told_of()
    {
        var (pager, desk, store) = (await Asking(), await Asking(), NewSystem());
        await Register.Write(new(System(store, "https://x.example"), Secret: null, Operation: null), Cancellation);
        var (subject, id) = (NewSubject(), NewNotice());

        await subject.Write(with: document => document with { Notices = [Notice(id, position: 1)] });

        Assert.Empty(await Due(store));
        foreach (var system in new[] { pager, desk })
        {
            var errand = Assert.Single(await Deliveries.Due(system, Later, count: 10, Cancellation));
            Assert.Equal(
                new Errand($"{id}_{system}", subject.Id, "ANSWER", StoredSubject.Noon, Attempts: 0)
                {
                    Notice = new(NoticeRow.DeadlineNear, "req_1"),
                },
                errand);
            Assert.Contains(system, await Deliveries.SystemsWithDue(Later, Cancellation));
        }
    }

    [Fact]
    public async Task A_write_that_comes_too_late_leaves_no_notice()
    {
        var pager = await Asking();
        var subject = NewSubject();
        await subject.Write();
        var twin = subject.Twin();
        await subject.Write();

        Assert.Equal(WriteFault.Stale, await Fault(
            twin.Write(with: document => document with { Notices = [Notice(NewNotice(), position: 2)] })));

        Assert.Empty(await Due(pager));
    }

    [Fact]
    public async Task Of_each_subject_only_the_oldest_notice_is_due_and_it_waits_for_no_order()
    {
        var pager = await Asking();
        var orders = await Ordered(pager);
        var subject = NewSubject();
        string[] ids = [NewNotice(), NewNotice()];
        await subject.Write(with: document => document with
        {
            Notices = [Notice(ids[1], position: 2), Notice(ids[0], position: 1)],
        });

        Assert.Equal(new[] { orders[0], $"{ids[0]}_{pager}" }.Order(), await Due(pager));
        await Tried($"{ids[0]}_{pager}", delivered: false);
        Assert.Equal([orders[0]], await Due(pager));
        await Deliveries.Settle($"{ids[0]}_{pager}", Cancellation);
        Assert.Equal(new[] { orders[0], $"{ids[1]}_{pager}" }.Order(), await Due(pager));
    }

    [Fact]
    public async Task A_dead_notice_is_listed_counted_replayed_and_forgotten_when_it_is_delivered()
    {
        var letters = silo.Get<DeadLetterRows>();
        var pager = await Asking();
        var id = $"{NewNotice()}";
        await NewSubject().Write(with: document => document with { Notices = [Notice(id, position: 1)] });
        id = $"{id}_{pager}";
        await Tried(id, delivered: false, dead: true);

        var letter = Assert.Single(await letters.Read(pager, null, 10, Cancellation));
        Assert.Equal((id, NoticeRow.DeadlineNear, "503"), (letter.WorkId, letter.Kind, letter.Outcome));
        Assert.Contains(new Backlog(pager, 1, 1, 0), await letters.Backlogs(Later.AddYears(1), Cancellation));
        Assert.Equal(1, await letters.Replay(pager, [id], Later, Cancellation));
        Assert.Equal([id], await Due(pager));

        await Deliveries.Settle(id, Cancellation);
        await Tried(id, delivered: false, dead: true);
        Assert.Empty(await Due(pager, Later.AddYears(1)));
        Assert.Empty(await letters.Read(pager, null, 10, Cancellation));
        Assert.DoesNotContain(
            await letters.Backlogs(Later, Cancellation), backlog => backlog.System == pager);
        Assert.True(await silo.Get<Housekeeping>().DeleteDeliveries(Cancellation) >= 1);
        Assert.Null(await silo.Scalar($"select attempts from delivery where work_id = '{id}'"));
    }

    [Fact]
    public async Task Whoever_asks_for_no_more_notices_is_not_told_of_those_that_wait_and_others_are()
    {
        var (pager, desk) = (await Asking(), await Asking());
        var id = NewNotice();
        await NewSubject().Write(with: document => document with { Notices = [Notice(id, position: 1)] });

        await Register.Write(new(System(pager, "https://x.example"), Secret: null, Operation: null), Cancellation);

        Assert.False((await Register.Find(pager, Cancellation))!.Notices);
        Assert.True((await Register.Find(desk, Cancellation))!.Notices);
        Assert.Empty(await Due(pager));
        Assert.Equal([$"{id}_{desk}"], await Due(desk));
    }

    [Fact]
    public async Task What_is_taken_back_from_a_system_waits_for_it_alone_though_it_asks_for_no_notices()
    {
        var (store, pager, deaf) = (NewSystem(), await Asking(), NewSystem());
        await Register.Write(new(System(store, "https://x.example"), Secret: null, Operation: null), Cancellation);
        await Register.Write(new(System(deaf, webhookUrl: null), Secret: null, Operation: null), Cancellation);
        string[] ids = [NewNotice(), NewNotice()];

        await NewSubject().Write(with: document => document with
        {
            Notices = [TakenBack(ids[0], store, position: 1), TakenBack(ids[1], deaf, position: 2)],
        });
        await Register.Write(new(System(store, "https://y.example"), Secret: null, Operation: null), Cancellation);
        await Register.Write(new(System(deaf, "https://x.example"), Secret: null, Operation: null), Cancellation);

        Assert.Equal([$"{ids[0]}_{store}"], await Due(store));
        Assert.Empty(await Due(pager));
        Assert.Empty(await Due(deaf));
        await Register.Write(new(System(store, webhookUrl: null), Secret: null, Operation: null), Cancellation);
        Assert.Empty(await Due(store));
    }

    [Fact]
    public async Task Whoever_asks_for_no_more_notices_is_still_told_what_is_taken_back()
    {
        var pager = await Asking();
        string[] ids = [NewNotice(), NewNotice()];
        await NewSubject().Write(with: document => document with
        {
            Notices = [Notice(ids[0], position: 1), TakenBack(ids[1], pager, position: 2)],
        });

        await Register.Write(new(System(pager, "https://x.example"), Secret: null, Operation: null), Cancellation);

        Assert.Equal([$"{ids[1]}_{pager}"], await Due(pager));
    }

    private static NoticeRow TakenBack(string id, string system, int position) => Notice(id, position) with
    {
        Type = NoticeRow.OrderTakenBack,
        Kind = "DELETE",
        System = system,
    };

    private static NoticeRow Notice(string id, int position) => new()
    {
        Id = id,
        Type = NoticeRow.DeadlineNear,
        Kind = "ANSWER",
        About = "req_1",
        IssuedAt = StoredSubject.Noon,
        Position = position,
    };

    private static string NewNotice() => StoredSubject.NewId().Replace("sub_", "ntc_", StringComparison.Ordinal);

    /// <summary>A system that asks for notices.</summary>
    private async Task<string> Asking()
    {
        var name = NewSystem();
        await Register.Write(
            new(System(name, "https://x.example") with { Notices = true }, Secret: null, Operation: null),
            Cancellation);
        return name;
    }
}
