using System.Globalization;
using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Deliveries;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>From a verified demand to the certificate, and what is left to be found afterwards: nothing.</summary>
public sealed class ErasureJourneyTests
{
    private static readonly object Phone = Exercise.Identifier("PHONE", Planted.E164);

    private static readonly Needles Values = new(Planted.All);

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL", Explicit = true)]
    public async Task Who_demands_it_is_forgotten_everywhere_and_that_is_certified(string database)
    {
        await using var collector = await TraceCollector.Start();
        await using var store = await Holder.Start("call-store");
        await using var billing = await Holder.Start("billing");
        // Of its own, as in the canary: all its files are searched.
        await using var server = database == "PostgreSQL" ? await PostgresCluster.Own() : null;
        using var settings = new RegistrySettings
        {
            Postgres = server is null ? null : await server.Create("registry"),
            More = Everything(collector),
        };
        Left left;
        await using (var silo = await RegistryProcess.Start(settings))
            left = await Forget(silo, settings, store, billing);

        Assert.Empty(await Values.InStorage(settings));
        Assert.All(left.Told, text => Assert.Empty(Values.In(text)));
        Assert.Empty(Values.In(collector.Received));
        await OnlyTheProofOpens(settings, left);
        await WhatMayStandThereIsFound(settings, left, store.Taken[0], collector);
        await IsCertified(settings, left);
        var (code, verdict, errors) = await RegistryProcess.Run(settings, "verify");
        Assert.True(code == 0, verdict + errors);
        Assert.Contains("2 erased", verdict, StringComparison.Ordinal);
        if (settings.Postgres is null)
        {
            await TheProofEndsToo(settings, left);
            await TheLawEndsToo(settings, left);
        }
    }

    /// <summary>From the first that is known of somebody to the end of the process that has forgotten them.</summary>
    private static async Task<Left> Forget(
        RegistryProcess silo, RegistrySettings settings, Holder store, Holder billing)
    {
        using var client = await RegistryClient.Of(silo, settings);
        await Receiving.Introduce(silo, settings, [store], "CALL_RECORDS", "MESSAGE_CONTENT");
        await Receiving.Introduce(silo, settings, [billing], "BILLING");
        var id = await Known(silo, settings, client);
        var billed = await Billed.Register(client);
        var key = await new Burglar(settings).CopyKey(id);
        Customer.IsFound(await new Locksmith(settings).Opened());
        var request = await client.DemandErasure(id);
        await billed.Demand(client);
        await Wait.Until(() => OrdersOf(store) == 4 && OrdersOf(billing) == 2);
        await Settle(silo, settings, id);

        var kept = Certificate(await client.Gone(billed.Id));
        var gone = await client.Gone(id);
        var certificate = Certificate(gone);
        Assert.Equal(certificate, Certificate(await client.Gone(id)));
        SaysNothing(gone);
        await LateDataIsRefusedAndDeleted(silo, settings, client, id);
        var next = await TheNumberIsStillSilent(client);
        var keys = await client.Read("/certificates/keys");
        var heard = await Heard(silo, settings, client);
        var metrics = await client.Read("/metrics");
        silo.Signal("TERM");
        Assert.Equal(0, await silo.Ended());
        string[] told =
            [silo.Output, metrics, heard, .. store.Got.Concat(billing.Got).Select(webhook => webhook.Text)];
        return new(id, next, request)
        {
            Billed = billed,
            Key = key,
            Certificate = certificate,
            BilledCertificate = kept,
            Keys = keys,
            Told = told,
        };
    }

    private static async Task<string> Known(RegistryProcess silo, RegistrySettings settings, RegistryClient client)
    {
        using var store = await RegistryClient.OfSystem(silo, settings, "call-store");
        using var billing = await RegistryClient.OfSystem(silo, settings, "billing");
        return await new Customer(client, new Dictionary<string, RegistryClient>
        {
            ["call-store"] = store,
            ["billing"] = billing,
        }).Everything();
    }

