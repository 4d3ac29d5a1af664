using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Harness;
using ZenVoip.Registry.SystemTests.Journeys;

namespace ZenVoip.Registry.SystemTests.Deliveries;

/// <summary>A system that is gone for good is asked for nothing new, and operators answer what it was asked.</summary>
public sealed class RetiredSystemTests
{
    [Fact(Explicit = true)]
    public async Task Nobody_waits_for_a_system_that_is_gone()
    {
        using var settings = RegistrySettings.OnSqlite();
        await using var silo = await RegistryProcess.Start(settings);
        using var client = await RegistryClient.Of(silo, settings);
        using var admin = await RegistryClient.Of(silo, settings, "deletions:confirm", "registry:admin");
        using var officer = await RegistryClient.Of(silo, settings, "deletions:confirm", "rights:manage");
        Assert.Equal("CATEGORIES_REQUIRED", await Register(client));
        Assert.Null(await Register(client, "MESSAGE_CONTENT", "CALL_RECORDS"));
        var id = await client.Leave("+4915112345678");
        var orders = await client.Orders(id);

        Assert.Null(await Register(client));
        var next = await client.Leave("+4915112345679");
        await Wait.Until(async () => Events(await Read(client, next)).Contains("category-unheld"));

        Assert.Empty((await Read(client, next))["orders"]!.AsArray());
        Assert.Equal(2, orders.Count);
        Assert.Equal("CONFIRMED", await Confirm(admin, orders[0]!));
        Assert.Equal("CONFIRMED", await Confirm(officer, orders[1]!));
        Assert.Equal(2, Events(await Read(client, id)).Count(happened => happened == "deletion-confirmed"));
    }

    private static IEnumerable<string> Events(JsonNode subject) => subject["journal"]!["nodes"]!.AsArray()
        .Where(entry => entry!["actor"] is not null).Select(entry => (string)entry!["event"]!);

    private static async Task<JsonNode> Read(RegistryClient client, string id) => (await client.Ask(
        """
        query($id: ID!) { subject(ref: { id: $id }) {
          orders { id } journal(first: 100) { nodes { event actor } }
        } }
        """,
        new { id }))["subject"]!;

    /// <summary>The code of the refusal; null: it is registered.</summary>
    private static async Task<string?> Register(RegistryClient client, params string[] categories)
    {
        var answer = await client.Ask(
            """
            mutation($categories: [DataCategory!]!) {
              registerHolderSystem(input: { name: "store", categories: $categories }) {
                system { categories } errors { code }
              }
            }
            """,
            new { categories });
        var payload = answer["registerHolderSystem"]!;
        Assert.Equal(
            payload["system"] is null ? null : categories,
            payload["system"]?["categories"]!.AsArray().Select(category => (string)category!));
        return payload["errors"]!.AsArray() is [{ } error, ..] ? (string?)error["code"] : null;
    }

    private static async Task<string?> Confirm(RegistryClient office, JsonNode order) => (string?)(await office.Ask(
        "mutation($id: ID!) { confirmDeletion(input: { orderId: $id }) { order { status } errors { code } } }",
        new { id = order["id"] }))["confirmDeletion"]!["order"]!["status"];
}
