using System.Text.Json;
using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Harness;
using ZenVoip.Registry.SystemTests.Journeys;

namespace ZenVoip.Registry.SystemTests.Deliveries;

/// <summary>Bad input to what concerns holder systems has its documented refusal.</summary>
public sealed class HolderRefusalTests
{
    private readonly string name = Fresh.Name("billing");
    private static readonly string[] Other = ["BILLING"];

    [Fact]
    public async Task Every_bad_registration_is_refused_with_its_code_and_field()
    {
        var registry = await SharedSilo.Registry();
        (object Input, string Code, string Path)[] all =
        [
            (new { name = "" }, "SYSTEM_NAME_INVALID", "name"),
            (new { name = "Billing" }, "SYSTEM_NAME_INVALID", "name"),
            (new { name = "1st" }, "SYSTEM_NAME_INVALID", "name"),
            (new { name = "a b" }, "SYSTEM_NAME_INVALID", "name"),
            (new { name = new string('a', 65) }, "SYSTEM_NAME_INVALID", "name"),
            (new { categories = Array.Empty<string>() }, "CATEGORIES_REQUIRED", "categories"),
            (new { categories = new[] { "BILLING", "SHOE_SIZES" } }, "CATEGORY_UNKNOWN", "categories/1"),
            (new { webhookUrl = "" }, "WEBHOOK_URL_INVALID", "webhookUrl"),
            (new { webhookUrl = "http://hooks.example.com/" }, "WEBHOOK_URL_INVALID", "webhookUrl"),
            (new { webhookUrl = "https://a:b@127.0.0.1/" }, "WEBHOOK_URL_INVALID", "webhookUrl"),
            (new { webhookUrl = "https://hooks.example.com/" }, "WEBHOOK_NOT_ALLOWED", "webhookUrl"),
            (new { notices = true }, "WEBHOOK_REQUIRED", "webhookUrl"),
            (new { notices = true, categories = Array.Empty<string>() }, "WEBHOOK_REQUIRED", "webhookUrl"),
            (new { notices = true, webhookUrl = "https://hooks.example.com/" }, "WEBHOOK_NOT_ALLOWED", "webhookUrl"),
            (new { confirmWithin = "" }, "CONFIRM_WITHIN_INVALID", "confirmWithin"),
            (new { confirmWithin = "soon" }, "CONFIRM_WITHIN_INVALID", "confirmWithin"),
            (new { confirmWithin = "P1M" }, "CONFIRM_WITHIN_INVALID", "confirmWithin"),
            (new { confirmWithin = "P366D" }, "CONFIRM_WITHIN_INVALID", "confirmWithin"),
            (new { confirmWithin = "PT0S" }, "CONFIRM_WITHIN_INVALID", "confirmWithin"),
            (new { operationId = "" }, "OPERATION_ID_INVALID", "operationId"),
        ];
        foreach (var (input, code, path) in all)
        {
            var answer = await Register(registry, input);
            Assert.Equal((code, $"input/{path}"), (CodeOf(answer), PathOf(answer)));
            Assert.Null(answer["system"]);
            Assert.Null(answer["signingSecret"]);
        }
        var registered = (await registry.Client.Ask("{ holderSystems { name } }"))["holderSystems"]!.AsArray();
        Assert.DoesNotContain(name, registered.Select(system => (string)system!["name"]!));
    }

    [Theory]
    [InlineData(null, 604_800)]
    [InlineData("P7D", 604_800)]
    [InlineData("PT90M", 5_400)]
    [InlineData("P1W", 604_800)]
    [InlineData("36h", 129_600)]
    [InlineData("00:00:01.5", 2)]
    public async Task The_time_to_confirm_is_a_duration(string? text, int seconds)
    {
        var registry = await SharedSilo.Registry();

        var answer = await Register(registry, new { confirmWithin = text });

        Assert.Equal(seconds, (int)answer["system"]!["confirmWithinSeconds"]!);
    }

    [Fact]
    public async Task A_secret_is_told_once_and_again_to_who_repeats_the_operation()
    {
        var registry = await SharedSilo.Registry();

        var operationId = Fresh.Name("a");
        var first = await Register(registry, new { operationId });
        var again = await Register(registry, new { operationId });
        var other = await Register(registry, new { operationId, confirmWithin = "P1D" });
        var changed = await Register(registry, new { operationId = Fresh.Name("b"), categories = Other });

        Assert.StartsWith("whsec_", (string)first["signingSecret"]!, StringComparison.Ordinal);
        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        Assert.Equal("OPERATION_ID_REUSED", CodeOf(other));
        Assert.Equal("OPERATION_ID_REUSED", CodeOf(await Rotate(registry, operationId)));
        Assert.Equal("OPERATION_ID_INVALID", CodeOf(await Rotate(registry, "")));
        Assert.Null(changed["signingSecret"]);
        Assert.Equal("BILLING", Assert.Single(changed["system"]!["categories"]!.AsArray())!.GetValue<string>());
    }

