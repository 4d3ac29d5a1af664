using System.Text.RegularExpressions;
using ZenVoip.Registry.SystemTests.Cluster;
using ZenVoip.Registry.SystemTests.Harness;
using ZenVoip.Registry.SystemTests.Journeys;

namespace ZenVoip.Registry.SystemTests.Operations;

/// <summary>What the registry's own meter tells to those who watch it.</summary>
public sealed partial class MetricsTests
{
    [Fact(Explicit = true)]
    public async Task Durations_have_buckets_that_tell_them_apart_and_what_happened_is_counted_by_its_name()
    {
        using var settings = RegistrySettings.OnSqlite();
        await using var silo = await RegistryProcess.Start(settings);
        using var client = await RegistryClient.Of(silo, settings);
        var id = await client.Register("EMAIL", Calls.Email(0));
        await client.Decide(Calls.ById(id));
        await client.Insist("recordConsent", Calls.Consent(Calls.ById(id), "WITHDRAWN"));
        await client.Decide(Calls.ById(id));
        Assert.Equal("SUBJECT_NOT_FOUND", (await client.Say(
            "recordConsent", Calls.Consent(Calls.By("EMAIL", Calls.Email(9)), "GIVEN"))).Refusal);

        var lines = (await client.Read("/metrics")).Split('\n')
            .Where(line => line.StartsWith("registry_", StringComparison.Ordinal)).ToList();

        foreach (var duration in (string[])["registry_decision_duration_seconds", "registry_write_duration_seconds"])
        {
            var bounds = lines.Where(line => line.StartsWith($"{duration}_bucket", StringComparison.Ordinal))
                .Select(line => Bound().Match(line).Groups["bound"].Value).ToList();
            Assert.Equal(
                "0.0001 0.00025 0.0005 0.001 0.0025 0.005 0.01 0.025 0.05 0.1 0.25 0.5 1 2.5 5 10 +Inf".Split(' '),
                bounds);
        }
        Assert.Equal(
            [
                "registry_changes_total event=\"consent-answered\" 1",
                "registry_changes_total event=\"identifier-linked\" 1",
                "registry_changes_total event=\"jurisdiction-observed\" 1",
                "registry_changes_total event=\"relationship-started\" 1",
                "registry_changes_total event=\"subject-registered\" 1",
                "registry_decisions_total outcome=\"DENY\" 1",
                "registry_decisions_total outcome=\"PERMIT\" 1",
                "registry_refusals_total code=\"SUBJECT_NOT_FOUND\" 1",
            ],
            Counts(lines));
    }

    [Fact(Explicit = true)]
    public async Task An_order_that_is_not_confirmed_in_time_shows_and_so_does_what_others_measure()
    {
        // The backlogs are counted with the first look and then once a minute: here the first comes after it.
        using var settings = (await RegistrySettings.OnPostgres()) with
        {
            More = new Dictionary<string, string> { ["Registry__Webhooks__LookEvery"] = "00:00:08" },
        };
        await using var silo = await RegistryProcess.Start(settings);
        using var client = await RegistryClient.Of(silo, settings);
        await client.Ask("""
            mutation {
              registerHolderSystem(input: { name: "store", categories: ["MESSAGE_CONTENT"], confirmWithin: "PT1S" }) {
                errors { code }
              }
            }
            """);
        var id = await client.Leave(Calls.Phone(0));
        var order = Assert.Single(await client.Orders(id))!["id"]!.GetValue<string>();

        await Wait.Until(async () => (await Escalated(client)).Contains(order));
        Assert.Equal("FAILED", (await client.Orders(id))[0]!["status"]!.GetValue<string>());
        var metrics = "";
        await Wait.Until(
            async () => Overdue().IsMatch(metrics = await client.Read("/metrics")), otherwise: () => metrics);
        string[] measured =
        [
            "registry_journal_length", "orleans_", "db_client_", "http_server_request_duration_seconds", "dotnet_gc_",
            "registry_requests_overdue", "registry_requests_near", "registry_deadlines_late_seconds",
        ];
        Assert.All(measured, name => Assert.Contains($"\n{name}", metrics, StringComparison.Ordinal));
        // Anybody may read them: they must not tell where the databases are, nor as whom.
        Assert.DoesNotContain("Host=", metrics, StringComparison.Ordinal);
        foreach (var pool in (string[])["registry", "keys"])
            Assert.Contains($"pool_name=\"{pool}\"", metrics, StringComparison.Ordinal);
    }

    /// <summary>What has labels of the registry's own: name, labels, value.</summary>
    private static IEnumerable<string> Counts(IEnumerable<string> lines) =>
        from line in lines
        let labels = Label().Matches(line)
        where labels.Count > 0
        let told = $"{line[..line.IndexOf('{')]} {string.Join(' ', labels)} {line.Split(' ')[1]}"
        orderby told
        select told;

    /// <summary>Of which orders the feed tells that they were not confirmed in time.</summary>
    private static async Task<IEnumerable<string>> Escalated(RegistryClient client) =>
        from change in (await client.Ask("{ changes(first: 100) { nodes { event ref } } }"))
            ["changes"]!["nodes"]!.AsArray()
        where change!["event"]!.GetValue<string>() == "order-escalated"
        select change!["ref"]!.GetValue<string>();

    [GeneratedRegex(@"\nregistry_orders_overdue\w*\{[^}]*system=""store""[^}]*\} 1\n")]
    private static partial Regex Overdue();

    [GeneratedRegex(@"le=""(?<bound>[^""]+)""")]
    private static partial Regex Bound();

    /// <summary>Those that the registry adds.</summary>
    [GeneratedRegex(@"\b(?!otel_|le=)\w+=""[^""]*""")]
    private static partial Regex Label();
}
