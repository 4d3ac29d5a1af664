using System.Globalization;
using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Cluster;
using ZenVoip.Registry.SystemTests.Deliveries;
using ZenVoip.Registry.SystemTests.Harness;
using ZenVoip.Registry.SystemTests.Journeys;
using static ZenVoip.Registry.Grains.Faults.FaultPoint;

namespace ZenVoip.Registry.SystemTests.Faults;

/// <summary>The steps of an erasure, from its demand to the certificate that nothing is left.</summary>
internal static class Steps
{
    public static IReadOnlyList<Stage> All { get; } =
    [
        // Known, agreed, active, demanded: the fourth change.
        new("submitted", Submit) { Point = ChangeStored, Time = 4 },
        new("verified, and ordered", Verify) { Point = ChangeStored },
        new("a letter is signed") { Point = LetterSigned },
        new("a receiver has answered") { Point = LetterAnswered },
        new("a delivery is noted") { Point = DeliveryNoted },
        new("an attempt is recorded") { Point = DeliveryRecorded },
        new("fetched", Fetch),
        new("confirmed by the system that had failed", Recover) { Point = ConfirmationTaken },
        new("restarted", Rest) { IsGraceful = true },
        new("confirmed late by the slow system", ConfirmLate) { Point = ConfirmationTaken },
        new("retained, and a tombstone", Retain) { Point = ChangeStored },
        new("the destruction of the key has begun") { Point = DestructionBegun },
        new("the key is destroyed") { Point = DataKeyDestroyed },
        new("all keys are destroyed") { Point = KeysDestroyed },
        new("the destruction is noted") { Point = DestructionNoted },
        new("certified", Certify) { Point = CertificateSigned },
        new("the person is told", Tell) { Point = ChangeStored },
        new("ordered again at its date", ComeDue) { Point = ChangeStored, IsLater = true },
        new("the receiver has answered again") { Point = LetterAnswered },
        new("confirmed at last", LetGo) { Point = ConfirmationTaken },
        new("certified again", CertifyAgain) { Point = CertificateSigned },
        new("the feed has told all of it", Follow) { IsGraceful = true },
    ];

    private static readonly object Phone = Exercise.Identifier("PHONE", Calls.Phone(1));

    private static async Task Submit(Farewell scene)
    {
        scene.Id = (string)(await Accepted(scene, "registerSubject", new
        {
            kind = "CUSTOMER",
            jurisdiction = "DE",
            identifiers = new[] { Phone, Exercise.Identifier("EMAIL", Calls.Email(1)) },
            operationId = "known",
        }))["subject"]!["id"]!;
        var subject = new { id = scene.Id };
        await Accepted(scene, "recordConsent", Calls.Consent(subject, "GIVEN", "agreed"));
        await Accepted(scene, "recordActivity", new { subject, category = "CALL_RECORDS", operationId = "active" });
        scene.Request = (string)(await scene.Client.Pleaded("submitRightsRequest", new
        {
            subject,
            type = "ERASURE",
            manner = "EMAIL",
            operationId = "demanded",
        }))["id"]!;
    }

    private static async Task Verify(Farewell scene)
    {
        scene.Ordered = scene.Holders.Count;
        await scene.Client.Pleaded(
            "verifyRightsRequest", new { requestId = scene.Request, method = "login", operationId = "verified" });
    }

    private static async Task Fetch(Farewell scene)
    {
        await Fetched(scene, scene.Slow);
        await Fetched(scene, scene.Retaining);
        await Wait.Until(() => scene.Failing.Got.Count > 0);
        Assert.Empty(scene.Failing.Taken);
        // Soon, and as long as the registry's clock is the machine's: a receiver takes no letter of another time.
        await Receiving.Verified([.. scene.Holders]);
    }

    private static async Task Recover(Farewell scene)
    {
        scene.Failing.Status = 200;
        await Fetched(scene, scene.Failing);
        await Confirm(scene, scene.Failing, id => new { orderId = id, count = 7, operationId = "done by failing" });
    }

    /// <summary>Nobody waits to be told.</summary>
    private static Task Rest(Farewell scene) => Wait.Until(async () =>
        await new Orders(scene.Settings).Count("select count(*) from holder_work where status = 'ISSUED'") == 0);

    private static async Task ConfirmLate(Farewell scene)
    {
        await Fetched(scene, scene.Slow);
        await Confirm(scene, scene.Slow, id => new { orderId = id, count = 1, operationId = "done by slow" });
    }

    private static async Task Retain(Farewell scene)
    {
        if (scene.Until is null)
        {
            var subject = await Subject(scene);
            Assert.Equal("ERASING", (string)subject["status"]!);
            Assert.Empty(subject["certificates"]!.AsArray());
        }
        scene.Until ??= DateTimeOffset.Parse(
            Holders.At(scene.Now + scene.Retention), CultureInfo.InvariantCulture);
        await Confirm(scene, scene.Retaining, id => new
        {
            orderId = id,
            retainedUntil = Holders.At(scene.Until.Value),
            ground = "LEGAL_CLAIMS",
            operationId = "retained",
        });
    }

    private static async Task Certify(Farewell scene)
    {
        var gone = await scene.Client.Gone(scene.Id);
        Assert.Equal("ERASED", (string)gone["status"]!);
        Assert.Empty(gone["identifiers"]!.AsArray());
        scene.Certificate ??= Document(gone);
        await IsValid(
            scene, "DELETED CALL_RECORDS", "DELETED MESSAGE_CONTENT", "(7 records)", "RETAINED BILLING",
            "LEGAL_CLAIMS", "THE PERSON erased at", "in backups until");
    }

