using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Cluster;
using ZenVoip.Registry.SystemTests.Harness;
using ZenVoip.Registry.SystemTests.Journeys;
using static ZenVoip.Registry.SystemTests.Deliveries.Receiving;

namespace ZenVoip.Registry.SystemTests.Deliveries;

/// <summary>Holder systems are told of their orders by the real executable, whatever becomes of both.</summary>
public sealed class DeliveryTests
{
    /// <summary>What the slow system takes before it is given time.</summary>
    private const int Early = 10;

    private const string Undelivered = "select count(*) from delivery where delivered_at is null";

    private const string Failed =
        "select count(*) from delivery d join holder_work w on w.id = d.work_id where d.delivered_at is null";

    /// <summary>Nobody is given up because they are slow.</summary>
    private static Dictionary<string, string> Patient => new(Hurried) { ["Registry__Webhooks__Timeout"] = "00:01:00" };

    [Theory(Explicit = true)]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task A_slow_and_a_failing_system_delay_nobody_and_a_killed_silo_loses_nothing(string database)
    {
        using var settings = (await RegistrySettings.On(database)) with { More = Patient };
        using var places = new SemaphoreSlim(Early);
        await using var slow = await Holder.Start("slow", places: places);
        await using var failing = await Holder.Start("failing");
        await using var swift = await Holder.Start("swift");
        failing.Status = 503;
        // Whoever told them all in the order of their orders would come to the swift one last.
        Holder[] holders = [slow, failing, swift];
        var silo = await RegistryProcess.Start(settings);
        try
        {
            await Introduce(silo, settings, holders);
            var orders = new Orders(settings);
            var issued = new Dictionary<string, IReadOnlyList<IReadOnlyList<string>>>();
            foreach (var holder in holders)
                issued[holder.Name] = await orders.Issue(holder.Name, subjects: 12, each: 3);

            await Wait.Until(() => swift.Taken.Count == 36);
            // Nor was the slow system, which takes no more, given up first.
            Assert.Equal(0, await orders.Count($"{Failed} and w.system = 'slow'"));
            await silo.Kill();
            places.Release(int.MaxValue / 2);
            silo = await RegistryProcess.Start(settings, before: silo);
            await Wait.Until(() => failing.Got.Count > 3);
            failing.Status = 200;
            await Wait.Until(() => holders.All(holder => holder.Taken.Count == 36));

            await Wait.Until(async () => await orders.Count(Undelivered) == 0);
            Assert.All(holders, holder => Assert.All(issued[holder.Name], ids =>
                Assert.Equal(ids, holder.Taken.Where(id => ids.Contains(id)))));
            await Verified(holders);
            Assert.Contains("registry_deliveries_total{", await Metrics(silo), StringComparison.Ordinal);
        }
        finally
        {
            await silo.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_system_without_a_webhook_is_told_nothing_until_it_has_one()
    {
        using var settings = RegistrySettings.OnSqlite() with { More = Hurried };
        await using var holder = await Holder.Start("archive");
        await using var silo = await RegistryProcess.Start(settings);
        using var admin = await RegistryClient.Of(silo, settings, "registry:admin");
        var pulls = await admin.Ask(Register, new { input = Input(holder.Name, url: null) });
        var orders = new Orders(settings);
        await orders.Issue("archive", subjects: 2, each: 1);
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.Empty(holder.Got);

        var told = await admin.Ask(Register, new { input = Input(holder.Name, holder.Address) });
        await Wait.Until(() => holder.Taken.Count == 2);

        holder.Secret = (string)pulls["registerHolderSystem"]!["signingSecret"]!;
        Assert.Null(told["registerHolderSystem"]!["signingSecret"]);
        await Verified([holder]);
    }

    [Theory(Explicit = true)]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task Subjects_that_cannot_be_loaded_keep_no_others_orders_back(string database)
    {
        using var settings = (await RegistrySettings.On(database)) with { More = Hurried };
        var orders = new Orders(settings);
        List<string> people = [];
        await using (var before = await RegistryProcess.Start(settings))
        {
            using var client = await RegistryClient.Of(before, settings);
            for (var one = 0; one < 4; one++)
                people.Add(await client.Register("EMAIL", Calls.Email(one)));
            await before.Kill();
        }
        await orders.Run($"update grain_state set payload = {(settings.Postgres is null ? "x'01'" : "'\\x01'")} "
            + "where grain_type = 'subject'");
        await using var holder = await Holder.Start("archive");
        await using var silo = await RegistryProcess.Start(settings);
        await Introduce(silo, settings, [holder]);

        // As many as are told at a time, and they are the oldest.
        await orders.Issue("archive", people, each: 1);
        var whole = await orders.Issue("archive", subjects: 2, each: 1);
        await Wait.Until(() => whole.All(ids => holder.Taken.Contains(ids[0])));

        await Wait.Until(async () =>
            await orders.Count("select count(*) from delivery where outcome = 'NOT_NOTED'") == people.Count);
        await Wait.Until(async () =>
            await orders.Count("select count(*) from delivery where delivered_at is not null") == 2);
    }

    [Fact(Explicit = true)]
    public async Task Dead_letters_are_seen_and_replayed()
    {
        using var settings = RegistrySettings.OnSqlite() with
        {
            More = new Dictionary<string, string>(Hurried) { ["Registry__Webhooks__MaxAttempts"] = "2" },
        };
        await using var holder = await Holder.Start("archive");
        holder.Status = 410;
        await using var silo = await RegistryProcess.Start(settings);
        await Introduce(silo, settings, [holder]);
        using var admin = await RegistryClient.Of(silo, settings, "registry:admin");
        var ids = (await new Orders(settings).Issue("archive", subjects: 1, each: 2))[0];

        await Wait.Until(async () => await Dead(admin) is [_]);
        var dead = (await Dead(admin))[0]!;
        Assert.Equal((ids[0], "410", 1), ((string)dead["id"]!, (string)dead["outcome"]!, (int)dead["attempts"]!));
        holder.Status = 200;
        var replayed = await admin.Ask(
            """mutation { replayDeliveries(input: { system: "archive" }) { replayed errors { code } } }""");

        Assert.Equal(1, (int)replayed["replayDeliveries"]!["replayed"]!);
        await Wait.Until(() => holder.Taken.SequenceEqual(ids));
        Assert.Empty(await Dead(admin));
    }

    [Fact(Explicit = true)]
    public async Task A_new_secret_signs_beside_the_old_one()
    {
        using var settings = RegistrySettings.OnSqlite() with { More = Hurried };
        await using var holder = await Holder.Start("archive");
        await using var silo = await RegistryProcess.Start(settings);
        await Introduce(silo, settings, [holder]);
        using var admin = await RegistryClient.Of(silo, settings, "registry:admin");
        var old = holder.Secret;

        var first = await Rotate(admin, endOld: false, "r1");
        Assert.Equal(first, await Rotate(admin, endOld: false, "r1"));
        await new Orders(settings).Issue("archive", subjects: 1, each: 1);
        await Wait.Until(() => holder.Taken.Count == 1);
        await Verified([holder]);
        holder.Secret = first;
        await Verified([holder]);

        var second = await Rotate(admin, endOld: true, "r2");
        await new Orders(settings).Issue("archive", subjects: 1, each: 1);
        await Wait.Until(() => holder.Taken.Count == 2);
        var last = holder.Got[^1];
        holder.Secret = second;
        Assert.Equal(3, new[] { old, first, second }.Distinct().Count());
        Assert.Equal([false, false, true], await Verdicts(last, old, first, second));
        Assert.DoesNotContain(second, silo.Output, StringComparison.Ordinal);
    }

    [Theory(Explicit = true)]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task What_signs_no_more_is_destroyed_by_itself(string database)
    {
        var more = new Dictionary<string, string>(Hurried) { ["Registry__Webhooks__SecretOverlap"] = "00:00:01" };
        using var settings = (await RegistrySettings.On(database)) with { More = more };
        await using var holder = await Holder.Start("archive");
        await using var silo = await RegistryProcess.Start(settings);
        await Introduce(silo, settings, [holder]);
        using var admin = await RegistryClient.Of(silo, settings, "registry:admin");

        holder.Secret = await Rotate(admin, endOld: false, "r1");
        await Wait.Until(async () => await new Burglar(settings).LivingKeys("sys_archive#") == 1);

        await new Orders(settings).Issue("archive", subjects: 1, each: 1);
        await Wait.Until(() => holder.Taken.Count == 1);
        await Verified([holder]);
    }

    private static async Task<string> Rotate(RegistryClient admin, bool endOld, string operationId)
    {
        var answer = await admin.Ask(
            """
            mutation($input: RotateSigningSecretInput!) {
              rotateSigningSecret(input: $input) { signingSecret errors { code } }
            }
            """,
            new { input = new { name = "archive", endOld, operationId } });
        return (string)answer["rotateSigningSecret"]!["signingSecret"]!;
    }

    private static async Task<JsonArray> Dead(RegistryClient admin) => (await admin.Ask(
        "{ deadLetters { nodes { id system outcome attempts } } }"))["deadLetters"]!["nodes"]!.AsArray();

    private static async Task<string> Metrics(RegistryProcess silo)
    {
        using var http = new HttpClient { BaseAddress = silo.Address };
        return await http.GetStringAsync("/metrics");
    }
}
