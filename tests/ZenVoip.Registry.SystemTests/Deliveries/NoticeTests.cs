using System.Globalization;
using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Harness;
using ZenVoip.Registry.SystemTests.Journeys;
using static ZenVoip.Registry.SystemTests.Deliveries.Receiving;

namespace ZenVoip.Registry.SystemTests.Deliveries;

/// <summary>
/// Warnings and escalations go out like orders, to whoever asks for them; what is taken back, to whoever had it.
/// </summary>
public sealed class NoticeTests
{
    private const string Number = "+4915112345678";

    private const string Waiting = "select count(*) from notice";

    private static readonly string[] Held = ["MESSAGE_CONTENT"];

    [Theory(Explicit = true)]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task An_escalation_reaches_a_pager_once_though_it_was_down_and_the_registry_killed(string database)
    {
        using var settings = (await RegistrySettings.On(database)) with { More = Hurried };
        await using var pager = await Holder.Start("pager");
        pager.Status = 410;
        var silo = await RegistryProcess.Start(settings);
        try
        {
            await Ask(silo, settings, pager);
            using (var client = await RegistryClient.Of(silo, settings))
            {
                await BeLate(client);
                await Wait.Until(async () => await Dead(client) is [_]);
            }
            await silo.Kill();
            silo = await RegistryProcess.Start(settings, before: silo);
            using var again = await RegistryClient.Of(silo, settings);
            var letter = Assert.Single(await Dead(again))!;
            pager.Status = 200;
            Assert.Equal(1, await Replayed(again));
            await Wait.Until(() => pager.Taken.Count == 1);
            await Wait.Until(async () => await new Orders(settings).Count(Waiting) == 0);

            var order = Assert.Single(await again.Pull())!;
            Assert.Equal("FAILED", (string)order["status"]!);
            Assert.Equal("deletion_order.escalated", (string)letter["kind"]!);
            Assert.Equal((string)letter["id"]!, Assert.Single(pager.Taken));
            Tells(pager.Got[^1], "deletion_order.escalated", (string)order["id"]!, "DELETE");
            await Verified([pager]);
            await silo.Kill();
            var (code, output, errors) = await RegistryProcess.Run(settings, "verify");
            Assert.True(code == 0, output + errors);
        }
        finally
        {
            await silo.DisposeAsync();
        }
    }

    [Theory(Explicit = true)]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task A_system_that_has_fetched_its_order_is_told_that_a_hold_takes_it_back(string database)
    {
        using var settings = (await RegistrySettings.On(database)) with { More = Hurried };
        await using var store = await Holder.Start("store");
        await using var other = await Holder.Start("other");
        await using var silo = await RegistryProcess.Start(settings);
        await Introduce(silo, settings, [store], Held);
        await Ask(silo, settings, other);
        using var client = await RegistryClient.Of(silo, settings);
        using var officer = await RegistryClient.Of(silo, settings, "rights:manage");
        var id = await client.Leave(Number);
        await Wait.Until(() => store.Taken.Count == 1);

        Assert.Empty((await officer.Change("placeLegalHold", new
        {
            subject = new { id },
            controller = "acme",
            reason = "case 7",
            categories = Held,
        }))["errors"]!.AsArray());

        await Wait.Until(() => store.Taken.Count == 2);
        Tells(store.Got[^1], "deletion_order.cancelled", store.Taken[0], "DELETE");
        await Wait.Until(async () => await new Orders(settings).Count(Waiting) == 0);
        Assert.DoesNotContain(other.Got, webhook => webhook.Body.Contains("cancelled", StringComparison.Ordinal));
    }

    [Theory(Explicit = true)]
    [InlineData("LetterSigned", 1)]
    [InlineData("LetterAnswered", 2)]
    [InlineData("DeliveryRecorded", 1)]
    public async Task Killed_while_it_tells_the_registry_tells_again_under_the_same_id_or_is_done(
        string fault, int times)
    {
        using var settings = RegistrySettings.OnSqlite() with { More = Hurried };
        var doom = new Dictionary<string, string>(Hurried) { ["Registry__FaultPoint"] = fault };
        await using var pager = await Holder.Start("pager");
        await using var doomed = await RegistryProcess.Start(settings with { More = doom });
        await Ask(doomed, settings, pager);
        using (var client = await RegistryClient.Of(doomed, settings))
            await BeLate(client);
        Assert.Equal(137, await doomed.Ended());

        await using var silo = await RegistryProcess.Start(settings, before: doomed);
        await Wait.Until(async () => await new Orders(settings).Count(Waiting) == 0);

        Assert.Equal((times, 1), (pager.Got.Count, pager.Taken.Count));
    }

