using ZenVoip.Registry.SystemTests.Cluster;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>The rules are data: a file of the owner's own, read at start.</summary>
public sealed class RulebookFileTests
{
    [Fact(Explicit = true)]
    public async Task A_rulebook_at_another_path_is_heeded_after_it_was_edited_and_the_registry_started_again()
    {
        using var own = new OwnRulebook();
        var settings = own.Settings;
        await using var before = await RegistryProcess.Start(settings);
        using var client = await RegistryClient.Of(before, settings);
        var id = await client.Register("EMAIL", "ada@example.org");
        var first = await client.Decide(new { id }, "analytics", null, "zenvoip");
        await before.Kill();

        own.Write(Edited(own.Shipped));
        await using var after = await RegistryProcess.Start(settings);
        using var later = client.At(after);
        var second = await later.Decide(new { id }, "analytics", null, "zenvoip");
        var rulebook = (await later.Ask("{ rulebook { version purposes { code rules { code } } } }"))["rulebook"]!;

        Assert.Equal(("PERMIT", "NO_CONSENT_NEEDED"), (first.Outcome, first.Reason));
        Assert.Equal(("DENY", "NO_CONSENT"), (second.Outcome, second.Reason));
        Assert.Equal("ours-1", rulebook["version"]!.GetValue<string>());
        Assert.Contains("ours.improvement", rulebook.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rights:manage")]
    [InlineData("deletions:confirm")]
    public async Task Who_must_name_a_ground_or_a_category_can_look_them_up(string scope)
    {
        var registry = await SharedSilo.Registry();
        using var client = await registry.ClientWith(scope);

        var rulebook = (await client.Ask(
            "{ rulebook { categories { code description } grounds { code description rights regimes retains } } }"))
            ["rulebook"]!;

        Assert.Contains(rulebook["categories"]!.AsArray(), one => Requests.Text(one!, "code") == "CALL_RECORDS");
        Assert.Contains(rulebook["grounds"]!.AsArray(), one => Requests.Text(one!, "code") == "DATA_IS_ACCURATE");
        Assert.Contains(rulebook["grounds"]!.AsArray(), one => Requests.Text(one!, "code") == "LEGAL_OBLIGATION"
            && one!["retains"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Whoever_is_asked_how_long_data_is_kept_can_look_up_why_and_by_what_rule()
    {
        var registry = await SharedSilo.Registry();
        using var client = await registry.ClientWith("rights:manage");

        var rules = (await client.Ask(
            """
            {
              rulebook {
                retention {
                  code categories controllers kinds regimes jurisdictions event deleteAfter keepFor reason from until
                  citation verified
                }
              }
            }
            """))["rulebook"]!["retention"]!.AsArray();

        var contract = Assert.Single(rules, rule => Requests.Text(rule!, "code") == "processor.end-of-contract")!;
        Assert.Equal(
            ("CONTRACT_ENDED", "P30D", "GDPR art. 28(3)(g)", "CUSTOMER"),
            (Requests.Text(contract, "event"), Requests.Text(contract, "deleteAfter"),
                Requests.Text(contract, "citation"), Assert.Single(contract["controllers"]!.AsArray())!.ToString()));
        Assert.StartsWith(
            "When a customer's contract ends", Requests.Text(contract, "reason"), StringComparison.Ordinal);
        var books = Assert.Single(rules, rule => Requests.Text(rule!, "code") == "zenvoip.books")!;
        Assert.Equal("P7Y", Requests.Text(books, "keepFor"));
    }

    /// <summary>The owner asks before improving.</summary>
    private static string Edited(string rulebook)
    {
        var start = rulebook.IndexOf("  - id: improvement.interest", StringComparison.Ordinal);
        var end = rulebook.IndexOf("    citation:", start, StringComparison.Ordinal);
        var rule = rulebook[start..end]
            .Replace("improvement.interest", "ours.improvement", StringComparison.Ordinal)
            .Replace("basis: LEGITIMATE_INTEREST", "basis: CONSENT", StringComparison.Ordinal)
            .Replace("consent: false", "consent: true", StringComparison.Ordinal)
            .Replace("objection: ALLOWED", "objection: ABSOLUTE", StringComparison.Ordinal);
        return string.Concat(rulebook.AsSpan(0, start), rule, rulebook.AsSpan(end))
            .Replace("version: \"2026-11-23\"", "version: \"ours-1\"", StringComparison.Ordinal);
    }
}