    /// <summary>Of how many orders it was told.</summary>
    private static int OrdersOf(Holder holder) => holder.Got
        .Where(webhook => webhook.IsTaken && webhook.Body.Contains("deletion_order.issued", StringComparison.Ordinal))
        .DistinctBy(webhook => webhook.Id)
        .Count();

    private static Dictionary<string, string> Everything(TraceCollector collector) =>
        new(Loud.To(collector).Concat(Receiving.Hurried)) { ["Registry__KeyBackupRetention"] = "7.00:00:00" };

    /// <summary>One system deletes, the other retains somebody's bills for a year.</summary>
    private static async Task Settle(RegistryProcess silo, RegistrySettings settings, string id)
    {
        using var store = await RegistryClient.OfSystem(silo, settings, "call-store");
        using var billing = await RegistryClient.OfSystem(silo, settings, "billing");
        foreach (var order in await store.Pull())
            Assert.Null(await store.RefusalOf(new { orderId = order["id"], count = 7 }));
        foreach (var order in await billing.Pull())
            Assert.Null(await billing.RefusalOf(Requests.Text(order, "subjectId") != id
                ? (object)new { orderId = order["id"], count = 0 }
                : new
                {
                    orderId = order["id"],
                    retainedUntil = Holders.At(DateTimeOffset.UtcNow.AddYears(1)),
                    ground = "LEGAL_CLAIMS",
                }));
    }

    private static string Certificate(JsonNode gone) =>
        Assert.Single(gone["certificates"]!.AsArray())!["document"]!.GetValue<string>();

    private static async Task<string> Heard(RegistryProcess silo, RegistrySettings settings, RegistryClient client)
    {
        using var listening = new Listening(silo, settings);
        await listening.Everything(client);
        return listening.Heard;
    }

    /// <summary>
    /// With every key that is left, but those of who has the number next or is still needed, only the proof of what was
    /// agreed to can be read, and that does not say who they were. Of the key that is gone no copy is left.
    /// </summary>
    private static async Task OnlyTheProofOpens(RegistrySettings settings, Left left)
    {
        var opened = await new Locksmith(settings).Opened(left.IsForgotten);
        Assert.Contains(Planted.Notice, opened, StringComparison.Ordinal);
        Assert.Empty(Values.In(opened
            .Replace(Planted.Notice, "", StringComparison.Ordinal)
            .Replace(Planted.Source, "", StringComparison.Ordinal)));
        Assert.Equal(1, await new Burglar(settings).LivingKeys(left.Id));
        await left.Billed.OnlyTheNumberOpens(settings);
        if (settings.Postgres is { } registry)
            await AnHourPasses(settings, Spills.KeysBeside(registry));
        Assert.Empty(await Spills.FilesWith(left.Key, settings));
    }

    /// <summary>What a silo does by the hour, and a server that is set up as the run book has it.</summary>
    private static async Task AnHourPasses(RegistrySettings settings, string keyStore)
    {
        Assert.NotEmpty(await new Burglar(settings).KeyIds());
        await new Locksmith(settings).Scrub();
        await PostgresCluster.LeaveLogBehind(keyStore);
    }

    /// <summary>The same search in the same places: otherwise finding nothing would prove nothing.</summary>
    private static async Task WhatMayStandThereIsFound(
        RegistrySettings settings, Left left, string order, TraceCollector collector)
    {
        var subject = new Needles(left.Id);
        Assert.NotEmpty(await subject.InStorage(settings));
        foreach (var (text, known) in left.Told.Zip(["trce: Orleans", "subject-erased", "subject-erased", order]))
            Assert.NotEmpty(new Needles(known).In(text));
        Assert.NotEmpty(subject.In(left.Told[0]));
        Assert.NotEmpty(new Needles("zenvoip-registry").In(collector.Received));
    }

