using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Harness;
using static ZenVoip.Registry.SystemTests.Journeys.Requests;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>From what a person asks to what they are told, with the real executable.</summary>
public sealed class RightsJourneyTests
{
    private static readonly object Phone = Exercise.By("PHONE", "+4915112345678");

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL", Explicit = true)]
    public async Task Who_asks_for_their_data_gets_what_was_verified_and_nothing_else(string database)
    {
        using var settings = await RegistrySettings.On(database);
        await using (var silo = await RegistryProcess.Start(settings))
        {
            await new Burglar(settings).AddSystem("store", "CALL_RECORDS");
            using var client = await RegistryClient.Of(silo, settings);
            using var officer = await RegistryClient.Of(silo, settings, "rights:manage", "subjects:read");
            using var holder = await RegistryClient.OfSystem(silo, settings, "store");
            await Register(client);

            var asked = await officer.Submitted(Phone, "ACCESS");
            Assert.Equal(("AWAITING_VERIFICATION", "GDPR"), (Text(asked, "status"), Text(asked, "regime")));
            Assert.Equal((false, true), (asked["verifyBy"] is null, asked["export"] is null));
            Assert.Equal(Text(asked, "id"), Text(await officer.Submitted(Phone, "ACCESS"), "id"));

            var requestId = Text(asked, "id");
            var verified = await officer.Pleaded("verifyRightsRequest", new
            {
                requestId,
                method = "login",
                identifiers = new[] { Exercise.Identifier("PHONE", "0151 12345678") },
            });
            Assert.Equal(("IN_PROGRESS", true), (Text(verified, "status"), verified["verifyBy"] is null));
            TellsOfThePhoneOnly(verified);
            await Export(holder, Text(verified["tasks"]![0]!, "id"));
            var complete = new { requestId, notifiedAt = Now, reason = "here it is", operationId = "done" };
            var done = await officer.Pleaded("completeRightsRequest", complete);
            Assert.Equal(
                Text(done, "closedAt"), Text(await officer.Pleaded("completeRightsRequest", complete), "closedAt"));
            Assert.Equal("COMPLETED", Text(done, "status"));
            Assert.Equal("https://store.example/part", Text(done["tasks"]![0]!, "resultUri"));
            TellsOfItself(done);
            Assert.Equal("ACCESS", await Read(officer, requestId, "type"));
            await Contest(officer, holder);
            await silo.Kill();
        }
        var (code, output, errors) = await RegistryProcess.Run(settings, "verify");
        Assert.True(code == 0, output + errors);
    }

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task A_no_takes_effect_at_once_and_a_restriction_when_it_is_verified(string database)
    {
        var client = (await SharedSilo.Registry(database)).Client;
        var id = await Register(client, Fresh.Phone(), Fresh.Email());
        var subject = new { id };
        var stranger = Exercise.By("PHONE", Fresh.Phone());

        var objected = await client.Submitted(stranger, "OBJECTION", "marketing");
        Assert.Equal(("DENY", "OPTED_OUT"), await client.May(stranger, "marketing", "SMS"));
        Assert.Equal("RIGHT_ABSOLUTE", await client.RefusalTo(
            "refuseRightsRequest",
            new { requestId = Text(objected, "id"), ground = "OVERRIDING_GROUNDS", notifiedAt = Now }));

        var restricted = Text(await client.Submitted(subject, "RESTRICTION"), "id");
        Assert.Equal("PERMIT", (await client.May(subject, "service", "EMAIL")).Outcome);
        await client.Pleaded("verifyRightsRequest", new { requestId = restricted, method = "login" });
        Assert.Equal(("DENY", "RESTRICTED"), await client.May(subject, "service", "EMAIL"));
        await client.Pleaded("completeRightsRequest", new { requestId = restricted, notifiedAt = Now });
        await client.Pleaded("liftRestriction", new { requestId = restricted, notifiedAt = Now });
        Assert.Equal("PERMIT", (await client.May(subject, "service", "EMAIL")).Outcome);
        var seen = (await client.Ask(
            "query($id: ID!) { subject(ref: { id: $id }) { status restrictions { ground controller until } } }",
            new { id }))["subject"]!;
        Assert.Equal("ACTIVE", Text(seen, "status"));
        Assert.Equal("RESTRICTION", Text(Assert.Single(seen["restrictions"]!.AsArray())!, "ground"));
        Assert.NotNull(seen["restrictions"]![0]!["until"]);
    }

