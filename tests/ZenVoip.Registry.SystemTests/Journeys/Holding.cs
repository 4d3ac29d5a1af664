using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>Uses everything about holder systems, clocks, holds and orders with planted values.</summary>
/// <param name="used">Gets the root fields that were used.</param>
internal sealed class Holding(RegistryClient client, SortedSet<string> used)
{
    private static readonly string[] Categories = ["MESSAGE_CONTENT"];

    public async Task Everything(string id)
    {
        var subject = new { id };
        used.UnionWith(
        [
            "registerHolderSystem", "rotateSigningSecret", "replayDeliveries", "holderSystems", "deadLetters",
            "recordActivity", "placeLegalHold", "releaseLegalHold", "deletionPreview", "deletionOrders",
            "confirmDeletion",
        ]);
        await Make("registerHolderSystem", "RegisterHolderSystemInput", new
        {
            name = "store",
            categories = Categories,
            operationId = $"system {Planted.Email}",
        });
        await Make("recordActivity", "RecordActivityInput", new
        {
            subject = Exercise.By("EMAIL", Planted.Email),
            controller = Exercise.Controller,
            @event = "LAST_ACTIVITY",
            category = Categories[0],
            operationId = $"wrote {Planted.E164}",
        });
        await Make("placeLegalHold", "PlaceLegalHoldInput", new
        {
            subject,
            reason = $"case about {Planted.Email}",
            categories = Categories,
            operationId = $"hold {Planted.Email}",
        });
        await Release(id);
        await Order(id);
    }

    private async Task Release(string id)
    {
        var data = await client.Ask(
            """
            query($id: ID!) {
              subject(ref: { id: $id }) {
                legalHolds { id reason } retention { category dueAt } orders { id } nextDue
              }
              deletionPreview(subject: { id: $id }, categories: ["MESSAGE_CONTENT"]) { category }
            }
            """,
            new { id });
        Assert.Contains(Planted.Email, data.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        await Make("releaseLegalHold", "ReleaseLegalHoldInput", new
        {
            subject = new { id },
            holdId = data["subject"]!["legalHolds"]![0]!["id"]!.GetValue<string>(),
        });
    }

    /// <summary>The end of the contract orders its data deleted at once where nothing keeps it.</summary>
    private async Task Order(string id)
    {
        await client.Ask("""
            { holderSystems { name } deadLetters { nodes { id } } deletionOrders { nodes { identifiers { value } } } }
            """);
        await Make("rotateSigningSecret", "RotateSigningSecretInput", new { name = "store" }, "SYSTEM_NOT_FOUND");
        await Make("replayDeliveries", "ReplayDeliveriesInput", new { system = "store", ids = new[] { id } });
        await Make(
            "confirmDeletion",
            "ConfirmDeletionInput",
            new { orderId = Planted.Email, operationId = $"done {Planted.Email}" },
            "ORDER_NOT_FOUND");
    }

    private async Task Make(string mutation, string type, object input, string? but = null)
    {
        var data = await client.Ask(
            $"mutation($input: {type}!) {{ {mutation}(input: $input) {{ errors {{ code }} }} }}", new { input });
        Assert.All(
            data[mutation]!["errors"]!.AsArray(), error => Assert.Equal(but, error!["code"]!.GetValue<string>()));
    }
}