    /// <summary>Five years later the proof is not needed any more: then nothing at all of them can be read.</summary>
    private static async Task TheProofEndsToo(RegistrySettings settings, Left left)
    {
        await using (await RegistryProcess.Start(Later(settings, days: 1830)))
            await Wait.Until(async () => await new Burglar(settings).LivingKeys(left.Id) == 0);
        Assert.Empty(Values.In(await new Locksmith(settings).Opened(left.IsForgotten)));
        await left.Billed.OnlyTheNumberOpens(settings);
        Assert.Empty(await Values.InStorage(settings));
    }

    /// <summary>Seven years after the month's end nobody asks for the bills any more.</summary>
    private static async Task TheLawEndsToo(RegistrySettings settings, Left left)
    {
        var later = Later(settings, days: 2600);
        await using (var silo = await RegistryProcess.Start(later))
            await left.Billed.IsForgotten(silo, later);
        Assert.Empty(Values.In(await new Locksmith(settings).Opened(id => !left.IsNext(id))));
        Assert.Empty(await Values.InStorage(settings));
    }

    private static RegistrySettings Later(RegistrySettings settings, int days) => settings with
    {
        More = new Dictionary<string, string>(settings.More) { ["Registry__ClockOffset"] = $"{days}.00:00:00" },
    };

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
    /// <returns>Who has it next.</returns>
    private static async Task<string> TheNumberIsStillSilent(RegistryClient client)
    {
        var next = await client.Change(
            "registerSubject", new { kind = "CUSTOMER", jurisdiction = "DE", identifiers = new[] { Phone } });
        var data = await client.Ask(
            "query($input: DecideInput!) { decide(input: $input) { outcome reasons { code } } }",
            new { input = new { subject = new { identifier = Phone }, purpose = "communication", channel = "SMS" } });
        Assert.Equal("DENY", data["decide"]!["outcome"]!.GetValue<string>());
        return next["subject"]!["id"]!.GetValue<string>();
    }

    private static async Task IsCertified(RegistrySettings settings, Left left)
    {
        var output = await Verified(left.Certificate);
        Assert.All(
            [
                left.Request, "DELETED CALL_RECORDS", "RETAINED BILLING", "LEGAL_CLAIMS", "THE PERSON erased at",
                "in backups until", "proof of consent until",
            ],
            said => Assert.Contains(said, output, StringComparison.Ordinal));
        Assert.DoesNotContain("identifiers", output, StringComparison.Ordinal);
        Assert.Contains(
            "identifiers to find what is left at least until", await Verified(left.BilledCertificate),
            StringComparison.Ordinal);
        Assert.Empty(Values.In(left.Certificate + left.BilledCertificate));

        async Task<string> Verified(string certificate)
        {
            var file = Path.Combine(settings.DataDirectory, "certificate");
            var ring = Path.Combine(settings.DataDirectory, "ring");
            await File.WriteAllTextAsync(file, certificate);
            await File.WriteAllTextAsync(ring, left.Keys);
            var (code, verdict, errors) = await RegistryProcess.Run(
                settings, "verify", "--certificate", file, "--keys", ring);
            Assert.True(code == 0, verdict + errors);
            return verdict;
        }
    }

    /// <summary>What is left of somebody erased.</summary>
    /// <param name="Next">The subject who has the number next.</param>
    private sealed record Left(string Id, string Next, string Request)
    {
        /// <summary>Somebody else, who is erased too and whose bills a law keeps.</summary>
        public required Billed Billed { get; init; }

        /// <summary>The data key as it had been stored.</summary>
        public required byte[] Key { get; init; }

        public required string Certificate { get; init; }

        public required string BilledCertificate { get; init; }

        /// <summary>With which certificates are checked.</summary>
        public required string Keys { get; init; }

        /// <summary>The log, the metrics, the feed as it came, and each webhook.</summary>
        public required string[] Told { get; init; }

        public bool IsNext(string keyId) => keyId.StartsWith(Next, StringComparison.Ordinal);

        /// <summary>Whether a key is neither of who has the number next nor of whom somebody must still find.</summary>
        public bool IsForgotten(string keyId) => !IsNext(keyId) && !Billed.IsOwn(keyId);
    }
}