    // On PostgreSQL the membership of a silo whose clock is set ahead takes it for a ghost.
    [Fact(Explicit = true)]
    public async Task A_rights_request_whose_last_day_comes_near_and_goes_by_is_told_of_twice()
    {
        using var settings = RegistrySettings.OnSqlite() with { More = Hurried };
        await using var pager = await Holder.Start("pager");
        JsonNode request;
        await using (var silo = await RegistryProcess.Start(settings))
        {
            await Ask(silo, settings, pager);
            using var client = await RegistryClient.Of(silo, settings);
            await client.Change("registerSubject", new
            {
                kind = "CUSTOMER",
                jurisdiction = "DE",
                identifiers = new[] { new { type = "PHONE", value = Number } },
            });
            request = await client.Submitted(
                new { identifier = new { type = "PHONE", value = Number } }, "COMPLAINT");
        }
        var dueAt = DateTimeOffset.Parse((string)request["dueAt"]!, CultureInfo.InvariantCulture);
        var days = (int)(dueAt - DateTimeOffset.UtcNow).TotalDays;
        await Later(days - 1, told: 1);
        await Later(days + 1, told: 2);

        Tells(pager.Got[0], "rights_deadline.near", (string)request["id"]!, "ANSWER");
        Tells(pager.Got[1], "rights_deadline.missed", (string)request["id"]!, "ANSWER");

        async Task Later(int days, int told)
        {
            var then = settings with
            {
                More = new Dictionary<string, string>(Hurried) { ["Registry__ClockOffset"] = $"{days}.00:00:00" },
            };
            await using var silo = await RegistryProcess.Start(then);
            await Wait.Until(() => pager.Taken.Count == told);
            await Wait.Until(async () => await new Orders(settings).Count(Waiting) == 0);
        }
    }

    /// <summary>A system that pulls does not confirm in time.</summary>
    private static async Task BeLate(RegistryClient client)
    {
        await client.Ask(Register, new { input = new { name = "store", categories = Held, confirmWithin = "PT1S" } });
        await client.Leave(Number);
    }

    /// <summary>It holds nothing, and is told of what is late.</summary>
    private static async Task Ask(RegistryProcess silo, RegistrySettings settings, Holder pager)
    {
        using var admin = await RegistryClient.Of(silo, settings, "registry:admin");
        var answer = (await admin.Ask(Register, new
        {
            input = new
            {
                name = pager.Name,
                categories = Array.Empty<string>(),
                webhookUrl = pager.Address,
                notices = true,
            },
        }))["registerHolderSystem"]!;
        Assert.Empty(answer["errors"]!.AsArray());
        pager.Secret = (string)answer["signingSecret"]!;
        var system = (await admin.Ask("{ holderSystems { name notices waiting } }"))["holderSystems"]![0]!;
        Assert.Equal((true, 0), ((bool)system["notices"]!, (int)system["waiting"]!));
    }

    private static async Task<JsonArray> Dead(RegistryClient client) =>
        (await client.Ask("{ deadLetters(system: \"pager\") { nodes { id kind outcome } } }"))["deadLetters"]!["nodes"]!
            .AsArray();

    /// <summary>By their ids, as the list of dead letters says them.</summary>
    private static async Task<int> Replayed(RegistryClient client)
    {
        var ids = (await Dead(client)).Select(letter => (string)letter!["id"]!).ToArray();
        return (int)(await client.Ask(
            "mutation($ids: [ID!]) { replayDeliveries(input: { system: \"pager\", ids: $ids }) { replayed } }",
            new { ids }))["replayDeliveries"]!["replayed"]!;
    }

    /// <summary>What it is and of which id, since when, and nothing about anybody.</summary>
    private static void Tells(Webhook webhook, string type, string id, string kind)
    {
        var body = JsonNode.Parse(webhook.Body)!.AsObject();
        Assert.Equal(["data", "timestamp", "type"], body.Select(field => field.Key).Order());
        Assert.Equal(["id", "kind"], body["data"]!.AsObject().Select(field => field.Key).Order());
        Assert.Equal(
            (type, id, kind),
            ((string)body["type"]!, (string)body["data"]!["id"]!, (string)body["data"]!["kind"]!));
        Assert.StartsWith("ntc_", webhook.Id, StringComparison.Ordinal);
    }
}
