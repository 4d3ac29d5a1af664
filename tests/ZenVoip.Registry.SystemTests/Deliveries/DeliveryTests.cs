using System.Diagnostics;
using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Harness;
using ZenVoip.Registry.SystemTests.Node;

namespace ZenVoip.Registry.SystemTests.Deliveries;

/// <summary>Holder systems are told of their orders by the real executable, whatever becomes of both.</summary>
public sealed class DeliveryTests
{
    private const string Register = """
        mutation($input: RegisterHolderSystemInput!) {
          registerHolderSystem(input: $input) { system { name } signingSecret errors { code } }
        }
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task A_slow_and_a_failing_system_delay_nobody_and_a_killed_silo_loses_nothing(string database)
    {
        using var settings = (await RegistrySettings.On(database)) with { More = Hurried };
        await using var swift = await Holder.Start("swift");
        await using var slow = await Holder.Start("slow", TimeSpan.FromSeconds(1));
        await using var failing = await Holder.Start("failing");
        failing.Status = 503;
        Holder[] holders = [swift, slow, failing];
        var silo = await RegistryProcess.Start(settings);
        try
        {
            await Introduce(silo, settings, holders);
            var orders = new Orders(settings);
            var issued = new Dictionary<string, IReadOnlyList<IReadOnlyList<string>>>();
            foreach (var holder in holders)
                issued[holder.Name] = await orders.Issue(holder.Name, subjects: 12, each: 3);

            await Until(() => swift.Taken.Count == 36);
            Assert.True(slow.Taken.Count < 36, "the slow system was done first");
            Assert.Empty(failing.Taken);
            await silo.Kill();
            silo = await RegistryProcess.Start(settings, before: silo);
            await Until(() => failing.Got.Count > 3);
            failing.Status = 200;
            await Until(() => holders.All(holder => holder.Taken.Count == 36));

            await Until(() => orders.Count("select count(*) from delivery where delivered_at is null").Result == 0);
            Assert.All(holders, holder => Assert.All(issued[holder.Name], ids =>
                Assert.Equal(ids, holder.Taken.Where(ids.Contains))));
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
        await Until(() => holder.Taken.Count == 2);

        holder.Secret = (string)pulls["registerHolderSystem"]!["signingSecret"]!;
        Assert.Null(told["registerHolderSystem"]!["signingSecret"]);
        await Verified([holder]);
    }

    [Fact]
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

        await Until(() => Dead(admin).Result is [_]);
        var dead = Dead(admin).Result[0]!;
        Assert.Equal((ids[0], "410", 1), ((string)dead["id"]!, (string)dead["outcome"]!, (int)dead["attempts"]!));
        holder.Status = 200;
        var replayed = await admin.Ask(
            """mutation { replayDeliveries(input: { system: "archive" }) { replayed errors { code } } }""");

        Assert.Equal(1, (int)replayed["replayDeliveries"]!["replayed"]!);
        await Until(() => holder.Taken.SequenceEqual(ids));
        Assert.Empty(await Dead(admin));
    }

    [Fact]
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
        await Until(() => holder.Taken.Count == 1);
        await Verified([holder]);
        holder.Secret = first;
        await Verified([holder]);

        var second = await Rotate(admin, endOld: true, "r2");
        await new Orders(settings).Issue("archive", subjects: 1, each: 1);
        await Until(() => holder.Taken.Count == 2);
        var last = holder.Got[^1];
        holder.Secret = second;
        Assert.Equal(3, new[] { old, first, second }.Distinct().Count());
        Assert.Equal([false, false, true], await Verdicts(last, old, first, second));
        Assert.DoesNotContain(second, silo.Output, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Hurried => new()
    {
        ["Registry__Webhooks__FirstRetry"] = "00:00:00.1",
        ["Registry__Webhooks__LongestRetry"] = "00:00:00.5",
        ["Registry__Webhooks__LookEvery"] = "00:00:00.2",
        ["Registry__Webhooks__BreakFor"] = "00:00:00.5",
        ["Registry__Webhooks__Concurrency"] = "4",
    };

    private static object Input(string name, string? url) =>
        new { name, categories = new[] { "CALL_RECORDS" }, webhookUrl = url, confirmWithin = "P7D" };

    private static async Task Introduce(RegistryProcess silo, RegistrySettings settings, Holder[] holders)
    {
        using var admin = await RegistryClient.Of(silo, settings, "registry:admin");
        foreach (var holder in holders)
        {
            var answer = await admin.Ask(Register, new { input = Input(holder.Name, holder.Address) });
            Assert.Empty(answer["registerHolderSystem"]!["errors"]!.AsArray());
            holder.Secret = (string)answer["registerHolderSystem"]!["signingSecret"]!;
        }
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

    /// <summary>The library that receivers use finds every webhook authentic, and a changed one not.</summary>
    private static async Task Verified(Holder[] holders)
    {
        await using var script = await NodeScript.Start("webhook.mjs");
        foreach (var holder in holders)
        {
            foreach (var webhook in holder.Got)
                script.Tell(new { secret = holder.Secret, headers = webhook.Headers, body = webhook.Body });
            var (first, changed) = (holder.Got[0], holder.Got[0].Body + " ");
            script.Tell(new { secret = holder.Secret, headers = first.Headers, body = changed });
        }
        var verdicts = await script.Heard(told => told.Count == holders.Sum(holder => holder.Got.Count + 1));
        var expected = holders.SelectMany(holder => holder.Got.Select(_ => true).Append(false));
        Assert.Equal(expected, verdicts.Select(verdict => (bool)verdict["verified"]!));
    }

    private static async Task<IEnumerable<bool>> Verdicts(Webhook webhook, params string[] secrets)
    {
        await using var script = await NodeScript.Start("webhook.mjs");
        foreach (var secret in secrets)
            script.Tell(new { secret, headers = webhook.Headers, body = webhook.Body });
        var verdicts = await script.Heard(told => told.Count == secrets.Length);
        return verdicts.Select(verdict => (bool)verdict["verified"]!);
    }

    private static async Task Until(Func<bool> fact)
    {
        var waited = Stopwatch.StartNew();
        while (!fact())
        {
            Assert.True(waited.Elapsed < Patience, "it has not happened in time");
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }
}
