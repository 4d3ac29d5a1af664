using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>Uses everything that the registry can do with planted values, by identifier and by id.</summary>
/// <param name="store">A holder system, which is registered here.</param>
internal sealed class Exercise(RegistryClient client, RegistryClient store)
{
    /// <summary>May stand in the clear: the code of a customer.</summary>
    public const string Controller = "control-kestrel-9931";

    private static readonly object Evidence =
        new { method = "web-form", noticeVersion = Planted.Notice, source = Planted.Source };

    /// <summary>One of each type, at least.</summary>
    public static readonly object[] Identifiers =
    [
        Identifier("PHONE", Planted.Phone), Identifier("EMAIL", Planted.Email),
        Identifier("IP", Planted.Ip), Identifier("IP", Planted.Ip6), Identifier("SIP", Planted.Sip),
        Identifier("COOKIE", Planted.Cookie), Identifier("DEVICE", Planted.Device),
        Identifier("USER", Planted.User), Identifier("ACCOUNT", Planted.Account),
    ];

    private readonly SortedSet<string> used = new(StringComparer.Ordinal);

    /// <summary>The root fields that were used, in order.</summary>
    public IReadOnlyCollection<string> Used => used;

    public string Id { get; private set; } = "";

    public static object By(string type, string value) => new { identifier = Identifier(type, value) };

    public static object Identifier(string type, string value) => new { type, value };

    public async Task Everything()
    {
        await Register();
        await Link();
        await Answer();
        await Object();
        await Relate();
        await new Holding(client, used).Everything(Id);
        await new Pleading(client, store, used).Everything(Id);
        await Ask();
        await Follow();
    }

    /// <summary>The root fields that the schema has, in order.</summary>
    public async Task<IReadOnlyCollection<string>> Operations()
    {
        var schema = (await client.Ask(
            "{ __schema { queryType { fields { name } } mutationType { fields { name } } } }"))["__schema"]!;
        return new SortedSet<string>(
            schema.AsObject()
                .SelectMany(type => type.Value!["fields"]!.AsArray())
                .Select(field => field!["name"]!.GetValue<string>()),
            StringComparer.Ordinal);
    }

    /// <summary>What of the schema can be subscribed to.</summary>
    public async Task<IReadOnlyList<string>> Subscriptions() =>
    [
        .. (await client.Ask("{ __schema { subscriptionType { fields { name } } } }"))
            ["__schema"]!["subscriptionType"]!["fields"]!.AsArray().Select(field => field!["name"]!.GetValue<string>()),
    ];

    private async Task Register()
    {
        Id = await Change("registerSubject", new
        {
            kind = "END_USER",
            controller = Controller,
            jurisdiction = "DE",
            identifiers = Identifiers,
            operationId = $"register {Planted.Email}",
        });
        Assert.Equal(Id, await Change("registerSubject", new
        {
            kind = "CUSTOMER",
            identifiers = Identifiers[..1],
            onTaken = "RETURN_OWNER",
        }));
        await Change("setJurisdiction", new
        {
            subject = By("EMAIL", Planted.Email),
            jurisdiction = "US-TN",
            source = "IP",
            operationId = $"moved {Planted.Ip}",
        });
    }

    private async Task Link()
    {
        await Change("linkIdentifier", new
        {
            subject = By("PHONE", Planted.E164),
            identifier = Identifier("PHONE", Planted.SecondPhone),
            verified = true,
            operationId = $"link {Planted.SecondPhone}",
        });
        await Change("unlinkIdentifier", new
        {
            subject = new { id = Id },
            identifier = Identifier("PHONE", Planted.SecondPhone),
            reason = "REASSIGNED",
            evidence = Evidence,
        });
    }

