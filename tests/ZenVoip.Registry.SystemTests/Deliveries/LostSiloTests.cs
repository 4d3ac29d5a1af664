using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Cluster;
using ZenVoip.Registry.SystemTests.Harness;
using ZenVoip.Registry.SystemTests.Journeys;

namespace ZenVoip.Registry.SystemTests.Deliveries;

/// <summary>Of several silos, the one that tells a holder system dies.</summary>
public sealed class LostSiloTests
{
    private const int People = 8;

    private static readonly string[] Categories = ["MESSAGE_CONTENT", "CALL_RECORDS", "VOICEMAIL", "BILLING"];

    private static readonly int All = People * Categories.Length;

    /// <summary>What the holder takes before the silo dies: some have been told of several orders by then.</summary>
    private const int Early = 10;

    private const string Told = "registry_deliveries_total{";

    [Fact(Explicit = true)]
    public async Task Another_silo_delivers_what_was_left_once_and_each_persons_in_their_order()
    {
        using var places = new SemaphoreSlim(Early);
        await using var holder = await Holder.Start("archive", places: places);
        await using var silos = await Silos.Start(2, Receiving.Hurried);
        await Receiving.Introduce(silos.All[0], silos.Settings, [holder], Categories);
        var people = await Task.WhenAll(Enumerable.Range(0, People)
            .Select(one => silos.Clients[one % 2].Leave(Calls.Phone(one))));

        await Wait.Until(async () =>
            await new Orders(silos.Settings).Count("select count(*) from holder_work") == All);
        await Wait.Until(() => holder.Got.Count == Early);
        var teller = await Teller(silos.Clients);
        await silos.All[teller].Kill();
        places.Release(int.MaxValue / 2);

        var other = silos.Clients[1 - teller];
        var delivered = await Delivered(other);
        Assert.Contains(Told, await other.Read("/metrics"), StringComparison.Ordinal);
        var orders = await Task.WhenAll(people.Select(other.Orders));
        Assert.All(orders.SelectMany(ofOne => ofOne), order => Assert.Equal("DELIVERED", (string)order!["status"]!));
        Assert.Equal(orders.SelectMany(Ids).Order(), delivered.Order());
        Assert.All(orders.Select(Ids), ids => Assert.Equal(ids, holder.Taken.Where(ids.Contains)));
        await Receiving.Verified([holder]);
    }

    /// <summary>The silo at which the system is told of its orders.</summary>
    private static async Task<int> Teller(IReadOnlyList<RegistryClient> clients)
    {
        var teller = -1;
        await Wait.Until(async () =>
        {
            var metrics = await Task.WhenAll(clients.Select(client => client.Read("/metrics")));
            teller = Array.FindIndex(metrics, text => text.Contains(Told, StringComparison.Ordinal));
            return teller >= 0;
        });
        return teller;
    }

    /// <summary>What the feed tells of as delivered, once it tells of every order.</summary>
    private static async Task<IEnumerable<string>> Delivered(RegistryClient client)
    {
        List<string> delivered = [];
        await Wait.Until(async () =>
        {
            delivered = [.. (await client.Changes())
                .Where(change => (string)change["event"]! == "order-delivered")
                .Select(change => (string)change["ref"]!)];
            return delivered.Distinct().Count() == All;
        });
        return delivered;
    }

    private static IEnumerable<string> Ids(JsonArray orders) => orders.Select(order => (string)order!["id"]!);
}
