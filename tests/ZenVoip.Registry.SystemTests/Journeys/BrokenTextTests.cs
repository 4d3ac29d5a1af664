using System.Net.Http.Json;
using ZenVoip.Registry.SystemTests.Cluster;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>What cannot be stored is a mistake of who sends it, never a failure of the registry.</summary>
public sealed class BrokenTextTests
{
    /// <summary>Beginnings of codes; with the last three the test itself asks wrongly.</summary>
    private static readonly string[] Failures =
        ["INTERNAL", "UNAVAILABLE", "OUTCOME_UNKNOWN", "BAD_", "SYNTAX", "VALIDATION"];

    /// <summary>PostgreSQL holds no NUL, and UTF-8 no half of a character.</summary>
    [Theory]
    [InlineData(@"a\u0000b")]
    [InlineData(@"a\ud800")]
    public async Task Whatever_text_is_broken_nothing_fails(string text)
    {
        var registry = await SharedSilo.Registry("PostgreSQL");
        var broken = new BrokenText(
            await registry.Client.Read("/graphql/schema.graphql"), await Known(registry));

        var operations = broken.Operations(text).ToList();
        Assert.InRange(operations.Count, 100, 1_000);
        var failed = new List<string>();
        foreach (var query in operations)
        {
            var (_, answer) = await registry.Client.Exchange(
                new(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }) });
            if (Array.Exists(Failures, code => answer.Contains($"\"{code}", StringComparison.Ordinal)))
                failed.Add($"{query} is answered with {answer}");
        }
        Assert.True(failed is [], string.Join('\n', failed));
    }

    [Theory]
    [InlineData("Marketing")]
    [InlineData(" marketing ")]
    [InlineData("promo messages")]
    [InlineData("")]
    public async Task A_no_is_heard_however_its_purpose_is_written_and_so_are_those_beside_it(string purpose)
    {
        var registry = await SharedSilo.Registry();
        var people = new[] { await registry.Register(), await registry.Register(), await registry.Register() };
        object Answer(string id, string about) => new
        {
            subject = Calls.ById(id),
            purpose = about,
            status = "WITHDRAWN",
            evidence = new { method = "m" },
        };

        var answers = await registry.Client.Ask(
            "mutation($input: RecordConsentsInput!) { recordConsents(input: $input) { errors { code } } }",
            new { input = new { items = new[] { Answer(people[0], "marketing"), Answer(people[1], purpose) } } });
        var optOut = await registry.Client.Change("recordOptOut", new
        {
            subject = Calls.ById(people[2]),
            purpose,
            source = "OBJECTION",
            evidence = new { method = "m" },
        });

        Assert.Equal("""[{"errors":[]},{"errors":[]}]""", answers["recordConsents"]!.ToJsonString());
        Assert.Empty(optOut["errors"]!.AsArray());
        Assert.Equal(
            ["CONSENT_WITHDRAWN", "CONSENT_WITHDRAWN", "OPTED_OUT"], await Task.WhenAll(people.Select(Reason)));

        async Task<string> Reason(string id) => (await registry.Client.Ask(
            "query($id: ID!) { decide(input: { subject: { id: $id }, purpose: \"marketing\", channel: EMAIL }) "
            + "{ reasons { code } } }", new { id }))["decide"]!["reasons"]![0]!["code"]!.GetValue<string>();
    }

    private static async Task<Dictionary<string, string>> Known(Running registry)
    {
        var id = await registry.Register();
        var subject = new { id };
        var request = Requests.Text(await registry.Client.Submitted(subject, "ACCESS"), "id");
        var system = Fresh.Name("store");
        await registry.Client.Ask(
            $$"""
            mutation { registerHolderSystem(input: { name: "{{system}}", categories: ["USAGE"] }) { errors { code } } }
            """);
        return new(StringComparer.Ordinal)
        {
            ["SubjectRef"] = $$"""{ id: "{{id}}" }""",
            ["PurposeCode"] = "\"marketing\"",
            ["DataCategory"] = "\"USAGE\"",
            ["Jurisdiction"] = "\"DE\"",
            ["DateTime"] = "\"2026-11-01T00:00:00Z\"",
            ["ConsentStatus"] = "WITHDRAWN",
            ["IdentifierType"] = "EMAIL",
            ["requestId"] = $"\"{request}\"",
            ["name"] = $"\"{system}\"",
            ["system"] = $"\"{system}\"",
            ["orderId"] = "\"ord_00000000000000000000000000\"",
            ["taskId"] = "\"tsk_00000000000000000000000000\"",
            ["holdId"] = "\"hld_00000000000000000000000000\"",
            ["controller"] = "\"zenvoip\"",
            ["to"] = "\"acme\"",
            ["value"] = $"\"{Fresh.Email()}\"",
            ["method"] = "\"m\"",
            ["reason"] = "\"because\"",
            ["question"] = "\"Which?\"",
            ["answer"] = "\"That.\"",
            ["ground"] = "\"UNFOUNDED\"",
        };
    }
}
