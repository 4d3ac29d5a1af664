using System.Text.Json;
using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Harness;
using static ZenVoip.Registry.SystemTests.Journeys.Requests;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>Fails at rights requests, holds and what holders answer, with planted values.</summary>
/// <param name="store">A holder system that is asked for its part of exports.</param>
/// <param name="answers">Gets what was answered.</param>
internal sealed class Quarrel(RegistryClient client, RegistryClient store, List<string> answers)
{
    private static readonly string TooLong = Planted.Source.PadRight(5_000, '-');
    private static readonly string[] Categories = ["BILLING"];
    private static readonly object Subject = Exercise.By("PHONE", Planted.E164);

    public async Task Everything()
    {
        await Asking();
        await Showing();
        await Working();
        await Holding();
        await Scalars();
    }

    private async Task Asking()
    {
        foreach (var (field, value) in new (string, JsonNode)[]
        {
            ("subject", new JsonObject { ["id"] = Planted.Email }),
            ("controller", $"{Planted.E164} {Planted.Email}"),
            ("details", TooLong),
            ("details", $"{Planted.Source} \u0001"),
            ("purposes", new JsonArray("quackenbush")),
            ("categories", new JsonArray("QUACKENBUSH")),
            ("appealOf", Planted.Email),
            ("operationId", $"register {Planted.Email}"),
            ("operationId", Planted.E164.PadRight(300, '0')),
        })
            await Refused("submitRightsRequest", Asks(field, value));
    }

    private async Task Showing()
    {
        var requestId = Text(await client.Submitted(Subject, "KNOW_CATEGORIES"), "id");
        foreach (var mutation in new[] { "acknowledgeRightsRequest", "withdrawRightsRequest" })
            await Refused(mutation, new { requestId = Planted.Email });
        foreach (var mutation in new[] { "verifyRightsRequest", "confirmMinor" })
            await Refused(mutation, new { requestId = Planted.E164, method = Planted.Notice });
        await Refused("verifyRightsRequest", new { requestId, method = TooLong });
        foreach (var number in new[] { Planted.StrangersPhone, $"{Planted.Phone} \u0001 {Planted.Email}" })
            await Refused("verifyRightsRequest", new
            {
                requestId,
                method = Planted.Notice,
                identifiers = new[] { Exercise.Identifier("PHONE", number) },
            });
    }

    private async Task Working()
    {
        var requestId = Text(await client.Submitted(Subject, "KNOW_CATEGORIES"), "id");
        var complaint = Text(await client.Submitted(Subject, "COMPLAINT"), "id");
        var notifiedAt = Now;
        await Refused("askForClarification", new { requestId = complaint, question = TooLong });
        await Refused("askForClarification", new { requestId = complaint, question = $"{Planted.Email}?\u0001" });
        await Refused("clarifyRightsRequest", new { requestId, answer = Planted.Source });
        await Refused("clarifyRightsRequest", new { requestId, answer = TooLong });
        await Refused("extendRightsRequest", new { requestId, reason = TooLong, notifiedAt });
        await Refused("forwardRightsRequest", new { requestId, to = $"{Planted.Email} {Planted.E164}", notifiedAt });
        await Refused("completeRightsRequest", new { requestId = complaint, reason = TooLong, notifiedAt });
        foreach (var mutation in new[] { "completeRightsRequest", "refuseRightsRequest" })
            await Refused(mutation, new
            {
                requestId = complaint,
                ground = "QUACKENBUSH",
                reason = Planted.Source,
                notifiedAt,
            });
        await Refused("refuseRightsRequest", new
        {
            requestId = complaint,
            ground = "COMPLAINT_UNFOUNDED",
            reason = TooLong,
            notifiedAt,
        });
        await Refused("liftRestriction", new { requestId = Planted.Email, notifiedAt });
    }

