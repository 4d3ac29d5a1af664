using System.Globalization;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Grains.Deletions;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Grains.Sweeping;
using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.SystemTests.Storage;

public abstract partial class StorageConformance
{
    private HolderWorkRows Work => silo.Get<HolderWorkRows>();

    [Fact]
    public async Task An_order_is_written_with_its_subject_and_keeps_its_place_when_it_is_settled()
    {
        var subject = NewSubject();
        var id = NewOrder();
        await subject.Write(with: document => document with { Work = [StoredSubject.Order(id)] });
        await subject.Write(with: document => document with
        {
            Work = [StoredSubject.Order(id, "CONFIRMED", StoredSubject.Noon.AddDays(1))],
        });

        Assert.Equal(new(id, subject.Id, "call-store", subject.Version), await Work.Find(id, Cancellation));
        Assert.Equal(1L, Convert.ToInt64(
            await silo.Scalar($"select position from holder_work where id = '{id}'"), CultureInfo.InvariantCulture));
        Assert.Null(await Work.Find(NewOrder(), Cancellation));
    }

    [Fact]
    public async Task A_write_that_comes_too_late_writes_no_order()
    {
        var subject = NewSubject();
        await subject.Write();
        var twin = subject.Twin();
        await subject.Write();
        var id = NewOrder();

        Assert.Equal(WriteFault.Stale, await Fault(
            twin.Write(with: document => document with { Work = [StoredSubject.Order(id)] })));

        Assert.Null(await Work.Find(id, Cancellation));
    }

    [Fact]
    public async Task Nobody_changes_an_order_of_somebody_else()
    {
        var id = NewOrder();
        await NewSubject().Write(with: document => document with { Work = [StoredSubject.Order(id)] });

        await NewSubject().Write(with: document => document with
        {
            Work = [StoredSubject.Order(id, "CONFIRMED", StoredSubject.Noon)],
        });

        Assert.Equal("ISSUED", await silo.Scalar($"select status from holder_work where id = '{id}'"));
    }

    [Fact]
    public async Task Orders_are_listed_by_id_for_a_system_and_a_status_and_tasks_are_not()
    {
        var system = StoredSubject.NewId();
        string[] ids = [.. Enumerable.Range(0, 5).Select(_ => NewOrder()).Order(StringComparer.Ordinal)];
        await NewSubject().Write(with: document => document with
        {
            Work =
            [
                .. ids.Select(id =>
                    StoredSubject.Order(id, id == ids[2] ? "FAILED" : "ISSUED") with { System = system }),
                StoredSubject.Order(NewOrder()) with { System = system, Kind = "EXPORT", Category = null },
            ],
        });

        Assert.Equal(ids, await Orders(after: null, status: null));
        Assert.Equal(ids[2..4], (await Orders(ids[1], status: null))[..2]);
        Assert.Equal([ids[2]], await Orders(after: null, "FAILED"));

        async Task<string[]> Orders(string? after, string? status) =>
            [.. (await Work.Orders(after, count: 10, system, status, Cancellation)).Select(order => order.Id)];
    }

    [Fact]
    public async Task Holder_systems_are_read_as_they_are_registered()
    {
        var name = StoredSubject.NewId();
        var categories = silo is PostgresSilo ? "'[\"BILLING\"]'::json" : "'[\"BILLING\"]'";
        await silo.Scalar($"insert into holder_system (name, categories, confirm_within, registered_at) values "
            + $"('{name}', {categories}, 3600, '2026-03-01T12:00:00.000000Z')");

        var system = Assert.Single(
            await silo.Get<IHolderSystems>().All(Cancellation), system => system.Name == name);

        Assert.Equal(DataCategory.TryParse("BILLING"), Assert.Single(system.Categories));
        Assert.Equal(TimeSpan.FromHours(1), system.ConfirmWithin);
    }

    [Fact]
    public async Task Whoever_is_due_is_found_in_one_bucket_in_the_order_of_time()
    {
        var due = new DateTimeOffset(1999, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var ids = Enumerable.Range(0, 20).Select(_ => StoredSubject.NewId()).ToArray();
        foreach (var (number, id) in ids.Index())
        {
            await NewSubject(id).Write(with: document => document with
            {
                Subject = document.Subject! with { NextDue = due.AddDays(number) },
            });
        }

        var found = new List<DueSubject>();
        foreach (var bucket in Enumerable.Range(0, Buckets.Count))
        {
            var place = new DueSubject(DateTimeOffset.MinValue, "");
            while (await Next(bucket, place) is [var next])
            {
                Assert.True(next.NextDue > place.NextDue);
                found.Add(place = next);
            }
        }

        Assert.Equal(ids[..10].Order(), found.Select(each => each.Id).Where(ids.Contains).Order());

        Task<IReadOnlyList<DueSubject>> Next(int bucket, DueSubject after) =>
            silo.Get<IDueSubjects>().Read(bucket, after, due.AddDays(9), count: 1, Cancellation);
    }

    private static string NewOrder() => StoredSubject.NewId().Replace("sub_", "ord_", StringComparison.Ordinal);
}