    private async Task Answer()
    {
        var input = Consent(By("PHONE", Planted.Phone), "GIVEN", $"yes {Planted.E164}");
        await Change("recordConsent", input);
        await Change("recordConsent", input);
        await Change("recordConsent", Consent(new { id = Id }, "REQUESTED", operationId: null));
        used.Add("recordConsents");
        var data = await client.Ask(
            "mutation($input: RecordConsentsInput!) { recordConsents(input: $input) { errors { code } } }",
            new
            {
                input = new
                {
                    items = new[]
                    {
                        Consent(By("PHONE", Planted.E164), "WITHDRAWN", $"no {Planted.E164}"),
                        Consent(By("EMAIL", Planted.Email), "GIVEN", $"yes {Planted.Email}"),
                        Consent(By("COOKIE", Planted.Cookie), "REFUSED", operationId: null),
                        Consent(By("IP", Planted.Ip6), "REFUSED", operationId: null),
                    },
                },
            });
        Assert.All(data["recordConsents"]!.AsArray(), item => Assert.Empty(item!["errors"]!.AsArray()));
    }

    private async Task Object()
    {
        await Change("recordOptOut", OptOut(By("PHONE", Planted.Phone), Planted.Operation));
        await Change("recordOptOut", OptOut(By("PHONE", Planted.StrangersPhone), Planted.StrangersPhone));
        await Change("recordOptOut", OptOut(By("ACCOUNT", Planted.Account), operationId: null));
    }

    private async Task Relate()
    {
        var input = new { subject = By("SIP", Planted.Sip), controller = "zenvoip", kind = "CUSTOMER" };
        await Change("startRelationship", input, "RelationshipInput");
        await Change("endRelationship", input, "RelationshipInput");
    }

    private async Task Ask()
    {
        object[] subjects =
            [By("PHONE", Planted.Phone), By("EMAIL", Planted.Email), By("IP", Planted.Ip), new { id = Id }];
        await Query("decideMany", "DecideManyInput", new { subjects, purpose = "marketing" }, "outcome subjectId");
        foreach (var subject in subjects)
            await Query("decide", "DecideInput", new { subject, purpose = "service", controller = Controller },
                "outcome deferUntil reasons { code message rule citation } obligations subjectId");
        used.UnionWith(["subject", "subjects", "node", "nodes", "rulebook"]);
        const string Everything = """
            id kind status identifiers { type value } jurisdictions { code } optOuts { evidence { source } }
            consents { identifier { value } evidence { source noticeVersion } } relationships { controller }
            journal { nodes { sequence actor details } }
            """;
        var data = await client.Ask(
            $$"""
            query($ref: SubjectRef!, $id: ID!) {
              subject(ref: $ref) { {{Everything}} }
              subjects(first: 10, filter: { kind: END_USER }) { nodes { {{Everything}} } }
              node(id: $id) { id ... on Subject { {{Everything}} } }
              nodes(ids: [$id]) { id ... on Subject { {{Everything}} } }
              rulebook { version purposes { code } }
            }
            """,
            new { @ref = By("EMAIL", Planted.Email), id = Id });
        // The values are there for those who may read them.
        Assert.Contains("quackenbush", data.ToJsonString(), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The feed tells what happened to whom, and nothing of what was said.</summary>
    private async Task Follow()
    {
        used.Add("changes");
        var told = "";
        while (!told.Contains(Id, StringComparison.Ordinal))
            told = (await client.Ask("{ changes(first: 100) { nodes { cursor subjectId version event ref at } } }"))
                .ToJsonString();
        Assert.Empty(new Needles(Planted.All).In(told));
    }

    private static object Consent(object subject, string status, string? operationId) => new
    {
        subject,
        controller = Controller,
        purpose = "marketing",
        channel = "EMAIL",
        status,
        evidence = Evidence,
        operationId,
    };

    private static object OptOut(object subject, string? operationId) => new
    {
        subject,
        controller = Controller,
        source = "STOP",
        channel = "SMS",
        evidence = Evidence,
        operationId,
    };

    private async Task<string> Change(string mutation, object input, string? inputType = null)
    {
        used.Add(mutation);
        var payload = await client.Change(mutation, input, inputType);
        Assert.True(payload["errors"]!.AsArray().Count == 0, $"{mutation}: {payload.ToJsonString()}");
        return payload["subject"]!["id"]!.GetValue<string>();
    }

    private Task<JsonNode> Query(string field, string inputType, object input, string selection)
    {
        used.Add(field);
        return client.Ask($"query($input: {inputType}!) {{ {field}(input: $input) {{ {selection} }} }}", new { input });
    }
}