    [Fact]
    public async Task What_concerns_an_unknown_system_is_refused()
    {
        var registry = await SharedSilo.Registry();

        var data = await registry.Client.Ask(
            """
            mutation {
              rotateSigningSecret(input: { name: "none" }) { system { name } signingSecret errors { code path } }
              replayDeliveries(input: { system: "none" }) { replayed errors { code path } }
            }
            """);

        Assert.All(["rotateSigningSecret", "replayDeliveries"], field =>
            Assert.Equal("SYSTEM_NOT_FOUND", CodeOf(data[field]!)));
        Assert.Equal("input/name", PathOf(data["rotateSigningSecret"]!));
        Assert.Equal("input/system", PathOf(data["replayDeliveries"]!));
    }

    [Fact]
    public async Task A_replay_names_a_thousand_at_most_and_a_page_of_dead_letters_a_hundred()
    {
        var registry = await SharedSilo.Registry();
        await Register(registry, new { });

        var replay = await registry.Client.Ask(
            """
            mutation($system: String!, $ids: [ID!]) {
              replayDeliveries(input: { system: $system, ids: $ids }) { errors { code } }
            }
            """,
            new { system = name, ids = Enumerable.Range(0, 1_001).Select(number => $"ord_{number}") });
        var page = await registry.Client.Send("{ deadLetters(first: 101) { nodes { id } } }");
        var cursor = await registry.Client.Send("{ deadLetters(after: \"nonsense\") { nodes { id } } }");

        Assert.Equal("TOO_MANY_ITEMS", CodeOf(replay["replayDeliveries"]!));
        Assert.Equal("PAGE_SIZE_INVALID", Running.CodeOf(page));
        Assert.Equal("CURSOR_INVALID", Running.CodeOf(cursor));
    }

    [Fact]
    public async Task Only_the_administrator_of_the_registry_sees_and_changes_holder_systems()
    {
        var registry = await SharedSilo.Registry();
        using var other = await registry.ClientWith(
            "subjects:read", "subjects:write", "rights:manage", "deletions:confirm", "decisions:read");

        foreach (var query in new[]
        {
            "{ holderSystems { name } }",
            "{ deadLetters { nodes { id } } }",
            "mutation { replayDeliveries(input: { system: \"a\" }) { replayed } }",
            "mutation { rotateSigningSecret(input: { name: \"a\" }) { signingSecret } }",
            "mutation { registerHolderSystem(input: { name: \"a\", categories: [] }) { signingSecret } }",
        })
            Assert.Equal("FORBIDDEN", Running.CodeOf(await other.Send(query)));
    }

    [Fact]
    public async Task A_holder_lists_reads_and_completes_its_own_tasks_and_no_others()
    {
        var registry = await SharedSilo.Registry();
        var other = Fresh.Name("store");
        await Register(registry, new { });
        await Register(registry, new { name = other });
        var (own, others) = await Tasks(registry, other);
        using var holder = await registry.ClientOfSystem(name);

        var listed = await Listed(holder, "first: 100");
        Assert.Equal([own], listed["data"]!["holderTasks"]!["nodes"]!.AsArray().Select(task => (string?)task!["id"]));
        Assert.Equal("FORBIDDEN", Running.CodeOf(await Listed(holder, $"filter: {{ system: \"{other}\" }}")));
        Assert.Equal(
            $"[{{\"id\":\"{own}\"}},null]",
            (await holder.Ask(
                "query($ids: [ID!]!) { nodes(ids: $ids) { ... on HolderTask { id } } }",
                new { ids = new[] { own, others } }))["nodes"]!.ToJsonString());
        Assert.Equal("TASK_NOT_FOUND", CodeOf(await Completed(holder, others)));
        Assert.Empty((await Completed(holder, own))["errors"]!.AsArray());
        using var theirs = await registry.ClientOfSystem(other);
        Assert.Empty((await Completed(theirs, others))["errors"]!.AsArray());
    }

