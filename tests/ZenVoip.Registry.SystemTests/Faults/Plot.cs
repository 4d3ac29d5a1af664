using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Cluster;
using ZenVoip.Registry.SystemTests.Harness;
using ZenVoip.Registry.SystemTests.Journeys;

namespace ZenVoip.Registry.SystemTests.Faults;

/// <summary>
/// What somebody does until it is done, in operations that can be repeated from the first. Whatever is waited for is
/// asked of the registry, so that nobody goes on when it is gone.
/// </summary>
internal static class Plot
{
    /// <summary>The second person of somebody's part has a number so much higher.</summary>
    private const int Companions = 10_000;

    private static readonly object Evidence = new { method = "carrier-notice" };

    /// <summary>Somebody becomes known, consents, is refused something, and reads what happened.</summary>
    public static async Task Answer(Scene scene, int who)
    {
        var id = await Register(scene, who, "first", Email(who));
        await scene.Say(who, "recordConsent", Calls.Consent(Calls.ById(id), "GIVEN", $"yes {who}"));
        await scene.Say(who, "linkIdentifier", new
        {
            subject = Calls.ById(id),
            identifier = Email(who),
            operationId = $"linked already {who}",
        });
        var refused = await scene.Hear(who, "unlinkIdentifier", new
        {
            subject = Calls.ById(id),
            identifier = Phone(who),
            reason = "CHANGED",
            operationId = $"never linked {who}",
        });
        Assert.NotEmpty(refused["errors"]!.AsArray());
        await AnswerBoth(scene, who, id);
        Assert.NotEmpty((await scene.Client.Ask("{ changes(first: 5) { nodes { event } } }"))["changes"]!["nodes"]!
            .AsArray());
    }

    /// <summary>A number goes from one to another.</summary>
    public static async Task Move(Scene scene, int who)
    {
        var from = await Register(scene, who, "holder", Phone(who));
        var to = await Register(scene, who, "next", Email(who));
        await scene.Say(who, "unlinkIdentifier", new
        {
            subject = Calls.ById(from),
            identifier = Phone(who),
            reason = "REASSIGNED",
            evidence = Evidence,
            operationId = $"taken {who}",
        });
        await scene.Say(who, "linkIdentifier", new
        {
            subject = Calls.ById(to),
            identifier = Phone(who),
            operationId = $"given {who}",
        });
    }

    /// <summary>A no by an account that two people share.</summary>
    public static async Task Stop(Scene scene, int who)
    {
        var account = Exercise.Identifier("ACCOUNT", $"account-{who}");
        await Register(scene, who, "one", account, Email(who));
        await Register(scene, who, "other", account, Phone(who));
        await scene.Say(who, "recordOptOut", new
        {
            subject = new { identifier = account },
            channel = "SMS",
            source = "STOP",
            evidence = Evidence,
            operationId = $"no {who}",
        });
    }

    /// <summary>Somebody's data is due at once, and ordered deleted by itself.</summary>
    public static async Task FallDue(Scene scene, int who) => await Ordered(scene, who);

    /// <summary>
    /// One person's data is due in an hour, another's as soon as somebody else has the registry. Where it dies before,
    /// nothing is left that would wake them but a sweep.
    /// </summary>
    public static async Task ComeNear(Scene scene, int who)
    {
        var near = await scene.Client.Leave(Calls.Phone(who), scene.Began.AddDays(-30).AddHours(1));
        var soon = await scene.Client.Leave(Calls.Phone(who + Companions), scene.Soon(who).AddDays(-30));
        scene.Know(who, near);
        scene.Know(who, soon);
        if (scene.IsDoomed)
        {
            await scene.PutToSleep(who, near, soon);
            return;
        }
        await Wait.Until(() => scene.IsArmed(near), () => $"No sweep has woken {near}.");
        await scene.Client.Orders(soon);
    }

    /// <summary>The holders are told of somebody's orders; one refuses to hear it.</summary>
    public static async Task BeTold(Scene scene, int who)
    {
        var id = await Ordered(scene, who);
        await Wait.Until(async () =>
        {
            var orders = await scene.Client.Orders(id);
            return StatusAt(orders, scene.Store.Name) == "DELIVERED"
                && scene.Grouch.Got.Any(webhook => webhook.Id == (string)At(orders, scene.Grouch.Name)["id"]!);
        });
    }

