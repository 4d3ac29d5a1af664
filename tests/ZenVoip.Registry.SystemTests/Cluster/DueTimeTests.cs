using ZenVoip.Registry.SystemTests.Deliveries;
using ZenVoip.Registry.SystemTests.Harness;
using ZenVoip.Registry.SystemTests.Journeys;

namespace ZenVoip.Registry.SystemTests.Cluster;

/// <summary>A deadline takes effect once and never early, whoever sleeps or is dead when it comes.</summary>
public sealed class DueTimeTests
{
    private const int People = 8;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(12);

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
        await using var third = await RegistryProcess.Start(silos.Settings);
        await EverythingIsOrderedOnce(awake, silos.Settings);
        sleeper.Signal("CONT");
        await sleeper.Ended();
        await EverythingIsOrderedOnce(awake, silos.Settings);

        await Leave([awake, awake.At(third)]);
        await silos.All[1].Kill();
        await third.Kill();
        await Wait.Until(() => DateTimeOffset.UtcNow > people[^1].Due);
        await using var last = await RegistryProcess.Start(silos.Settings, before: third);
        using var client = awake.At(last);
        await EverythingIsOrderedOnce(client, silos.Settings);
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

    private async Task EverythingIsOrderedOnce(RegistryClient client, RegistrySettings settings)
    {
        foreach (var (id, due) in people)
        {
            var orders = await client.Orders(id);
            Assert.Equal(Categories, orders.Select(order => (string)order!["category"]!).Order());
            Assert.All(orders, order => Assert.InRange(
                (DateTimeOffset)order!["issuedAt"]!, due, DateTimeOffset.UtcNow));
        }
        Assert.Equal(
            people.Count * Categories.Length,
            await new Orders(settings).Count("select count(*) from holder_work"));
    }
}