    [Fact]
    public async Task A_no_is_answered_with_the_request_that_it_takes_up_whatever_nobody_knows_it_names()
    {
        var registry = await SharedSilo.Registry();
        var subject = new { id = await registry.Register() };
        await Objects("CONTROLLER", "marketing");
        var sent = await Objects("SELF", "analytics");

        var instructed = await Objects("CONTROLLER", "analytics", "GOSSIP");

        Assert.Equal((Text(sent, "id"), "IN_PROGRESS"), (Text(instructed, "id"), Text(instructed, "status")));

        Task<JsonNode> Objects(string requester, string purpose, params string[] categories) =>
            registry.Client.Pleaded("submitRightsRequest", new
            {
                subject,
                controller = "acme",
                type = "OBJECTION",
                manner = "API",
                requester,
                purposes = new[] { purpose },
                categories,
            });
    }

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL", Explicit = true)]
    public async Task The_queue_lists_what_is_due_first(string database)
    {
        using var settings = await RegistrySettings.On(database);
        await using var silo = await RegistryProcess.Start(settings);
        using var client = await RegistryClient.Of(silo, settings);
        var subject = new { id = await Register(client) };
        var late = Text(await client.Submitted(subject, "RECTIFICATION"), "id");
        var early = Text(await client.Pleaded("submitRightsRequest", new
        {
            subject,
            type = "COMPLAINT",
            manner = "POST",
            receivedAt = Holders.At(DateTimeOffset.UtcNow.AddDays(-20)),
            details = "You call at night.",
        }), "id");
        var customers = await client.Pleaded(
            "submitRightsRequest", new { subject, controller = "acme", type = "ERASURE", manner = "API" });

        Assert.Equal("FORWARDED", Text(customers, "status"));
        // What is due at the same instant goes by its id.
        string[] both = [late, Text(customers, "id")];
        Assert.Equal([early, .. both.Order(StringComparer.Ordinal)], await client.Queue());
        Assert.Equal([early, late], await client.Queue(new { controller = "zenvoip", open = true }));
        Assert.Equal([early], await client.Queue(new
        {
            dueBefore = Holders.At(DateTimeOffset.UtcNow.AddDays(20)),
        }));
        Assert.Equal([early], await client.Queue(new { type = "COMPLAINT", status = "IN_PROGRESS" }));
    }

    [Theory]
    [InlineData("SELF")]
    [InlineData("AGENT")]
    [InlineData("GUARDIAN")]
    [InlineData("CONTROLLER")]
    [InlineData("THIRD_PARTY")]
    public async Task Who_asks_is_kept(string requester)
    {
        var client = (await SharedSilo.Registry()).Client;
        var controller = Fresh.Name("acme");
        var registered = await client.Change("registerSubject", new { kind = "END_USER", controller });
        var subject = new { id = Text(registered["subject"]!, "id") };

        var asked = await client.Pleaded(
            "submitRightsRequest", new { subject, controller, type = "COMPLAINT", manner = "POST", requester });

        Assert.Equal(requester, Text(asked, "requester"));
        Assert.Equal(requester, await Read(client, Text(asked, "id"), "requester"));
    }

    [Fact]
    public async Task A_request_is_asked_about_extended_refused_and_taken_back()
    {
        using var settings = RegistrySettings.OnSqlite();
        await using var silo = await RegistryProcess.Start(settings);
        using var client = await RegistryClient.Of(silo, settings);
        var subject = new { id = await Register(client) };
        var early = Text(await client.Submitted(subject, "COMPLAINT"), "id");
        var late = Text(await client.Submitted(subject, "RECTIFICATION"), "id");

        await client.Pleaded("acknowledgeRightsRequest", new { requestId = early });
        await client.Pleaded("askForClarification", new { requestId = early, question = "Which night?" });
        await client.Pleaded("clarifyRightsRequest", new { requestId = early, answer = "All" });
        await client.Pleaded("verifyRightsRequest", new { requestId = late, method = "login" });
        Assert.NotNull((await client.Pleaded(
            "extendRightsRequest", new { requestId = late, reason = "many", notifiedAt = Now }))["extendedTo"]);
        var refused = await client.Pleaded("refuseRightsRequest", new
        {
            requestId = late,
            ground = "DATA_IS_ACCURATE",
            notifiedAt = Now,
            reason = "It is right.",
        });

        Assert.Equal(("REFUSED", "DATA_IS_ACCURATE"), (Text(refused, "status"), Text(refused, "ground")));
        Assert.NotEmpty(refused["complainTo"]!.AsArray());
        Assert.Equal([early], await client.Queue(new { controller = "zenvoip", open = true }));
        var taken = await client.Pleaded("withdrawRightsRequest", new { requestId = early });
        Assert.Equal("WITHDRAWN", Text(taken, "status"));
    }

