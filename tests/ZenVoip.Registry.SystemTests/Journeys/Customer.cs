using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>A customer of whom everything is said that can be, with planted values.</summary>
/// <param name="holders">The holder systems that have data, by name.</param>
internal sealed class Customer(RegistryClient client, IReadOnlyDictionary<string, RegistryClient> holders)
{
    private static readonly string[] Categories = ["CALL_RECORDS"];

    private static readonly object Phone = Exercise.Identifier("PHONE", Planted.E164);

    private static readonly object Evidence =
        new { method = "web-form", noticeVersion = Planted.Notice, source = Planted.Source };

    /// <summary>What is stored of it all, so that it is found as long as a key opens it.</summary>
    private static readonly string[] Said =
    [
        Planted.E164[1..], Planted.SecondPhone[1..], Planted.Email, Planted.Ip, "2001:db8:ca7a:11ce::5eed", Planted.Sip,
        Planted.Cookie, Planted.Device, Planted.User, Planted.Account, Planted.Source, Planted.Notice,
        "held for", "corrects to", "asked whether", "answered with", "shown by", "longer for", "told by",
    ];

    /// <returns>The id.</returns>
    public async Task<string> Everything()
    {
        var registered = await Change("registerSubject", new
        {
            kind = "CUSTOMER",
            jurisdiction = "DE",
            identifiers = Exercise.Identifiers,
            operationId = $"register {Planted.Email}",
        });
        var id = Requests.Text(registered["subject"]!, "id");
        foreach (var status in new[] { "GIVEN", "WITHDRAWN" })
            await Change("recordConsent", new
            {
                subject = new { identifier = Phone },
                purpose = "communication",
                channel = "SMS",
                status,
                evidence = Evidence,
            });
        await Say(new { id });
        await Hold(id);
        await Correct(new { id });
        await Disclose(new { id });
        await Change("recordActivity", new { subject = new { id }, category = "CALL_RECORDS" });
        return id;
    }

    /// <summary>Otherwise finding none of it later would prove nothing.</summary>
    public static void IsFound(string opened) =>
        Assert.All(Said, said => Assert.Contains(said, opened, StringComparison.OrdinalIgnoreCase));

    /// <summary>What is said of somebody, and of no use once they are forgotten.</summary>
    private async Task Say(object subject)
    {
        var second = Exercise.Identifier("PHONE", Planted.SecondPhone);
        await Change("linkIdentifier", new { subject, identifier = second });
        await Change("unlinkIdentifier", new { subject, identifier = second, reason = "CHANGED", evidence = Evidence });
        await Change("recordOptOut", new
        {
            subject,
            purpose = "marketing",
            source = "OBJECTION",
            evidence = Evidence,
            operationId = Planted.Operation,
        });
        var complaint = await client.Pleaded(
            "submitRightsRequest", new { subject, type = "COMPLAINT", manner = "EMAIL", details = Planted.Source });
        await client.Pleaded("completeRightsRequest", new
        {
            requestId = complaint["id"],
            reason = $"told by {Planted.Email}",
            notifiedAt = Requests.Now,
        });
    }

    /// <summary>A hold, which is released again: it would keep the data.</summary>
    private async Task Hold(string id)
    {
        await Change("placeLegalHold", new
        {
            subject = new { id },
            reason = $"held for {Planted.Email}",
            categories = Categories,
            operationId = $"hold {Planted.Email}",
        });
        var data = await client.Ask(
            "query($id: ID!) { subject(ref: { id: $id }) { legalHolds { id } } }", new { id });
        await Change("releaseLegalHold", new
        {
            subject = new { id },
            holdId = Requests.Text(Assert.Single(data["subject"]!["legalHolds"]!.AsArray())!, "id"),
        });
    }

    private async Task Correct(object subject)
    {
        var request = await client.Pleaded("submitRightsRequest", new
        {
            subject,
            type = "RECTIFICATION",
            manner = "EMAIL",
            details = $"corrects to {Planted.Email}",
            operationId = $"asked {Planted.E164}",
        });
        var requestId = Requests.Text(request, "id");
        var verified = await client.Pleaded(
            "verifyRightsRequest", new { requestId, method = $"shown by {Planted.User}" });
        await client.Pleaded("askForClarification", new { requestId, question = $"asked whether {Planted.Email}" });
        await client.Pleaded("clarifyRightsRequest", new { requestId, answer = $"answered with {Planted.Email}" });
        var notifiedAt = Requests.Now;
        await client.Pleaded(
            "extendRightsRequest", new { requestId, reason = $"longer for {Planted.Email}", notifiedAt });
        await Carry(verified, resultUri: null);
        await client.Pleaded("completeRightsRequest", new { requestId, reason = Planted.Source, notifiedAt });
    }

    /// <summary>An export that is stored, and where the holders' parts of it lie.</summary>
    private async Task Disclose(object subject)
    {
        var request = await client.Pleaded(
            "submitRightsRequest", new { subject, type = "ACCESS", manner = "WEB_FORM" });
        var requestId = Requests.Text(request, "id");
        var verified = await client.Pleaded("verifyRightsRequest", new { requestId, method = "login" });
        await Carry(verified, Planted.Source);
        var told = await client.Pleaded("completeRightsRequest", new { requestId, notifiedAt = Requests.Now });
        Assert.Equal(holders.Count, told["tasks"]!.AsArray().Count);
        Assert.All(
            told["tasks"]!.AsArray(), task => Assert.Equal(Planted.Source, Requests.Text(task!, "resultUri")));
    }

    /// <summary>Each holder does its task of a request.</summary>
    /// <param name="resultUri">Where the result lies; null: there is none.</param>
    private async Task Carry(JsonNode request, string? resultUri)
    {
        foreach (var task in request["tasks"]!.AsArray())
        {
            var data = await holders[Requests.Text(task!, "system")].Ask(
                "mutation($input: CompleteTaskInput!) { completeTask(input: $input) { errors { code } } }",
                new { input = new { taskId = task!["id"], resultUri } });
            Assert.True(data["completeTask"]!["errors"]!.AsArray().Count == 0, data.ToJsonString());
        }
    }

    private async Task<JsonNode> Change(string mutation, object input)
    {
        var payload = await client.Change(mutation, input);
        Assert.True(payload["errors"]!.AsArray().Count == 0, $"{mutation}: {payload.ToJsonString()}");
        return payload;
    }
}
