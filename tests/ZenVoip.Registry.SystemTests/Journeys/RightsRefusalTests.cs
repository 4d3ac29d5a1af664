using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Cluster;
using ZenVoip.Registry.SystemTests.Harness;
using static ZenVoip.Registry.SystemTests.Journeys.Requests;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>What callers do wrong with rights requests has a code each, and is no fault.</summary>
public sealed class RightsRefusalTests
{
    private static readonly string[] Gossip = ["gossip"];
    private static readonly string[] Gossips = ["GOSSIP"];
    private static readonly string[] Marketing = ["marketing"];
    private static readonly string[] Sms = ["SMS"];

    [Fact]
    public async Task Whatever_is_wrong_with_a_new_request_is_refused_by_its_code()
    {
        var registry = await SharedSilo.Registry();
        var subject = new { id = await registry.Register() };
        var (client, future) = (registry.Client, Holders.At(DateTimeOffset.UtcNow.AddHours(1)));
        object Ask(string type, object? more = null) => Merged(new { subject, type, manner = "EMAIL" }, more);
        (string Mutation, object Input, string Code)[] all =
        [
            ("submitRightsRequest", Ask("ACCESS", new { subject = new { id = "sub_1" } }), "SUBJECT_NOT_FOUND"),
            ("submitRightsRequest", Ask("ACCESS", new { controller = "a b" }), "CONTROLLER_INVALID"),
            ("submitRightsRequest", Ask("ACCESS", new { controller = "*" }), "CONTROLLER_NOT_ALLOWED"),
            ("submitRightsRequest", Ask("ACCESS", new { requester = "CONTROLLER" }), "REQUESTER_NOT_ALLOWED"),
            ("submitRightsRequest", Ask("ACCESS", new { purposes = Gossip }), "PURPOSE_UNKNOWN"),
            ("submitRightsRequest", Ask("ERASURE", new { purposes = Marketing }), "PURPOSES_NOT_ALLOWED"),
            ("submitRightsRequest", Ask("ERASURE", new { channels = Sms }), "PURPOSES_NOT_ALLOWED"),
            ("submitRightsRequest", Ask("ACCESS", new { categories = Gossips }), "CATEGORY_UNKNOWN"),
            ("submitRightsRequest", Ask("ACCESS", new { details = " " }), "DETAILS_INVALID"),
            ("submitRightsRequest", Ask("ACCESS", new { receivedAt = future }), "TIME_IN_FUTURE"),
            ("submitRightsRequest", Ask("ACCESS", new { expectedVersion = 99 }), "VERSION_CONFLICT"),
            ("submitRightsRequest", Ask("ACCESS", new { operationId = "" }), "OPERATION_ID_INVALID"),
            ("submitRightsRequest", Ask("APPEAL", new { appealOf = "req_1" }), "APPEAL_OF_INVALID"),
            ("submitRightsRequest", Ask("ACCESS", new { appealOf = "req_1" }), "APPEAL_OF_INVALID"),
        ];

        foreach (var (mutation, input, code) in all)
            Assert.Equal((mutation, code), (mutation, await client.RefusalTo(mutation, input)));
    }

