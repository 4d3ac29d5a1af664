using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.SystemTests.Storage;

public abstract partial class StorageConformance
{
    private RequestRows Requests => silo.Get<RequestRows>();

    [Fact]
    public async Task A_request_is_written_with_its_subject_and_moves_when_it_is_due_later()
    {
        var subject = NewSubject();
        var id = NewRequest();
        await subject.Write(with: document => document with { Requests = [StoredSubject.Request(id)] });
        await subject.Write(with: document => document with
        {
            Requests = [StoredSubject.Request(id, StoredSubject.Noon.AddDays(90))],
        });

        Assert.Equal(
            new(id, subject.Id, StoredSubject.Noon.AddDays(90), subject.Version),
            await Requests.Find(id, Cancellation));
        Assert.Null(await Requests.Find(NewRequest(), Cancellation));
    }

    [Fact]
    public async Task A_request_whose_record_is_dropped_is_gone_and_nobody_elses()
    {
        var (subject, other) = (NewSubject(), NewSubject());
        var (mine, theirs) = (NewRequest(), NewRequest());
        await subject.Write(with: document => document with { Requests = [StoredSubject.Request(mine)] });
        await other.Write(with: document => document with { Requests = [StoredSubject.Request(theirs)] });

        await subject.Write(with: document => document with { DroppedRequests = [mine, theirs] });

        Assert.Null(await Requests.Find(mine, Cancellation));
        Assert.NotNull(await Requests.Find(theirs, Cancellation));
    }

    [Fact]
    public async Task A_write_that_comes_too_late_writes_no_request()
    {
        var subject = NewSubject();
        await subject.Write();
        var twin = subject.Twin();
        await subject.Write();
        var id = NewRequest();

        Assert.Equal(WriteFault.Stale, await Fault(
            twin.Write(with: document => document with { Requests = [StoredSubject.Request(id)] })));

        Assert.Null(await Requests.Find(id, Cancellation));
    }

    [Fact]
    public async Task Requests_are_listed_as_they_are_due_by_all_that_is_asked_for()
    {
        var controller = StoredSubject.NewId();
        string[] ids = [.. Enumerable.Range(0, 5).Select(_ => NewRequest()).OrderDescending(StringComparer.Ordinal)];
        await NewSubject().Write(with: document => document with
        {
            Requests =
            [
                .. ids.Select((id, day) => StoredSubject.Request(
                    id, StoredSubject.Noon.AddDays(day), day == 2 ? StoredSubject.Noon : null) with
                {
                    Controller = controller,
                    Type = day == 4 ? "ERASURE" : "ACCESS",
                }),
            ],
        });

        Assert.Equal(ids, await Found(new()));
        Assert.Equal(ids[2..], await Found(new(), (StoredSubject.Noon.AddDays(1), ids[1])));
        Assert.Equal(ids[..2], await Found(new() { DueBefore = StoredSubject.Noon.AddDays(2) }));
        Assert.Equal([ids[2]], await Found(new() { Status = "COMPLETED" }));
        Assert.Equal([ids[2]], await Found(new() { IsOpen = false }));
        Assert.Equal([ids[4]], await Found(new() { Type = "ERASURE", IsOpen = true }));

        async Task<string[]> Found(RequestsWanted wanted, (DateTimeOffset, string)? after = null) =>
        [
            .. (await Requests.Read(after, count: 10, wanted with { Controller = controller }, Cancellation))
                .Select(request => request.Id),
        ];
    }

    [Fact]
    public async Task A_request_that_stands_is_open_and_neither_missed_nor_near_nor_due_before_a_day()
    {
        var (subject, id, controller) = (NewSubject(), NewRequest(), StoredSubject.NewId());
        var due = StoredSubject.Noon.AddYears(200);
        var row = StoredSubject.Request(id, due) with { Controller = controller };
        var before = (await Missed(), await Near());
        await subject.Write(with: document => document with { Requests = [row with { Stands = true }] });

        Assert.Equal(before, (await Missed(), await Near()));
        Assert.Empty(await Listed(new() { DueBefore = due.AddDays(1) }));
        Assert.Single(await Listed(new() { IsOpen = true }));

        await subject.Write(with: document => document with { Requests = [row] });

        Assert.Equal((before.Item1 + 1, before.Item2 + 1), (await Missed(), await Near()));
        Assert.Single(await Listed(new() { DueBefore = due.AddDays(1) }));

        async Task<long> Missed() => (await silo.Get<DeadlineRows>().Read(due.AddDays(1), Cancellation)).Missed;

        async Task<long> Near() => (await silo.Get<DeadlineRows>().Read(due.AddDays(-1), Cancellation)).Near;

        Task<IReadOnlyList<RequestPlace>> Listed(RequestsWanted wanted) =>
            Requests.Read(after: null, count: 10, wanted with { Controller = controller }, Cancellation);
    }

    private static string NewRequest() => StoredSubject.NewId().Replace("sub_", "req_", StringComparison.Ordinal);
}