    /// <summary>A new signing secret, the old one no longer counts; who asks twice is told twice.</summary>
    public static async Task Rotate(Scene scene, int who)
    {
        var input = new { name = scene.Store.Name, endOld = true, operationId = $"rotated {who}" };
        var secret = await Rotated(scene.Client, input);
        Assert.Equal(secret, await Rotated(scene.Client, input));
    }

    /// <summary>Somebody demands to be forgotten, the holders answer, and it is certified.</summary>
    public static async Task BeErased(Scene scene, int who)
    {
        var id = await Register(scene, who, "leaver", Email(who));
        await scene.Say(who, "recordConsent", Calls.Consent(Calls.ById(id), "GIVEN", $"agreed {who}"), forgets: true);
        await scene.Say(who, "recordActivity", new
        {
            subject = Calls.ById(id),
            category = "CALL_RECORDS",
            operationId = $"called {who}",
        }, forgets: true);
        var request = (string)(await scene.Client.Pleaded("submitRightsRequest", new
        {
            subject = Calls.ById(id),
            type = "ERASURE",
            manner = "EMAIL",
            operationId = $"demanded {who}",
        }))["id"]!;
        await scene.Client.Pleaded(
            "verifyRightsRequest", new { requestId = request, method = "login", operationId = $"verified {who}" });
        await Wait.Until(async () => StatusAt(await scene.Client.Orders(id), scene.Store.Name) != "ISSUED");
        var orders = await scene.Client.Orders(id);
        (string System, RegistryClient Holder)[] holders =
        [
            (scene.Store.Name, scene.StoreClient),
            ("billing", scene.BillingClient),
            (scene.Grouch.Name, scene.Client),
        ];
        foreach (var (system, holder) in holders)
            Assert.Null(await holder.RefusalOf(
                new { orderId = At(orders, system)["id"], count = 1, operationId = $"done {system} {who}" }));
        var certificates = (await scene.Client.Gone(id))["certificates"]!.AsArray();
        scene.Tell($"certificate {who}", (string)Assert.Single(certificates)!["document"]!);
    }

    private static object Email(int who) => Exercise.Identifier("EMAIL", Calls.Email(who));

    private static object Phone(int who) => Exercise.Identifier("PHONE", Calls.Phone(who));

    private static Task<string> Register(Scene scene, int who, string part, params object[] identifiers) =>
        scene.Say(who, "registerSubject", new
        {
            kind = "CUSTOMER",
            jurisdiction = "DE",
            identifiers,
            operationId = $"{part} {who}",
        }, forgets: true);

    /// <summary>Two answers in one mutation.</summary>
    private static async Task AnswerBoth(Scene scene, int who, string id)
    {
        object[] items =
        [
            Calls.Consent(Calls.ById(id), "WITHDRAWN", $"no {who}"),
            Calls.Consent(Calls.ById(id), "GIVEN", $"yes again {who}"),
        ];
        var answers = (await scene.Client.Ask(
            """
            mutation($input: RecordConsentsInput!) {
              recordConsents(input: $input) { subject { id version } errors { code } }
            }
            """,
            new { input = new { items } }))["recordConsents"]!;
        Assert.All(answers.AsArray(), answer => Assert.Empty(answer!["errors"]!.AsArray()));
        scene.Tell($"both {who}", answers.ToJsonString());
    }

    private static async Task<string> Ordered(Scene scene, int who)
    {
        var id = await scene.Client.Leave(Calls.Phone(who), scene.Began.AddDays(-31));
        scene.Know(who, id);
        await scene.Client.Orders(id);
        return id;
    }

    private static async Task<string?> Rotated(RegistryClient client, object input)
    {
        var answer = (await client.Ask(
            """
            mutation($input: RotateSigningSecretInput!) {
              rotateSigningSecret(input: $input) { signingSecret errors { code } }
            }
            """,
            new { input }))["rotateSigningSecret"]!;
        Assert.Empty(answer["errors"]!.AsArray());
        return (string?)answer["signingSecret"];
    }

    private static JsonNode At(JsonArray orders, string system) =>
        Assert.Single(orders, order => (string)order!["system"]! == system)!;

    private static string StatusAt(JsonArray orders, string system) => (string)At(orders, system)["status"]!;
}
