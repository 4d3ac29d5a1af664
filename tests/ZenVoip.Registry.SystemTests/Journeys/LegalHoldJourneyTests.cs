using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>Activities and legal holds over GraphQL: what they do, and how they are refused.</summary>
public sealed class LegalHoldJourneyTests
{
    private static readonly string[] Billing = ["BILLING"];

    [Fact]
    public async Task A_hold_takes_back_what_is_ordered_and_its_release_orders_it_again()
    {
        using var settings = RegistrySettings.OnSqlite();
        await using var silo = await RegistryProcess.Start(settings);
        await new Burglar(settings).AddSystem("store", "MESSAGE_CONTENT");
        using var client = await RegistryClient.Of(silo, settings);
        using var officer = await RegistryClient.Of(silo, settings, "rights:manage");
        var id = await client.Leave("+4915112345678");
        await client.Orders(id);
        var hold = new
        {
            subject = new { id },
            controller = "acme",
            reason = "case 7",
            categories = new[] { "MESSAGE_CONTENT" },
            operationId = "hold",
        };

        Assert.Empty((await officer.Change("placeLegalHold", hold))["errors"]!.AsArray());
        Assert.Empty((await officer.Change("placeLegalHold", hold))["errors"]!.AsArray());
        var held = await Seen(client, id);
        Assert.Equal("CANCELLED", Assert.Single(held["orders"]!.AsArray())!["status"]!.GetValue<string>());
        var placed = Assert.Single(held["legalHolds"]!.AsArray())!;
        Assert.Equal("case 7", placed["reason"]!.GetValue<string>());
        Assert.Equal("HOLD", (await Preview(officer, id))["retained"]![0]!["because"]!.GetValue<string>());

        var release = new { subject = new { id }, holdId = placed["id"] };
        Assert.Empty((await officer.Change("releaseLegalHold", release))["errors"]!.AsArray());

        var free = await Seen(client, id);
        Assert.Empty(free["legalHolds"]!.AsArray());
        Assert.Equal(
            ["CANCELLED", "ISSUED"],
            free["orders"]!.AsArray().Select(order => order!["status"]!.GetValue<string>()).Order());
        Assert.Equal("store", (await Preview(officer, id))["systems"]![0]!.GetValue<string>());
        Assert.Equal("HOLD_NOT_FOUND", Code(await officer.Change("releaseLegalHold", release)));
    }

