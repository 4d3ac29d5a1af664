using System.Globalization;
using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>From a verified demand to the certificate, and to what is deleted years later.</summary>
public sealed class ErasureJourneyTests
{
    private static readonly object Phone = Exercise.Identifier("PHONE", Planted.E164);

    private static readonly Needles Values = new(Planted.All);

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task Who_demands_it_is_forgotten_everywhere_and_that_is_certified(string database)
    {
        using var settings = (await RegistrySettings.On(database)) with
        {
            More = new Dictionary<string, string> { ["Registry__KeyBackupRetention"] = "7.00:00:00" },
        };
        string id, request, keys, certificate, output;
        await using (var silo = await RegistryProcess.Start(settings))
        {
            using var client = await RegistryClient.Of(silo, settings);
            id = await Known(client, settings);
            request = await client.DemandErasure(id);
            await Settle(silo, settings, await client.Orders(id));

            var gone = await client.Gone(id);
            certificate = Assert.Single(gone["certificates"]!.AsArray())!["document"]!.GetValue<string>();
            Assert.Equal(certificate, Assert.Single((await client.Gone(id))["certificates"]!.AsArray())!["document"]!
                .GetValue<string>());
            SaysNothing(gone);
            await LateDataIsRefusedAndDeleted(silo, settings, client, id);
            await TheNumberIsStillSilent(client);
            keys = await client.Read("/certificates/keys");
            silo.Signal("TERM");
            Assert.Equal(0, await silo.Ended());
            output = silo.Output;
        }

        Assert.Empty(await Values.InStorage(settings));
        Assert.Empty(Values.In(output));
        Assert.NotEmpty(await new Needles(id).InStorage(settings));
        await IsCertified(settings, certificate, keys, request);
        var (code, told, errors) = await RegistryProcess.Run(settings, "verify");
        Assert.True(code == 0, told + errors);
        Assert.Contains("1 erased", told, StringComparison.Ordinal);
    }

    // On PostgreSQL the membership of a silo whose clock is set ahead takes it for a ghost: one silo on SQLite travels.
    [Fact]
    public async Task What_was_retained_is_ordered_again_when_its_time_is_over()
    {
        using var settings = RegistrySettings.OnSqlite();
        string id, retained;
        await using (var silo = await RegistryProcess.Start(settings))
        {
            using var client = await RegistryClient.Of(silo, settings);
            id = await Known(client, settings);
            await client.DemandErasure(id);
            retained = await Settle(silo, settings, await client.Orders(id));
            await client.Gone(id);
            await silo.Kill();
        }
        var later = settings with
        {
            More = new Dictionary<string, string> { ["Registry__ClockOffset"] = "400.00:00:00" },
        };
        await using (var silo = await RegistryProcess.Start(later))
        {
            using var holder = await RegistryClient.OfSystem(silo, later, "billing");
            var again = await Reissued(holder, retained);
            Assert.Empty(again["identifiers"]!.AsArray());
            Assert.Null(await holder.RefusalOf(new { orderId = again["id"] }));

            using var client = await RegistryClient.Of(silo, later);
            var certificate = Assert.Single((await client.Gone(id))["certificates"]!.AsArray())!;
            Assert.True(
                certificate["certifiedAt"]!.GetValue<DateTimeOffset>() > DateTimeOffset.UtcNow.AddDays(399));
        }
    }

    /// <summary>A customer with planted values, whose calls and bills two systems hold.</summary>
    private static async Task<string> Known(RegistryClient client, RegistrySettings settings)
    {
        await new Burglar(settings).AddSystem("call-store", "CALL_RECORDS", "MESSAGE_CONTENT");
        await new Burglar(settings).AddSystem("billing", "BILLING");
        var id = (await client.Change("registerSubject", new
        {
            kind = "CUSTOMER",
            jurisdiction = "DE",
            identifiers = new[] { Phone, Exercise.Identifier("EMAIL", Planted.Email) },
            operationId = $"register {Planted.Email}",
        }))["subject"]!["id"]!.GetValue<string>();
        foreach (var status in new[] { "GIVEN", "WITHDRAWN" })
            await client.Change("recordConsent", new
            {
                subject = new { identifier = Phone },
                purpose = "communication",
                channel = "SMS",
                status,
                evidence = new { method = "web-form", noticeVersion = Planted.Notice, source = Planted.Source },
            });
        await client.Change("recordActivity", new { subject = new { id }, category = "CALL_RECORDS" });
        return id;
    }

