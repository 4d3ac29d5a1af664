using System.Globalization;
using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Harness;
using ZenVoip.Registry.SystemTests.Journeys;
using static ZenVoip.Registry.SystemTests.Deliveries.Receiving;

namespace ZenVoip.Registry.SystemTests.Deliveries;

/// <summary>Orders go from people who left to the systems that hold their data, and come back answered.</summary>
public sealed class DeliveryJourneyTests
{
    private const string Fetch = """
        query($id: ID!) {
          node(id: $id) { ... on DeletionOrder { status system issuedAt identifiers { value } } }
        }
        """;

    private const string Untold = "select count(*) from holder_work where status = 'ISSUED'";

    private static readonly string[] Numbers = ["+4915112345671", "+4915112345672", "+4915112345673"];

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task Killed_between_telling_and_hearing_the_registry_loses_nothing_and_does_nothing_twice(
        string database)
    {
        using var settings = (await RegistrySettings.On(database)) with { More = Hurried };
        await using var slow = await Holder.Start("slow", TimeSpan.FromSeconds(1));
        await using var failing = await Holder.Start("failing");
        await using var retaining = await Holder.Start("retaining");
        failing.Status = 503;
        Holder[] holders = [slow, failing, retaining];
        var silo = await RegistryProcess.Start(settings);
        try
        {
            await Introduce(silo, settings, holders, "MESSAGE_CONTENT");
            var people = await Leave(silo, settings);
            await Wait.Until(() => retaining.Taken.Count == 3 && failing.Got.Count > 0);

            silo = await Again(silo, settings);
            failing.Status = 200;
            await Wait.Until(() => holders.All(holder => holder.Taken.Count == 3));
            await Verified(holders);
            // A holder may answer before it is noted that it was told; then that it was is not recorded any more.
            await Wait.Until(async () => await new Orders(settings).Count(Untold) == 0);
            foreach (var holder in holders)
                await Answer(silo, settings, holder);
            silo = await Again(silo, settings);

            using var client = await RegistryClient.Of(silo, settings);
            var orders = (await Task.WhenAll(people.Select(client.Orders))).SelectMany(some => some).ToList();
            Assert.Equal(9, orders.Count);
            Assert.All(orders, order => Assert.Equal(
                (string)order!["system"]! == "retaining" ? "RETAINED" : "CONFIRMED", (string)order["status"]!));
            var ids = orders.Select(order => (string)order!["id"]!).Order();
            Assert.Equal(ids, holders.SelectMany(holder => holder.Taken).Order());
            Assert.All(await Happened(client), once => Assert.Equal(1, once));
        }
        finally
        {
            await silo.DisposeAsync();
        }
    }

    private static async Task<RegistryProcess> Again(RegistryProcess silo, RegistrySettings settings)
    {
        await silo.Kill();
        return await RegistryProcess.Start(settings, before: silo);
    }

    private static async Task<List<string>> Leave(RegistryProcess silo, RegistrySettings settings)
    {
        using var client = await RegistryClient.Of(silo, settings);
        var people = new List<string>();
        foreach (var number in Numbers)
            people.Add(await client.Leave(number));
        return people;
    }

    /// <summary>The holder fetches by its own token what each webhook names, and says twice what it did.</summary>
    private static async Task Answer(RegistryProcess silo, RegistrySettings settings, Holder holder)
    {
        using var own = await RegistryClient.OfSystem(silo, settings, holder.Name);
        foreach (var webhook in holder.Got.Where(webhook => webhook.IsTaken).DistinctBy(webhook => webhook.Id))
        {
            var order = (await own.Ask(Fetch, new { id = webhook.Id }))["node"]!;
            Assert.Contains((string)order["identifiers"]![0]!["value"]!, Numbers);
            Assert.DoesNotContain((string)order["identifiers"]![0]!["value"]!, webhook.Body, StringComparison.Ordinal);
            Assert.True(SentAt(webhook) >= IssuedAt(order), "it was told before it was ordered");
            object answer = holder.Name == "retaining"
                ? new { orderId = webhook.Id, retainedUntil = "2090-01-01T00:00:00Z", ground = "LEGAL_CLAIMS" }
                : new { orderId = webhook.Id, method = "ERASED", count = 7 };
            Assert.Null(await own.RefusalOf(answer));
            Assert.Null(await own.RefusalOf(answer));
        }
    }

    /// <summary>
    /// How often each order was delivered, confirmed or retained, once the feed tells of all: what was written just
    /// before the silo was killed gets its place from the next one.
    /// </summary>
    private static async Task<IEnumerable<int>> Happened(RegistryClient client)
    {
        List<(string, string?)> all = [];
        await Wait.Until(async () =>
        {
            all = [.. (await client.Changes())
                .Select(change => ((string)change["event"]!, (string?)change["ref"]))
                .Where(change => change.Item1 is "order-delivered" or "deletion-confirmed" or "deletion-retained")];
            return all.Distinct().Count() == 18;
        });
        return all.CountBy(change => change).Select(change => change.Value);
    }

    private static long SentAt(Webhook webhook) =>
        long.Parse(webhook.Headers["webhook-timestamp"], CultureInfo.InvariantCulture);

    private static long IssuedAt(JsonNode order) =>
        DateTimeOffset.Parse((string)order["issuedAt"]!, CultureInfo.InvariantCulture).ToUnixTimeSeconds();
}
