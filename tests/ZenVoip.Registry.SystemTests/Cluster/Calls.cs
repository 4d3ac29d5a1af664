using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Cluster;

/// <summary>What became of a mutation. With a fault nothing is known about the rest.</summary>
internal sealed record Said(string? Id, int? Version, string? Refusal, string? Fault);

/// <summary>What became of a question. Without an outcome there was a fault.</summary>
internal sealed record Ruled(string? Outcome, IReadOnlyList<string> Reasons, string? Fault)
{
    /// <summary>The one of the legal basis.</summary>
    public string? Reason => Reasons is [var first, ..] ? first : null;
}

/// <summary>The calls that tests of several silos make.</summary>
internal static class Calls
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(50);

    public static object ById(string id) => new { id };

    public static object By(string type, string value) => new { identifier = new { type, value } };

    public static string Email(int number) => string.Create(CultureInfo.InvariantCulture, $"p{number}@example.com");

    /// <summary>A German mobile number that nobody else in the test has.</summary>
    public static string Phone(int number) => string.Create(CultureInfo.InvariantCulture, $"+49151{20000000 + number}");

    extension(RegistryClient client)
    {
        /// <param name="input">Its type is the mutation's name with <c>Input</c>, unless it is named.</param>
        public async Task<Said> Say(string mutation, object input, string? type = null)
        {
            type ??= $"{char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input";
            var query = $$"""
                mutation($input: {{type}}!) {
                  it: {{mutation}}(input: $input) { subject { id version } errors { code } }
                }
                """;
            var answer = await client.Send(query, new { input });
            var said = answer["data"]?["it"];
            return new Said(
                said?["subject"]?["id"]?.GetValue<string>(),
                said?["subject"]?["version"]?.GetValue<int>(),
                said?["errors"]?.AsArray() is [{ } first, ..] ? first["code"]!.GetValue<string>() : null,
                Fault(answer));
        }

        /// <summary>
        /// Repeats it until it is acknowledged, as a careful client does: with the same operation id.
        /// </summary>
        public async Task<Said> Insist(string mutation, object input, string? type = null)
        {
            var waited = Stopwatch.StartNew();
            while (true)
            {
                var said = await client.TrySay(mutation, input, type);
                if (said.Fault is null)
                    return said;
                Assert.True(waited.Elapsed < Patience, $"{mutation} was never acknowledged: {said.Fault}");
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }
        }

        public async Task<Said> TrySay(string mutation, object input, string? type = null)
        {
            try
            {
                return await client.Say(mutation, input, type);
            }
            catch (Exception silence) when (silence is HttpRequestException or TaskCanceledException)
            {
                return new Said(null, null, null, silence.GetType().Name);
            }
        }

        public async Task<string> Register(string type, string value)
        {
            var said = await client.Insist("registerSubject", new
            {
                kind = "CUSTOMER",
                jurisdiction = "DE",
                identifiers = new[] { new { type, value } },
            });
            Assert.Null(said.Refusal);
            return said.Id!;
        }

        /// <summary>Whether marketing by e-mail is permitted, for which the law wants consent.</summary>
        public Task<Ruled> Decide(object subject) => client.Decide(subject, "marketing", "EMAIL", "zenvoip");

        public async Task<Ruled> Decide(object subject, string purpose, string? channel, string controller)
        {
            const string Query = """
                query($input: DecideInput!) { decide(input: $input) { outcome reasons { code } } }
                """;
            var answer = await client.Send(Query, new { input = new { subject, purpose, channel, controller } });
            var decision = answer["data"]?["decide"];
            return new Ruled(
                decision?["outcome"]?.GetValue<string>(),
                [.. decision?["reasons"]?.AsArray().Select(reason => reason!["code"]!.GetValue<string>()) ?? []],
                Fault(answer));
        }

        /// <summary>Every entry of a subject's journal, in order.</summary>
        public async Task<IReadOnlyList<JsonNode>> Journal(string id)
        {
            const string Query = """
                query($id: ID!, $after: String) {
                  subject(ref: { id: $id }) {
                    journal(first: 100, after: $after) { nodes { event details } pageInfo { hasNextPage endCursor } }
                  }
                }
                """;
            List<JsonNode> entries = [];
            for (string? after = null; ;)
            {
                var page = (await client.Ask(Query, new { id, after }))["subject"]!["journal"]!;
                entries.AddRange(page["nodes"]!.AsArray().Select(node => node!));
                if (!page["pageInfo"]!["hasNextPage"]!.GetValue<bool>())
                    return entries;
                after = page["pageInfo"]!["endCursor"]!.GetValue<string>();
            }
        }
    }

    /// <summary>An answer of marketing by e-mail.</summary>
    public static object Consent(object subject, string status, string? operationId = null) => new
    {
        subject,
        purpose = "marketing",
        channel = "EMAIL",
        status,
        evidence = new { method = "WEB_FORM" },
        operationId,
    };

    private static string? Fault(JsonNode answer) => answer["errors"]?.AsArray() is [{ } first, ..]
        ? first["extensions"]?["code"]?.GetValue<string>() ?? "NO_CODE"
        : null;
}