    [Fact]
    public async Task Whatever_is_wrong_with_work_on_a_request_is_refused_by_its_code()
    {
        var registry = await SharedSilo.Registry();
        var subject = new { id = await registry.Register() };
        var (client, future) = (registry.Client, Holders.At(DateTimeOffset.UtcNow.AddHours(1)));
        var requestId = Text(await client.Submitted(subject, "RECTIFICATION"), "id");
        var complaint = Text(await client.Submitted(subject, "COMPLAINT"), "id");
        var minor = Text(await client.Submitted(subject, "MINOR_REPORT"), "id");
        (string Mutation, object Input, string Code)[] all =
        [
            ("verifyRightsRequest", new { requestId = "req_1", method = "login" }, "REQUEST_NOT_FOUND"),
            ("verifyRightsRequest", new { requestId, method = "" }, "EVIDENCE_INVALID"),
            ("verifyRightsRequest", Shown(requestId, "+4915112345999"), "NOT_LINKED"),
            ("verifyRightsRequest", Shown(requestId, "four"), "INVALID_IDENTIFIER"),
            ("acknowledgeRightsRequest", new { requestId, at = future }, "TIME_IN_FUTURE"),
            ("askForClarification", new { requestId, question = "Who?" }, "REQUEST_STATUS"),
            ("askForClarification", new { requestId = complaint, question = "" }, "REASON_INVALID"),
            ("clarifyRightsRequest", new { requestId, answer = "Me" }, "REQUEST_STATUS"),
            ("extendRightsRequest", new { requestId, reason = "", notifiedAt = Now }, "REASON_INVALID"),
            ("extendRightsRequest", new { requestId, reason = "many", notifiedAt = "2026-01-01T00:00:00Z" },
                "TIME_BEFORE_REQUEST"),
            ("forwardRightsRequest", new { requestId, to = "zenvoip", notifiedAt = Now }, "FORWARD_INVALID"),
            ("forwardRightsRequest", new { requestId, to = "a b", notifiedAt = Now }, "CONTROLLER_INVALID"),
            ("completeRightsRequest", new { requestId, notifiedAt = Now }, "REQUEST_STATUS"),
            ("completeRightsRequest", new { requestId = minor, notifiedAt = Now }, "MINOR_NOT_CONFIRMED"),
            ("refuseRightsRequest", new { requestId, ground = "NO_TIME", notifiedAt = Now }, "GROUND_UNKNOWN"),
            ("refuseRightsRequest", new { requestId, ground = "DATA_IS_ACCURATE", notifiedAt = future },
                "TIME_IN_FUTURE"),
            ("withdrawRightsRequest", new { requestId = minor }, "REQUEST_STATUS"),
            ("withdrawRightsRequest", new { requestId = "req_1" }, "REQUEST_NOT_FOUND"),
            ("confirmMinor", new { requestId, method = "passport" }, "REQUEST_TYPE"),
            ("liftRestriction", new { requestId, notifiedAt = Now }, "REQUEST_TYPE"),
        ];

        foreach (var (mutation, input, code) in all)
            Assert.Equal((mutation, code), (mutation, await client.RefusalTo(mutation, input)));
    }

    /// <summary>Before it is looked whether it can be done.</summary>
    [Fact]
    public async Task Work_on_a_request_under_an_operation_id_that_cannot_be_is_refused()
    {
        var registry = await SharedSilo.Registry();
        var (client, known) = (registry.Client, Fresh.Name("known"));
        var requestId = Text(await client.Pleaded("submitRightsRequest", new
        {
            subject = new { id = await registry.Register() },
            type = "COMPLAINT",
            manner = "EMAIL",
            operationId = known,
        }), "id");
        (string Mutation, object Input)[] all =
        [
            ("verifyRightsRequest", new { requestId, method = "login" }),
            ("acknowledgeRightsRequest", new { requestId }),
            ("askForClarification", new { requestId, question = "Who?" }),
            ("clarifyRightsRequest", new { requestId, answer = "Me" }),
            ("extendRightsRequest", new { requestId, reason = "many", notifiedAt = Now }),
            ("forwardRightsRequest", new { requestId, to = "acme", notifiedAt = Now }),
            ("completeRightsRequest", new { requestId, notifiedAt = Now }),
            ("refuseRightsRequest", new { requestId, ground = "LEGAL_CLAIMS", notifiedAt = Now }),
            ("withdrawRightsRequest", new { requestId }),
            ("confirmMinor", new { requestId, method = "passport" }),
            ("liftRestriction", new { requestId, notifiedAt = Now }),
        ];

        foreach (var (mutation, input) in all)
        {
            Assert.Equal((mutation, "OPERATION_ID_INVALID"), (
                mutation, await client.RefusalTo(mutation, Merged(input, new { operationId = "" }))));
            Assert.Equal((mutation, "OPERATION_ID_REUSED"), (
                mutation, await client.RefusalTo(mutation, Merged(input, new { operationId = known }))));
        }
    }