    [Fact]
    public async Task Whatever_is_wrong_is_refused_by_its_code()
    {
        var registry = await SharedSilo.Registry();
        var subject = new { id = await registry.Register() };
        var nobody = new { id = "sub_00000000000000000000000000" };
        string[] calls = ["CALL_RECORDS"];
        var known = Fresh.Name("known");
        await registry.Client.Change(
            "recordActivity", new { subject, category = "CALL_RECORDS", operationId = known });
        var future = Holders.At(DateTimeOffset.UtcNow.AddHours(1));
        (string Mutation, object Input, string Code)[] all =
        [
            ("recordActivity", new { subject = nobody, category = "CALL_RECORDS" }, "SUBJECT_NOT_FOUND"),
            ("recordActivity", new { subject, category = "GOSSIP" }, "CATEGORY_UNKNOWN"),
            ("recordActivity", new { subject, category = "BILLING", controller = "a b" }, "CONTROLLER_INVALID"),
            ("recordActivity", new { subject, category = "BILLING", controller = "*" }, "CONTROLLER_NOT_ALLOWED"),
            ("recordActivity", new { subject, category = "BILLING", at = future }, "TIME_IN_FUTURE"),
            ("recordActivity", new { subject, category = "BILLING", expectedVersion = 99 }, "VERSION_CONFLICT"),
            ("recordActivity", new { subject, category = "BILLING", operationId = "" }, "OPERATION_ID_INVALID"),
            ("placeLegalHold", new { subject = nobody, reason = "case", categories = calls }, "SUBJECT_NOT_FOUND"),
            ("placeLegalHold", new { subject, reason = " ", categories = calls }, "HOLD_REASON_INVALID"),
            ("placeLegalHold", new { subject, reason = "case", categories = Array.Empty<string>() },
                "CATEGORIES_REQUIRED"),
            ("placeLegalHold", new { subject, reason = "case", categories = new[] { "GOSSIP" } }, "CATEGORY_UNKNOWN"),
            ("placeLegalHold", new { subject, reason = "case", categories = calls, controller = "*" },
                "CONTROLLER_NOT_ALLOWED"),
            ("placeLegalHold", new { subject, reason = "case", categories = calls, controller = "a b" },
                "CONTROLLER_INVALID"),
            ("placeLegalHold", new { subject, reason = "case", categories = calls, expectedVersion = 99 },
                "VERSION_CONFLICT"),
            ("releaseLegalHold", new { subject, holdId = "hld_none" }, "HOLD_NOT_FOUND"),
            ("releaseLegalHold", new { subject = nobody, holdId = "hld_none" }, "SUBJECT_NOT_FOUND"),
            ("releaseLegalHold", new { subject, holdId = "hld_none", expectedVersion = 99 }, "VERSION_CONFLICT"),
            ("releaseLegalHold", new { subject, holdId = "hld_none", operationId = "" }, "OPERATION_ID_INVALID"),
            ("releaseLegalHold", new { subject, holdId = "hld_none", operationId = known }, "OPERATION_ID_REUSED"),
        ];

        foreach (var (mutation, input, code) in all)
            Assert.Equal((mutation, code), (mutation, Code(await registry.Client.Change(mutation, input))));
    }

    [Fact]
    public async Task What_cannot_be_read_or_may_not_be_done_is_a_fault()
    {
        var registry = await SharedSilo.Registry();
        var subject = new { id = await registry.Register() };

        Assert.Equal("VARIABLES", Running.CodeOf(await registry.Client.Send(
            "mutation($input: RecordActivityInput!) { recordActivity(input: $input) { errors { code } } }",
            new { input = new { subject, category = "CALL_RECORDS", at = "yesterday" } })));
        (string Input, string Code)[] previews =
        [
            ("categories: [\"GOSSIP\"]", "CATEGORY_UNKNOWN"),
            ("controller: \"a b\"", "CONTROLLER_INVALID"),
            ("controller: \"*\"", "CONTROLLER_NOT_ALLOWED"),
        ];
        foreach (var (input, code) in previews)
            Assert.Equal((input, code), (input, Running.CodeOf(await registry.Client.Send(
                $"query($ref: SubjectRef!) {{ deletionPreview(subject: $ref, {input}) {{ category }} }}",
                new { @ref = subject }))));
        using var clerk = await registry.ClientWith("subjects:read", "subjects:write");
        Assert.Equal("FORBIDDEN", Running.CodeOf(await clerk.Send(
            "mutation($input: PlaceLegalHoldInput!) { placeLegalHold(input: $input) { errors { code } } }",
            new { input = new { subject, reason = "case", categories = Billing } })));
    }

    private static string Code(JsonNode payload) =>
        Assert.Single(payload["errors"]!.AsArray())!["code"]!.GetValue<string>();

    private static async Task<JsonNode> Seen(RegistryClient client, string id) => (await client.Ask(
        """
        query($id: ID!) { subject(ref: { id: $id }) {
          orders { status } legalHolds { id controller reason categories placedAt }
        } }
        """,
        new { id }))["subject"]!;

    private static async Task<JsonNode> Preview(RegistryClient client, string id) => Assert.Single((await client.Ask(
        """
        query($id: ID!) {
          deletionPreview(subject: { id: $id }, controller: "acme", categories: ["MESSAGE_CONTENT"]) {
            category deleteUpTo systems retained { until because cutoff }
          }
        }
        """,
        new { id }))["deletionPreview"]!.AsArray())!;
}