    /// <summary>One system deletes, the other retains for a year.</summary>
    /// <returns>The id of the order that is retained.</returns>
    private static async Task<string> Settle(RegistryProcess silo, RegistrySettings settings, JsonArray orders)
    {
        using var store = await RegistryClient.OfSystem(silo, settings, "call-store");
        using var billing = await RegistryClient.OfSystem(silo, settings, "billing");
        foreach (var order in await store.Pull())
            Assert.Null(await store.RefusalOf(new { orderId = order["id"], count = 7 }));
        var retained = Assert.Single(await billing.Pull())["id"]!.GetValue<string>();
        Assert.Equal(3, orders.Count);
        Assert.Null(await billing.RefusalOf(new
        {
            orderId = retained,
            retainedUntil = Holders.At(DateTimeOffset.UtcNow.AddYears(1)),
            ground = "LEGAL_CLAIMS",
        }));
        return retained;
    }

    private static void SaysNothing(JsonNode gone)
    {
        Assert.Equal("ERASED", gone["status"]!.GetValue<string>());
        foreach (var empty in new[] { "identifiers", "consents", "relationships" })
            Assert.Empty(gone[empty]!.AsArray());
        var entries = gone["journal"]!["nodes"]!.AsArray();
        Assert.Equal("", entries[0]!["details"]!.GetValue<string>());
        // The proof of what was agreed to has a key of its own.
        Assert.Equal(2, entries.Count(entry => entry!["event"]!.GetValue<string>() == "consent-answered"
            && entry["details"]!.GetValue<string>().Contains(Planted.Notice, StringComparison.Ordinal)));
        Assert.DoesNotContain("8675309", gone.ToJsonString(), StringComparison.Ordinal);
    }

    /// <summary>Who holds it finds it by the id by which it was reported; the same report orders it once.</summary>
    private static async Task LateDataIsRefusedAndDeleted(
        RegistryProcess silo, RegistrySettings settings, RegistryClient client, string id)
    {
        var at = DateTimeOffset.Parse(Holders.At(DateTimeOffset.UtcNow), CultureInfo.InvariantCulture);
        var report = new { subject = new { id }, category = "CALL_RECORDS", at = Holders.At(at) };
        using var store = await RegistryClient.OfSystem(silo, settings, "call-store");
        for (var time = 0; time < 2; time++)
        {
            var refused = await client.Change("recordActivity", report);
            Assert.Equal("SUBJECT_ERASED", refused["errors"]![0]!["code"]!.GetValue<string>());
            var late = Assert.Single(
                await store.Pull(), order => order["cutoff"]!.GetValue<DateTimeOffset>() == at);
            Assert.Equal(id, late["subjectId"]!.GetValue<string>());
            Assert.Empty(late["identifiers"]!.AsArray());
            Assert.Null(await store.RefusalOf(new { orderId = late["id"], count = 1 }));
        }
    }

    /// <summary>Whoever has it next, what was withdrawn by it stays withdrawn.</summary>
    private static async Task TheNumberIsStillSilent(RegistryClient client)
    {
        await client.Change(
            "registerSubject", new { kind = "CUSTOMER", jurisdiction = "DE", identifiers = new[] { Phone } });
        var data = await client.Ask(
            "query($input: DecideInput!) { decide(input: $input) { outcome reasons { code } } }",
            new { input = new { subject = new { identifier = Phone }, purpose = "communication", channel = "SMS" } });
        Assert.Equal("DENY", data["decide"]!["outcome"]!.GetValue<string>());
    }

    private static async Task IsCertified(RegistrySettings settings, string certificate, string keys, string request)
    {
        var file = Path.Combine(settings.DataDirectory, "certificate");
        var ring = Path.Combine(settings.DataDirectory, "ring");
        await File.WriteAllTextAsync(file, certificate);
        await File.WriteAllTextAsync(ring, keys);
        var (code, output, errors) = await RegistryProcess.Run(
            settings, "verify", "--certificate", file, "--keys", ring);
        Assert.True(code == 0, output + errors);
        Assert.All(
            [
                request, "DELETED CALL_RECORDS", "RETAINED BILLING", "LEGAL_CLAIMS", "THE PERSON erased at",
                "in backups until",
            ],
            said => Assert.Contains(said, output, StringComparison.Ordinal));
        Assert.Empty(Values.In(certificate));
    }

    private static async Task<JsonNode> Reissued(RegistryClient holder, string retained)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (true)
        {
            if ((await holder.Pull()).Find(order => order["reissueOf"]?.GetValue<string>() == retained) is { } found)
                return found;
            await Task.Delay(200, patience.Token);
        }
    }
}
