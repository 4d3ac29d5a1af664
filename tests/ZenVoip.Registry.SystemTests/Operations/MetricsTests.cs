using System.Text.RegularExpressions;
using ZenVoip.Registry.SystemTests.Cluster;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Operations;

/// <summary>What the registry's own meter tells to those who watch it.</summary>
public sealed partial class MetricsTests
{
    [Fact]
    public async Task Durations_have_buckets_that_tell_them_apart_and_labels_are_the_names_of_the_schema()
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
        var labels = lines.SelectMany(line => Label().Matches(line)).Select(label => label.Value).Distinct().Order();
        Assert.Equal(
            [
                "code=\"SUBJECT_NOT_FOUND\"", "event=\"consent-answered\"", "event=\"identifier-linked\"",
                "event=\"jurisdiction-observed\"", "event=\"relationship-started\"", "event=\"subject-registered\"",
                "outcome=\"DENY\"", "outcome=\"PERMIT\"",
            ],
            labels);
    }

    [GeneratedRegex(@"le=""(?<bound>[^""]+)""")]
    private static partial Regex Bound();

    /// <summary>Those that the registry adds.</summary>
    [GeneratedRegex(@"\b(?!otel_|le=)\w+=""[^""]*""")]
    private static partial Regex Label();
}