    [Fact]
    public async Task Every_bad_completion_is_refused_with_its_code_and_field_and_a_part_has_the_time_that_is_named()
    {
        var registry = await SharedSilo.Registry();
        var (other, known) = (Fresh.Name("store"), Fresh.Name("known"));
        await Register(registry, new { });
        await Register(registry, new { name = other });
        var (taskId, others) = await Tasks(registry, other);
        using var holder = await registry.ClientOfSystem(name);
        using var theirs = await registry.ClientOfSystem(other);
        const string Uri = "https://store.example/part";
        Assert.Empty((await Completed(theirs, others, new { operationId = known }))["errors"]!.AsArray());
        (object Input, string Code, string Path)[] all =
        [
            (new { resultUri = "ftp://store.example/part" }, "RESULT_INVALID", "resultUri"),
            (new { resultUri = Uri, resultExpiresAt = "2026-01-01T00:00:00Z" }, "TIME_IN_PAST", "resultExpiresAt"),
            (new { operationId = "" }, "OPERATION_ID_INVALID", "operationId"),
            (new { operationId = known }, "OPERATION_ID_REUSED", "operationId"),
        ];
        foreach (var (input, code, path) in all)
        {
            var answer = await Completed(holder, taskId, input);
            Assert.Equal((code, $"input/{path}"), (CodeOf(answer), PathOf(answer)));
        }

        var now = DateTimeOffset.UtcNow;
        var done = await Completed(
            holder, taskId, new { resultUri = Uri, resultExpiresAt = Holders.At(now.AddDays(60)) });
        Assert.InRange((DateTimeOffset)done["task"]!["resultExpiresAt"]!, now.AddDays(59), now.AddDays(61));
    }

    [Theory]
    [InlineData("first: 0", "PAGE_SIZE_INVALID")]
    [InlineData("first: 101", "PAGE_SIZE_INVALID")]
    [InlineData("after: \"nonsense\"", "CURSOR_INVALID")]
    [InlineData("after: \"MTpzdWJfMQ\"", "CURSOR_INVALID")]
    [InlineData("filter: { system: \"none\" }", null)]
    public async Task A_page_of_tasks_that_cannot_be_is_refused_and_of_an_unknown_system_empty(
        string page, string? code)
    {
        var answer = await Listed((await SharedSilo.Registry()).Client, page);

        Assert.Equal(code, Running.CodeOf(answer));
        if (code is null)
            Assert.Empty(answer["data"]!["holderTasks"]!["nodes"]!.AsArray());
    }

    /// <summary>What both systems are asked for because somebody wants to know what is kept.</summary>
    private async Task<(string Own, string Others)> Tasks(Running registry, string other)
    {
        var subject = new { id = await registry.Register() };
        var requestId = Requests.Text(await registry.Client.Submitted(subject, "ACCESS"), "id");
        var request = await registry.Client.Pleaded("verifyRightsRequest", new { requestId, method = "login" });
        return (TaskOf(name), TaskOf(other));

        string TaskOf(string system) => Requests.Text(
            request["tasks"]!.AsArray().Single(task => (string?)task!["system"] == system)!, "id");
    }

    private static Task<JsonNode> Listed(RegistryClient client, string page) =>
        client.Send($"{{ holderTasks({page}) {{ nodes {{ id }} }} }}");

    private static async Task<JsonNode> Completed(RegistryClient client, string taskId, object? more = null) =>
        (await client.Ask(
            """
            mutation($input: CompleteTaskInput!) {
              completeTask(input: $input) { task { resultExpiresAt } errors { code path } }
            }
            """,
            new { input = Merged(new JsonObject { ["taskId"] = taskId }, more ?? new { }) }))["completeTask"]!;

    private async Task<JsonNode> Rotate(Running registry, string operationId) => (await registry.Client.Ask(
        "mutation($input: RotateSigningSecretInput!) { rotateSigningSecret(input: $input) { errors { code path } } }",
        new { input = new { name, operationId } }))["rotateSigningSecret"]!;

    private async Task<JsonNode> Register(Running registry, object differences)
    {
        var input = Merged(
            new JsonObject { ["name"] = name, ["categories"] = new JsonArray("CALL_RECORDS") }, differences);
        var data = await registry.Client.Ask(
            """
            mutation($input: RegisterHolderSystemInput!) {
              registerHolderSystem(input: $input) {
                system { name categories webhookUrl confirmWithinSeconds } signingSecret errors { code message path }
              }
            }
            """,
            new { input });
        return data["registerHolderSystem"]!;
    }

    private static JsonObject Merged(JsonObject input, object differences)
    {
        foreach (var (field, value) in JsonSerializer.SerializeToNode(differences)!.AsObject())
            input[field] = value?.DeepClone();
        return input;
    }

    private static string CodeOf(JsonNode payload) => (string)payload["errors"]![0]!["code"]!;

    private static string PathOf(JsonNode payload) =>
        string.Join('/', payload["errors"]![0]!["path"]!.AsArray().Select(step => (string)step!));
}