    /// <summary>Whatever came in between, the certificate is the same; the person is told once.</summary>
    private static async Task Tell(Farewell scene)
    {
        if (scene.Now < scene.Until)
            Assert.Equal(scene.Certificate, Document(await scene.Client.Gone(scene.Id)));
        scene.ToldAt ??= Requests.Now;
        var told = await scene.Client.Pleaded("completeRightsRequest", new
        {
            requestId = scene.Request,
            notifiedAt = scene.ToldAt,
            operationId = "told",
        });
        Assert.Equal("COMPLETED", (string)told["status"]!);
    }

    /// <summary>Its date comes while nobody does anything.</summary>
    private static async Task ComeDue(Farewell scene)
    {
        scene.Ordered = scene.Holders.Count + 1;
        if (scene.Until - scene.Now is { Ticks: > 0 } wait)
            await Task.Delay(wait);
    }

    /// <summary>What was retained is ordered by the id of the order under which it was.</summary>
    private static async Task LetGo(Farewell scene)
    {
        await Wait.Until(() => scene.Retaining.Taken.Count == 2);
        var order = await Order(scene, scene.Retaining);
        Assert.Equal(scene.Retaining.Taken[0], (string)order["reissueOf"]!);
        Assert.Empty(order["identifiers"]!.AsArray());
        Assert.True(order["issuedAt"]!.GetValue<DateTimeOffset>() >= scene.Until, "it was ordered before its date");
        await Confirm(scene, scene.Retaining, id => new { orderId = id, count = 3, operationId = "let go" });
    }

    private static async Task CertifyAgain(Farewell scene)
    {
        scene.Certificate = Document(await scene.Client.Gone(scene.Id));
        await IsValid(
            scene, "DELETED CALL_RECORDS", "DELETED MESSAGE_CONTENT", "DELETED BILLING", "(3 records)",
            "THE PERSON erased at");
    }

    private static Task Follow(Farewell scene) => Aftermath.FeedIsWhole(scene.Client, scene.Settings);

    private static async Task<JsonNode> Accepted(Farewell scene, string mutation, object input)
    {
        var payload = await scene.Client.Change(mutation, input);
        Assert.True(payload["errors"]!.AsArray().Count == 0, $"{mutation}: {payload.ToJsonString()}");
        return payload;
    }

    /// <summary>The system answers what it was told of last; a repetition changes nothing.</summary>
    private static async Task Confirm(Farewell scene, Holder holder, Func<string, object> answer)
    {
        var input = answer(holder.Taken[^1]);
        Assert.Null(await scene.ClientOf(holder).RefusalOf(input));
        Assert.Null(await scene.ClientOf(holder).RefusalOf(input));
    }

    /// <summary>Only its system is told of whom an order is, until it has confirmed, and no webhook says it.</summary>
    private static async Task Fetched(Farewell scene, Holder holder)
    {
        await Wait.Until(() => holder.Taken.Count > 0);
        var order = await Order(scene, holder);
        Assert.Equal(holder.Name, (string)order["system"]!);
        string[] values = [Calls.Phone(1), Calls.Email(1)];
        // A step is taken again where the process died after it.
        Assert.Equal(
            order["settledAt"] is null ? values.Order() : [],
            order["identifiers"]!.AsArray().Select(known => (string)known!["value"]!).Order());
        Assert.Empty(new Needles(values).In(string.Join('\n', holder.Got.Select(webhook => webhook.Body))));
    }

    /// <summary>What the system was told of last, as it fetches it: not before it was ordered.</summary>
    private static async Task<JsonNode> Order(Farewell scene, Holder holder)
    {
        var id = holder.Taken[^1];
        var order = (await scene.ClientOf(holder).Ask(
            """
            query($id: ID!) {
              node(id: $id) { ... on DeletionOrder { system issuedAt settledAt reissueOf identifiers { value } } }
            }
            """,
            new { id }))["node"]!;
        var issued = order["issuedAt"]!.GetValue<DateTimeOffset>().ToUnixTimeSeconds();
        Assert.All(
            holder.Got.Where(webhook => webhook.Id == id),
            webhook => Assert.True(
                long.Parse(webhook.Headers["webhook-timestamp"], CultureInfo.InvariantCulture) >= issued,
                "it was told before it was ordered"));
        return order;
    }

    private static async Task<JsonNode> Subject(Farewell scene) => (await scene.Client.Ask(
        "query($id: ID!) { subject(ref: { id: $id }) { status certificates { document } } }",
        new { id = scene.Id }))["subject"]!;

    private static string Document(JsonNode gone) =>
        (string)Assert.Single(gone["certificates"]!.AsArray())!["document"]!;

    /// <summary>Checked offline, by the keys that the registry publishes.</summary>
    private static async Task IsValid(Farewell scene, params string[] lines)
    {
        var certificate = Path.Combine(scene.Settings.DataDirectory, "certificate");
        var ring = Path.Combine(scene.Settings.DataDirectory, "ring");
        await File.WriteAllTextAsync(certificate, scene.Certificate);
        await File.WriteAllTextAsync(ring, await scene.Client.Read("/certificates/keys"));
        var (code, output, errors) = await RegistryProcess.Run(
            scene.Settings, "verify", "--certificate", certificate, "--keys", ring);
        Assert.True(code == 0, output + errors);
        foreach (var line in lines.Append(scene.Request))
            Assert.Contains(line, output, StringComparison.Ordinal);
    }
}
