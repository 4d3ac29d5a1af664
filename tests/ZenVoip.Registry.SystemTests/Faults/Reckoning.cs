using ZenVoip.Registry.SystemTests.Deliveries;
using ZenVoip.Registry.SystemTests.Journeys;

namespace ZenVoip.Registry.SystemTests.Faults;

/// <summary>What must hold of an erasure wherever the process has died: it reads what is stored meanwhile.</summary>
internal sealed class Reckoning(Farewell scene)
{
    /// <summary>What an order goes through, in this order; the last two end it.</summary>
    private static readonly string[] Life = ["ISSUED", "DELIVERED", "CONFIRMED", "RETAINED"];

    private static readonly string[] Ends = ["CONFIRMED", "RETAINED"];

    /// <summary>Of what happened to the person, without a reference, these happen once too.</summary>
    private static readonly string[] Once = ["subject-registered", "subject-erased", "keys-destroyed"];

    private readonly Orders database = new(scene.Settings);
    private readonly Dictionary<string, int> allowed = new(StringComparer.Ordinal);
    private IReadOnlyList<string[]> journal = [];
    private IReadOnlyList<Order> orders = [];

    /// <summary>To be called whenever the process has ended.</summary>
    public async Task Check()
    {
        var now = await Read();
        await NothingIsLost();
        await NothingHappensTwice();
        NothingIsUndone(now);
        NothingIsOrderedEarly(now);
        await NothingIsErasedEarly(now);
        NothingIsToldTwice(now);
        Assert.Empty(await Audit.Faults(scene.Settings));
        orders = now;
    }

    private async Task<IReadOnlyList<Order>> Read() =>
    [
        .. (await database.Read(
            """
            select w.id, w.system, w.status, d.delivered_at is not null
            from holder_work w left join delivery d on d.work_id = w.id order by w.position
            """)).Select(row => new Order(row[0], row[1], row[2], row[3] is "1" or "True")),
    ];

    /// <summary>Every entry that was there is there as it was.</summary>
    private async Task NothingIsLost()
    {
        var now = await database.Read("select subject_id, sequence, link from journal order by sequence");
        Assert.Equal(journal, now.Take(journal.Count));
        Assert.Equal(now.Select(entry => entry[..2]), await database.Read(
            "select subject_id, sequence from feed order by sequence"));
        journal = now;
    }

    private async Task NothingHappensTwice()
    {
        var all = await database.Read("select name, ref from feed order by sequence");
        var events = all.Where(one => one[1].Length > 0 || Once.Contains(one[0])).Select(one => (one[0], one[1]));
        Assert.All(events.CountBy(one => one), one => Assert.Equal(1, one.Value));
        var names = all.Select(one => one[0]).ToList();
        Assert.True(IsAfter("orders-issued", "rights-request-verified"), string.Join(' ', names));
        Assert.True(IsAfter("subject-erased", "deletion-retained"), string.Join(' ', names));
        Assert.True(IsAfter("keys-destroyed", "subject-erased"), string.Join(' ', names));

        bool IsAfter(string what, string cause) =>
            !names.Contains(what) || (names.Contains(cause) && names.IndexOf(what) > names.IndexOf(cause));
    }

    /// <summary>An order that was there is there, and at most further on.</summary>
    private void NothingIsUndone(IReadOnlyList<Order> now) => Assert.All(orders.Zip(now), one =>
    {
        Assert.Equal(one.First.Id, one.Second.Id);
        Assert.True(
            one.First.Status == one.Second.Status
            || (!one.First.IsSettled && Array.IndexOf(Life, one.Second.Status) > Array.IndexOf(Life, one.First.Status)),
            $"{one.First} became {one.Second}");
    });

    private void NothingIsOrderedEarly(IReadOnlyList<Order> now)
    {
        // Where what is retained is due soon, it may be due already.
        var expected = scene.Now >= scene.Until ? scene.Holders.Count + 1 : scene.Ordered;
        Assert.InRange(now.Count, scene.Ordered, expected);
        var first = now.Take(scene.Holders.Count);
        if (now.Count > 0)
            Assert.Equal(scene.Holders.Select(holder => holder.Name).Order(), first.Select(one => one.System).Order());
        Assert.All(now.Skip(scene.Holders.Count), again => Assert.Equal(scene.Retaining.Name, again.System));
    }

    /// <summary>The person is a tombstone as soon as the last order is settled; only then a key is destroyed.</summary>
    private async Task NothingIsErasedEarly(IReadOnlyList<Order> now)
    {
        var isOver = now.Count > 0 && now.Take(scene.Holders.Count).All(one => one.IsSettled);
        var status = Assert.Single(await database.Read("select status from subject"))[0];
        Assert.Equal(isOver, status == "ERASED");
        var keys = await new Burglar(scene.Settings).LivingKeys(scene.Id);
        // The data key and, until its clock ends, that of the evidence.
        Assert.InRange(keys, isOver ? 1 : 2, 2);
        if (await database.Count("select count(*) from feed where name = 'keys-destroyed'") > 0)
            Assert.Equal(1, keys);
    }

    /// <summary>
    /// A system is told again only where the process ended before it was written down that it was told: once for each
    /// such end, by the same id and in the same words. Of what is settled it is told nothing.
    /// </summary>
    private void NothingIsToldTwice(IReadOnlyList<Order> now)
    {
        foreach (var holder in scene.Holders)
        {
            var got = holder.Got;
            Assert.Subset(
                now.Where(one => one.System == holder.Name).Select(one => one.Id).ToHashSet(),
                got.Select(webhook => webhook.Id).ToHashSet());
            foreach (var told in got.GroupBy(webhook => webhook.Id))
            {
                Assert.Single(told.DistinctBy(webhook => webhook.Body));
                Assert.InRange(Taken(told), 0, allowed.GetValueOrDefault(told.Key, 1));
            }
        }
        var taken = scene.Holders.SelectMany(holder => holder.Got).ToLookup(webhook => webhook.Id);
        foreach (var one in now)
        {
            Assert.True(Taken(taken[one.Id]) > 0 || one.Status is "ISSUED", $"{one} came without a webhook");
            allowed[one.Id] = Taken(taken[one.Id]) + (one is { Status: "ISSUED", IsTold: false } ? 1 : 0);
        }

        static int Taken(IEnumerable<Webhook> told) => told.Count(webhook => webhook.IsTaken);
    }

    /// <param name="IsTold">It is written down that the system took the webhook.</param>
    private sealed record Order(string Id, string System, string Status, bool IsTold)
    {
        public bool IsSettled => Ends.Contains(Status);
    }
}