    private async Task Holding()
    {
        await Refused("placeLegalHold", new { subject = Subject, reason = TooLong, categories = Categories });
        await Refused("releaseLegalHold", new { subject = Subject, holdId = Planted.Email });
        await Refused("recordActivity", new { subject = Subject, category = "QUACKENBUSH" });
        await Refused("registerHolderSystem", new { name = Planted.Email, categories = Categories });
        foreach (var webhookUrl in new[] { Planted.Source, $"http://{Planted.Email}", $"{Planted.E164} {Planted.Ip6}" })
            await Refused("registerHolderSystem", new
            {
                name = "sink",
                categories = Categories,
                webhookUrl,
            });
        await Refused("confirmDeletion", new
        {
            orderId = Planted.E164,
            ground = Planted.Source,
            retainedUntil = "2199-01-01T00:00:00Z",
        }, store);
        await Refused("completeTask", new { taskId = Planted.Email, resultUri = Planted.Source }, store);
        var requestId = Text(await client.Submitted(Subject, "PORTABILITY"), "id");
        var verified = await client.Pleaded("verifyRightsRequest", new { requestId, method = Planted.Notice });
        foreach (var resultUri in new[] { $"http://{Planted.Email}", $"{Planted.Phone} {Planted.Source}", TooLong })
            await Refused("completeTask", new { taskId = Text(verified["tasks"]![0]!, "id"), resultUri }, store);
    }

    /// <summary>A planted value in the place of what is no text.</summary>
    private async Task Scalars()
    {
        foreach (var field in new[] { "type", "manner", "requester", "receivedAt", "expectedVersion", "channels" })
            await Fault("submitRightsRequest", Asks(field, Planted.Email));
        foreach (var field in new[] { "requestId", "notifiedAt", Planted.Email })
            await Fault("completeRightsRequest", new JsonObject
            {
                ["requestId"] = "req_1",
                ["notifiedAt"] = Now,
                [field] = new JsonArray(Planted.Source, Planted.Email),
            });
        await Refused("recordActivity", new { subject = Subject, category = Planted.Source });
        foreach (var field in new[] { "event", "at" })
            await Fault("recordActivity", new JsonObject
            {
                ["subject"] = new JsonObject { ["id"] = "sub_1" },
                ["category"] = "BILLING",
                [field] = Planted.Source,
            });
        foreach (var filter in new[] { "status", "type", "dueBefore", Planted.Email })
            answers.Add((await client.Send(
                "query($filter: RightsRequestFilter) { rightsRequests(filter: $filter) { nodes { id } } }",
                new { filter = new JsonObject { [filter] = Planted.Source } })).ToJsonString());
    }

    private static JsonObject Asks(string field, JsonNode value) => new()
    {
        ["subject"] = JsonSerializer.SerializeToNode(Subject),
        ["type"] = "ACCESS",
        ["manner"] = "EMAIL",
        ["details"] = Planted.Source,
        [field] = value,
    };

    private async Task Refused(string mutation, object input, RegistryClient? by = null)
    {
        var answer = await Send(mutation, input, by ?? client);
        Assert.True(
            answer["data"]?[mutation]?["errors"]!.AsArray().Count > 0,
            $"{mutation}: {JsonSerializer.Serialize(input)}: {answer.ToJsonString()}");
    }

    private async Task Fault(string mutation, object input)
    {
        var answer = await Send(mutation, input, client);
        Assert.True(answer["errors"] is not null, $"{mutation}: {JsonSerializer.Serialize(input)}");
    }

    private async Task<JsonNode> Send(string mutation, object input, RegistryClient by)
    {
        var type = string.Concat(mutation[..1].ToUpperInvariant(), mutation.AsSpan(1), "Input");
        var answer = await by.Send(
            $"mutation($input: {type}!) {{ {mutation}(input: $input) {{ errors {{ code message path }} }} }}",
            new { input });
        answers.Add(answer.ToJsonString());
        return answer;
    }
}
