using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>What a holder retains is ordered again when its ground ends, with the real executable.</summary>
public sealed class GroundJourneyTests
{
    private const string Number = "+4915112345678";

    [Theory(Explicit = true)]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task A_holder_says_that_its_ground_has_ended_and_is_ordered_again(string database)
    {
        using var settings = await RegistrySettings.On(database);
        await using var silo = await RegistryProcess.Start(settings);
        await new Burglar(settings).AddSystem("store", "MESSAGE_CONTENT");
        using var client = await RegistryClient.Of(silo, settings);
        using var store = await RegistryClient.OfSystem(silo, settings, "store");
        var person = await client.Leave(Number);
        var orderId = Assert.Single(await client.Orders(person))!["id"]!.GetValue<string>();
        var until = Holders.At(DateTimeOffset.UtcNow.AddYears(3));
        Assert.Null(await store.RefusalOf(new { orderId, retainedUntil = until, ground = "LEGAL_CLAIMS" }));

        var ended = new { orderId, retainedUntil = Holders.At(DateTimeOffset.UtcNow.AddDays(-1)) };
        Assert.Null(await store.RefusalOf(ended));
        var again = await Again(client, person, orderId);
        Assert.Null(await store.RefusalOf(ended));
        Assert.Equal("ORDER_SETTLED", await store.RefusalOf(new { orderId }));

        Assert.Equal("+4915112345678", again["identifiers"]![0]!["value"]!.GetValue<string>());
        Assert.Null(await store.RefusalOf(new { orderId = again["id"], count = 1 }));
        Assert.Equal(
            ["RETAINED", "CONFIRMED"],
            (await client.Orders(person)).OrderBy(order => (string)order!["issuedAt"]!, StringComparer.Ordinal)
                .Select(order => (string)order!["status"]!));
    }

    // On PostgreSQL the membership of a silo whose clock is set ahead takes it for a ghost.
    [Fact(Explicit = true)]
    public async Task A_rulebook_without_the_ground_has_it_ordered_again_of_somebody_who_sleeps()
    {
        using var rulebook = new OwnRulebook();
        var settings = rulebook.Settings;
        string person, orderId;
        await using (var silo = await RegistryProcess.Start(settings))
        {
            await new Burglar(settings).AddSystem("store", "MESSAGE_CONTENT");
            using var client = await RegistryClient.Of(silo, settings);
            using var store = await RegistryClient.OfSystem(silo, settings, "store");
            person = await client.Leave(Number);
            orderId = Assert.Single(await client.Orders(person))!["id"]!.GetValue<string>();
            var until = Holders.At(DateTimeOffset.UtcNow.AddYears(3));
            Assert.Null(await store.RefusalOf(new { orderId, retainedUntil = until, ground = "SECURITY" }));
        }
        Assert.Contains("ground: SECURITY\n", rulebook.Shipped, StringComparison.Ordinal);
        rulebook.Write(rulebook.Shipped.Replace("ground: SECURITY\n", "ground: SAFETY\n", StringComparison.Ordinal));
        var later = settings with
        {
            More = new Dictionary<string, string>(settings.More) { ["Registry__ClockOffset"] = "8.00:00:00" },
        };
        await using (var silo = await RegistryProcess.Start(later))
        {
            using var client = await RegistryClient.Of(silo, later);
            Assert.Equal("ISSUED", (string)(await Again(client, person, orderId))["status"]!);
        }
    }

    private static async Task<JsonNode> Again(RegistryClient client, string person, string orderId)
    {
        JsonNode? again = null;
        await Wait.Until(async () =>
        {
            again = (await client.Orders(person)).SingleOrDefault(
                order => (string?)order!["reissueOf"] == orderId);
            return again is not null;
        });
        return again!;
    }
}
