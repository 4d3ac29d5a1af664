using ZenVoip.Registry.SystemTests.Deliveries;
using ZenVoip.Registry.SystemTests.Harness;
using ZenVoip.Registry.SystemTests.Journeys;

namespace ZenVoip.Registry.SystemTests.Cluster;

/// <summary>A deadline takes effect once and never early, whoever sleeps or is dead when it comes.</summary>
public sealed class DueTimeTests
{
    private const int People = 8;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(12);

    /// <summary>Reminders are the fast path. What is promised is the next sweep, once the dead are given up.</summary>
    private static readonly TimeSpan Promise = TimeSpan.FromMinutes(7);

    private static readonly string[] Categories = ["CALL_RECORDS", "MESSAGE_CONTENT"];

    private readonly List<(string Id, DateTimeOffset Due)> people = [];

    [Fact(Explicit = true)]
    public async Task What_falls_due_while_its_silo_sleeps_or_all_are_dead_is_ordered_once()
    {
        await using var silos = await Silos.Start(2);
        await new Burglar(silos.Settings).AddSystem("store", Categories);
        var (sleeper, awake) = (silos.All[0], silos.Clients[1]);

        await Leave(silos.Clients);
        sleeper.Signal("STOP");
        // Once the sleeper is given up, the other silo has everybody; the sleeper has its own all the same.
        await Wait.Until(async () =>
            (await Task.WhenAll(people.Select(one => IsRead(awake, one.Id)))).All(isRead => isRead));
        Tell("the sleeper was given up");
        await using var third = await RegistryProcess.Start(silos.Settings);
        await EverythingIsOrderedOnce(awake, silos.Settings, "while one slept");
        sleeper.Signal("CONT");
        await sleeper.Ended();
        await EverythingIsOrderedOnce(awake, silos.Settings, "after it woke");

        using var another = awake.At(third);
        await Leave([awake, another]);
        await silos.All[1].Kill();
        await third.Kill();
        await Wait.Until(() => DateTimeOffset.UtcNow > people[^1].Due);
        await using var last = await RegistryProcess.Start(silos.Settings, before: third);
        Tell("a silo had started again");
        using var client = awake.At(last);
        await EverythingIsOrderedOnce(client, silos.Settings, "while all were dead");
    }

    /// <summary>Some whose data is due soon, at all of the silos.</summary>
    private async Task Leave(IReadOnlyList<RegistryClient> clients)
    {
        var due = DateTimeOffset.FromUnixTimeSeconds((DateTimeOffset.UtcNow + Soon).ToUnixTimeSeconds());
        var numbers = Enumerable.Range(people.Count, People);
        people.AddRange(await Task.WhenAll(numbers.Select(async number =>
            (await clients[number % clients.Count].Leave(Calls.Phone(number), due.AddDays(-30)), due))));
    }

    private static async Task<bool> IsRead(RegistryClient client, string id) =>
        (await client.Send("query($id: ID!) { subject(ref: { id: $id }) { version } }", new { id }))["errors"] is null;

    private async Task EverythingIsOrderedOnce(RegistryClient client, RegistrySettings settings, string stage)
    {
        var orders = new Orders(settings);
        var expected = people.Count * Categories.Length;
        await Wait.Until(
            async () => await orders.Count("select count(*) from holder_work") >= expected, patience: Promise);
        Tell($"what was due {stage} was ordered");
        Assert.Equal(expected, await orders.Count("select count(*) from holder_work"));
        foreach (var (id, due) in people)
        {
            var own = await client.Orders(id);
            Assert.Equal(Categories, own.Select(order => (string)order!["category"]!).Order());
            Assert.All(own, order => Assert.InRange(
                (DateTimeOffset)order!["issuedAt"]!, due, DateTimeOffset.UtcNow));
        }
    }

    private void Tell(string what) => TestContext.Current.TestOutputHelper?.WriteLine(
        FormattableString.Invariant($"{(DateTimeOffset.UtcNow - people[^1].Due).TotalSeconds:0} s: {what}"));
}