    // One silo on SQLite travels: on PostgreSQL the membership takes one whose clock is set ahead for a ghost.
    [Fact(Explicit = true)]
    public async Task A_deadline_that_is_missed_is_told_by_the_feed()
    {
        using var settings = RegistrySettings.OnSqlite();
        string requestId;
        await using (var silo = await RegistryProcess.Start(settings))
        {
            using var client = await RegistryClient.Of(silo, settings);
            requestId = Text(await client.Submitted(new { id = await Register(client) }, "COMPLAINT"), "id");
        }
        var later = settings with
        {
            More = new Dictionary<string, string> { ["Registry__ClockOffset"] = "60.00:00:00" },
        };
        await using (var silo = await RegistryProcess.Start(later))
        {
            using var client = await RegistryClient.Of(silo, later);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
            while (!(await client.Ask("{ changes(first: 100) { nodes { event ref } } }")).ToJsonString()
                .Contains($"\"event\":\"rights-deadline-missed\",\"ref\":\"{requestId}\"", StringComparison.Ordinal))
                await Task.Delay(200, patience.Token);
        }
    }

    private static async Task<string> Register(
        RegistryClient client, string phone = "+4915112345678", string email = "anna@example.org")
    {
        var registered = await client.Change("registerSubject", new
        {
            kind = "CUSTOMER",
            jurisdiction = "DE",
            identifiers = new[] { Exercise.Identifier("PHONE", phone), Exercise.Identifier("EMAIL", email) },
        });
        return Text(registered["subject"]!, "id");
    }

    private static void TellsOfThePhoneOnly(JsonNode request)
    {
        foreach (var part in new[] { "export", "exportPage" })
        {
            Assert.Contains("4915112345678", Text(request, part), StringComparison.Ordinal);
            Assert.DoesNotContain("anna@example.org", Text(request, part), StringComparison.Ordinal);
        }
    }

    /// <summary>How it was verified, only the journal knows.</summary>
    private static void TellsOfItself(JsonNode request)
    {
        var told = JsonNode.Parse(Text(request, "export"))!["requests"]![0]!;
        Assert.NotNull(request["exportExpiresAt"]);
        Assert.Equal((Text(request, "id"), "COMPLETED"), (Text(told, "id"), Text(told, "status")));
        Assert.Equal("login", told["words"]!["verifiedBy"]![0]!.GetValue<string>());
        Assert.Equal("here it is", Text(told["words"]!, "reason"));
    }

    private static async Task<string> Read(RegistryClient client, string id, string field) => Text(
        (await client.Ask($"query($id: ID!) {{ node(id: $id) {{ ... on RightsRequest {{ {field} }} }} }}", new { id }))
            ["node"]!,
        field);

    /// <summary>A holder finds its task with what was verified, and says where its part lies.</summary>
    private static async Task Export(RegistryClient holder, string taskId)
    {
        var task = Assert.Single((await holder.Ask("""
            { holderTasks(filter: { status: ISSUED }) {
              nodes { id kind system requestId categories issuedAt dueAt identifiers { value } }
            } }
            """))["holderTasks"]!["nodes"]!.AsArray())!;
        Assert.Equal((taskId, "EXPORT"), (Text(task, "id"), Text(task, "kind")));
        Assert.Equal("+4915112345678", Text(Assert.Single(task["identifiers"]!.AsArray())!, "value"));
        Assert.Equal("RESULT_INVALID", await Completed(holder, new { taskId, resultUri = "ftp://store.example" }));
        Assert.Null(await Completed(holder, new { taskId, resultUri = "https://store.example/part" }));
        Assert.Equal("TASK_SETTLED", await Completed(holder, new { taskId }));
        Assert.Equal("TASK_NOT_FOUND", await Completed(holder, new { taskId = "tsk_1" }));
    }

    /// <summary>What is contested the holder restricts until it is decided, and what is denied it processes again.
    /// </summary>
    private static async Task Contest(RegistryClient officer, RegistryClient holder)
    {
        var requestId = Text(await officer.Submitted(Phone, "OBJECTION", "analytics"), "id");
        await officer.Pleaded(
            "refuseRightsRequest", new { requestId, ground = "OVERRIDING_GROUNDS", notifiedAt = Now });

        var tasks = (await holder.Ask("{ holderTasks { nodes { requestId kind status purposes } } }"))
            ["holderTasks"]!["nodes"]!.AsArray().Where(task => Text(task!, "requestId") == requestId).ToList();
        Assert.Equal(
            [("RESTRICT", "CANCELLED"), ("UNRESTRICT", "ISSUED")],
            tasks.Select(task => (Text(task!, "kind"), Text(task!, "status"))).Order());
        Assert.All(
            tasks,
            task => Assert.Equal("analytics", Assert.Single(task!["purposes"]!.AsArray())!.GetValue<string>()));
    }

    private static async Task<string?> Completed(RegistryClient holder, object input) => (await holder.Ask(
        "mutation($input: CompleteTaskInput!) { completeTask(input: $input) { task { status } errors { code } } }",
        new { input }))["completeTask"]!["errors"]!.AsArray() is [var error, ..] ? Text(error!, "code") : null;
}
