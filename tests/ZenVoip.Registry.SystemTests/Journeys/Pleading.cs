using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>Uses everything about rights requests with planted values.</summary>
/// <param name="store">A holder system.</param>
/// <param name="used">Gets the root fields that were used.</param>
internal sealed class Pleading(RegistryClient client, RegistryClient store, SortedSet<string> used)
{
    private static readonly string[] Analytics = ["analytics"];

    public async Task Everything(string id)
    {
        used.UnionWith(["rightsRequests", "holderTasks", "completeTask"]);
        await Correct();
        await Object(id);
        await Restrict(id);
        await Report();
        await Disclose(id);
        await client.Ask("{ rightsRequests { nodes { details } } holderTasks { nodes { identifiers { value } } } }");
    }

    private async Task Correct()
    {
        var requestId = await Plead("submitRightsRequest", new
        {
            subject = Exercise.By("EMAIL", Planted.Email),
            type = "RECTIFICATION",
            manner = "EMAIL",
            details = $"I am at {Planted.Email}",
            operationId = $"asked {Planted.E164}",
        });
        await Plead("verifyRightsRequest", new
        {
            requestId,
            method = $"passport of {Planted.User}",
            identifiers = new[] { Exercise.Identifier("EMAIL", Planted.Email) },
            operationId = $"shown {Planted.E164}",
        });
        await Plead("acknowledgeRightsRequest", new { requestId, operationId = $"told {Planted.E164}" });
        await Plead("askForClarification", new { requestId, question = $"Is it {Planted.Email}?" });
        await Plead("clarifyRightsRequest", new { requestId, answer = $"It is {Planted.Email}" });
        var notifiedAt = Requests.Now;
        await Plead("extendRightsRequest", new { requestId, reason = $"we ask {Planted.Email}", notifiedAt });
        await Plead("completeRightsRequest", new { requestId, reason = $"it is {Planted.Email} now", notifiedAt });
    }

    private async Task Object(string id)
    {
        var requestId = await Plead("submitRightsRequest", new
        {
            subject = Exercise.By("PHONE", "+4915208675312"),
            type = "OBJECTION",
            manner = "PHONE",
            purposes = Analytics,
        });
        await Plead("refuseRightsRequest", new
        {
            requestId,
            ground = "OVERRIDING_GROUNDS",
            reason = $"no, {Planted.Email}",
            notifiedAt = Requests.Now,
        });
        var forwarded = await Plead("submitRightsRequest", new
        {
            subject = new { id },
            controller = Exercise.Controller,
            type = "ACCESS",
            manner = "API",
        });
        await Plead("forwardRightsRequest", new
        {
            requestId = forwarded,
            to = Exercise.Controller,
            notifiedAt = Requests.Now,
        });
    }

    private async Task Restrict(string id)
    {
        var requestId = await Plead(
            "submitRightsRequest", new { subject = new { id }, type = "RESTRICTION", manner = "WEB_FORM" });
        await Plead("verifyRightsRequest", new { requestId, method = "login" });
        await Plead("completeRightsRequest", new { requestId, notifiedAt = Requests.Now });
        await Plead("liftRestriction", new { requestId, notifiedAt = Requests.Now });
        var taken = await Plead(
            "submitRightsRequest", new { subject = new { id }, type = "PORTABILITY", manner = "WEB_FORM" });
        await Plead("withdrawRightsRequest", new { requestId = taken });
    }

    /// <summary>Of somebody else: what is a minor's is deleted.</summary>
    private async Task Report()
    {
        var requestId = await Plead("submitRightsRequest", new
        {
            subject = Exercise.By("PHONE", "+4915208675313"),
            type = "MINOR_REPORT",
            manner = "PHONE",
            requester = "GUARDIAN",
        });
        await Plead("confirmMinor", new { requestId, method = $"passport of {Planted.User}" });
    }

    /// <summary>What is disclosed, and where a holder's part of it lies, is there for those who may read it.</summary>
    private async Task Disclose(string id)
    {
        var requestId = await Plead(
            "submitRightsRequest", new { subject = new { id }, type = "ACCESS", manner = "WEB_FORM" });
        var request = await client.Pleaded("verifyRightsRequest", new { requestId, method = "login" });
        Assert.Contains(Planted.Email, Requests.Text(request, "exportPage"), StringComparison.OrdinalIgnoreCase);
        var input = new
        {
            taskId = Requests.Text(request["tasks"]![0]!, "id"),
            resultUri = Planted.Source,
            operationId = $"part {Planted.Email}",
        };
        await store.Ask(
            "mutation($input: CompleteTaskInput!) { completeTask(input: $input) { errors { code } } }", new { input });
        var told = await client.Pleaded(
            "completeRightsRequest", new { requestId, reason = Planted.Source, notifiedAt = Requests.Now });
        Assert.Equal(Planted.Source, Requests.Text(told["tasks"]![0]!, "resultUri"));
    }

    private async Task<string> Plead(string mutation, object input)
    {
        used.Add(mutation);
        return (await client.Pleaded(mutation, input))["id"]!.GetValue<string>();
    }
}