    [Fact]
    public async Task What_comes_too_late_or_a_second_time_is_refused_by_its_code()
    {
        var registry = await SharedSilo.Registry();
        var client = registry.Client;
        var german = new { id = await client.Register("PHONE", Fresh.Phone()) };
        var american = new { id = await InTennessee(client) };
        var closed = Text(await client.Submitted(german, "COMPLAINT"), "id");
        await client.Pleaded("completeRightsRequest", new { requestId = closed, notifiedAt = Now });
        var extended = Text(await client.Submitted(german, "ACCESS"), "id");
        await client.Pleaded("extendRightsRequest", Extension(extended, "many requests"));
        var overdue = Text(await Received(client, german, "PORTABILITY", daysAgo: 60), "id");
        var unextended = Text(await client.Submitted(american, "COMPLAINT"), "id");
        var refused = await Refused(client, german, received: 1, told: 0);
        var longRefused = await Refused(client, american, received: 200, told: 150);
        (string Mutation, object Input, string Code)[] all =
        [
            ("extendRightsRequest", Extension(closed), "REQUEST_CLOSED"),
            ("withdrawRightsRequest", new { requestId = closed }, "REQUEST_CLOSED"),
            ("extendRightsRequest", Extension(extended), "EXTENSION_USED"),
            ("extendRightsRequest", Extension(overdue), "EXTENSION_TOO_LATE"),
            ("extendRightsRequest", Extension(unextended), "EXTENSION_NOT_ALLOWED"),
            ("submitRightsRequest", Appeal(german, refused), "APPEAL_NOT_AVAILABLE"),
            ("submitRightsRequest", Appeal(american, longRefused), "APPEAL_TOO_LATE"),
        ];

        foreach (var (mutation, input, code) in all)
            Assert.Equal((mutation, code), (mutation, await client.RefusalTo(mutation, input)));
    }

    [Fact]
    public async Task What_cannot_be_read_or_may_not_be_done_is_a_fault()
    {
        var registry = await SharedSilo.Registry();
        var client = registry.Client;

        Assert.Equal("CURSOR_INVALID", Running.CodeOf(await client.Send(
            "{ rightsRequests(after: \"MTpzdWJfMQ\") { nodes { id } } }")));
        using var clerk = await registry.ClientWith("subjects:read", "subjects:write");
        Assert.Equal("FORBIDDEN", Running.CodeOf(await clerk.Send("{ rightsRequests { nodes { id } } }")));
    }

    [Fact]
    public async Task What_was_asked_is_read_in_the_journal_by_officers_only()
    {
        var registry = await SharedSilo.Registry();
        var id = await registry.Register();
        await registry.Client.Submitted(new { id }, "ACCESS");
        using var clerk = await registry.ClientWith("subjects:read");

        Assert.Contains("ACCESS", await Details(registry.Client), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("", await Details(clerk));

        async Task<string> Details(RegistryClient client) => Text((await client.Ask(
            "query($ref: SubjectRef!) { subject(ref: $ref) { journal { nodes { event details } } } }",
            new { @ref = new { id } }))["subject"]!["journal"]!["nodes"]!.AsArray()
                .Single(entry => Text(entry!, "event") == "rights-request-received")!, "details");
    }

    private static object Extension(string requestId, string reason = "more requests") =>
        new { requestId, reason, notifiedAt = Now };

    private static object Appeal(object subject, string appealOf) =>
        new { subject, type = "APPEAL", manner = "EMAIL", appealOf };

    private static async Task<string> InTennessee(RegistryClient client) => Text((await client.Change(
        "registerSubject", new { kind = "CUSTOMER", jurisdiction = "US-TN" }))["subject"]!, "id");

    private static Task<JsonNode> Received(RegistryClient client, object subject, string type, int daysAgo) =>
        client.Pleaded("submitRightsRequest", new { subject, type, manner = "POST", receivedAt = Ago(daysAgo) });

    private static async Task<string> Refused(RegistryClient client, object subject, int received, int told)
    {
        var requestId = Text(await Received(client, subject, "ERASURE", received), "id");
        await client.Pleaded(
            "refuseRightsRequest", new { requestId, ground = "LEGAL_CLAIMS", notifiedAt = Ago(told) });
        return requestId;
    }

    private static string Ago(int days) => Holders.At(DateTimeOffset.UtcNow.AddDays(-days));

    private static object Shown(string requestId, string number) => new
    {
        requestId,
        method = "login",
        identifiers = new[] { Exercise.Identifier("PHONE", number) },
    };

    private static JsonObject Merged(object input, object? more)
    {
        var merged = System.Text.Json.JsonSerializer.SerializeToNode(input)!.AsObject();
        foreach (var (name, value) in System.Text.Json.JsonSerializer.SerializeToNode(more ?? new { })!.AsObject())
            merged[name] = value?.DeepClone();
        return merged;
    }
}
