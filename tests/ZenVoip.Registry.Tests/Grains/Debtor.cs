using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Grains.Sweeping;
using ZenVoip.Registry.Tests.Deletions;
using static ZenVoip.Registry.Tests.Grains.Person;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>Somebody to whom something is due, and how time passes until it happens.</summary>
internal sealed class Debtor(SubjectCluster cluster, Person person)
{
    public Person Person => person;

    /// <summary>Somebody who has made a call: it is due in five years and the rest of the month.</summary>
    public static async Task<Debtor> Caller(SubjectCluster cluster)
    {
        var person = await Register(cluster);
        await Holds(cluster);
        var called = new RecordActivity(Controller.ZenVoip, RetentionEvent.Created, Office.CallRecords);
        Assert.Null((await person.Here.Execute(Asks(called))).Refusal);
        return new(cluster, person);
    }

    /// <summary>An end user whose contract ended so long ago that their data is due after this time.</summary>
    public static async Task<Debtor> EndUser(SubjectCluster cluster, TimeSpan dueIn)
    {
        var debtor = await UnderContract(cluster);
        await debtor.Person.Here.Execute(debtor.Ends(dueIn));
        return debtor;
    }

    /// <summary>An end user whose contract runs, and a system that holds their data.</summary>
    public static async Task<Debtor> UnderContract(SubjectCluster cluster)
    {
        var person = await Register(cluster);
        await Holds(cluster);
        await person.Here.Execute(Asks(new StartRelationship(Acme, SubjectKind.EndUser)));
        return new(cluster, person);
    }

    public SubjectRequest Ends(TimeSpan dueIn) => Asks(new EndRelationship(
        Acme, SubjectKind.EndUser, cluster.Here.Clock.GetUtcNow() - TimeSpan.FromDays(30) + dueIn));

    public ISweeperGrain Sweeper => cluster.Here.Grains.GetGrain<ISweeperGrain>(
        $"sweep_{person.Id[^1] % Buckets.Count}");

    public async Task<DateTimeOffset> Due() =>
        (await person.Seen()).NextDue(cluster.Here.Clock.GetUtcNow())!.Value;

    public async Task<int> Reminders() => Convert.ToInt32(
        await cluster.Scalar($"select count(*) from reminder where grain_id like '%{person.Id}'"),
        System.Globalization.CultureInfo.InvariantCulture);

    public async Task<IReadOnlyList<DeletionOrder>> Orders() => (await person.Seen()).Deletions.Orders;

    /// <summary>How often clocks fell due and orders were issued.</summary>
    public async Task<(int Fell, int Ordered)> Count() =>
        ((await person.Journal<RetentionFellDue>()).Count, (await person.Journal<OrdersIssued>()).Count);

    /// <summary>Each category of the end of a contract, and none twice.</summary>
    public async Task WasOrderedOnce()
    {
        var orders = await person.Journal<OrdersIssued>();
        var categories = orders.SelectMany(issued => issued.Orders).Select(order => order.Category).ToList();
        Assert.Equal(
            Rules.Retention.StartedBy(
                RetentionEvent.ContractEnded, Acme, SubjectKind.EndUser, [In("DE")], cluster.Here.Clock.GetUtcNow())
                .OrderBy(code => code.Value), categories.OrderBy(code => code.Value));
        Assert.Equal(categories.Count, (await person.Journal<RetentionFellDue>()).Count);
    }

    /// <summary>In steps that no clock of the runtime stumbles over.</summary>
    public async Task PassTo(DateTimeOffset time)
    {
        while (time - cluster.Here.Clock.GetUtcNow() is var left && left > TimeSpan.Zero)
            await cluster.Pass(left < TimeSpan.FromDays(30) ? left : TimeSpan.FromDays(30));
    }

    public Task PassUntilOrdered() =>
        cluster.PassUntil(async () => (await Orders()).Count > 0, step: TimeSpan.FromMinutes(1), steps: 200);

    /// <summary>A system that holds everything.</summary>
    public static async Task Holds(SubjectCluster cluster)
    {
        var categories = string.Join(',', Rules.Clauses.Retention.Categories.Select(known => $"\"{known.Code}\""));
        await cluster.Scalar(
            "insert or ignore into holder_system (name, categories, confirm_within, registered_at) values "
            + $"('store', '[{categories}]', 604800, '2026-11-23T12:00:00.000000Z')");
    }
}
