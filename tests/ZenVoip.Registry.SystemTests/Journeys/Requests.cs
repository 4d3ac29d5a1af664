using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>What those who work rights requests ask of the real executable.</summary>
internal static class Requests
{
    private const string Request = """
        id subjectId type status regime receivedAt acknowledgeBy acknowledgedAt dueOn dueAt extendedTo extensionReason
        stands closedAt reason controller manner requester purposes channels categories details verifyBy verifiedAt
        notifiedAt ground complainTo forwardedTo appealOf appealUntil mayBeCharged exportExpiresAt export exportPage
        tasks { id kind system status resultUri details }
        """;

    /// <summary>This instant as a caller writes it: to the microsecond, so that nothing is told before it came in.
    /// </summary>
    public static string Now => DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'");

    extension(RegistryClient client)
    {
        /// <summary>What became of a mutation about a request.</summary>
        public async Task<JsonNode> Plea(string mutation, object input)
        {
            var type = string.Concat(mutation[..1].ToUpperInvariant(), mutation.AsSpan(1), "Input");
            var data = await client.Ask(
                $"mutation($input: {type}!) {{ {mutation}(input: $input) {{ request {{ {Request} }} "
                + "errors { code message path } } }",
                new { input });
            return data[mutation]!;
        }

        /// <summary>The request after a mutation that must be accepted.</summary>
        public async Task<JsonNode> Pleaded(string mutation, object input)
        {
            var payload = await client.Plea(mutation, input);
            Assert.True(payload["errors"]!.AsArray().Count == 0, $"{mutation}: {payload.ToJsonString()}");
            return payload["request"]!;
        }

        public Task<JsonNode> Submitted(object subject, string type, params string[] purposes) =>
            client.Pleaded("submitRightsRequest", new { subject, type, manner = "EMAIL", purposes });

        /// <summary>The code by which a mutation about a request is refused; null: it is not.</summary>
        public async Task<string?> RefusalTo(string mutation, object input) =>
            (await client.Plea(mutation, input))["errors"]!.AsArray() is [var error, ..]
                ? error!["code"]!.GetValue<string>()
                : null;

        /// <summary>The ids of the queue, page by page.</summary>
        public async Task<List<string>> Queue(object? filter = null)
        {
            var all = new List<string>();
            for (string? after = null; ;)
            {
                var page = (await client.Ask(
                    """
                    query($after: String, $filter: RightsRequestFilter) {
                      rightsRequests(first: 1, after: $after, filter: $filter) {
                        nodes { id } edges { cursor } pageInfo { hasNextPage endCursor }
                      }
                    }
                    """,
                    new { after, filter }))["rightsRequests"]!;
                all.AddRange(page["nodes"]!.AsArray().Select(node => node!["id"]!.GetValue<string>()));
                if (!page["pageInfo"]!["hasNextPage"]!.GetValue<bool>())
                    return all;
                after = page["pageInfo"]!["endCursor"]!.GetValue<string>();
            }
        }

        /// <summary>What may be done, and why.</summary>
        public async Task<(string Outcome, string Reason)> May(object subject, string purpose, string? channel = null)
        {
            var decision = (await client.Ask(
                "query($input: DecideInput!) { decide(input: $input) { outcome reasons { code } } }",
                new { input = new { subject, purpose, channel } }))["decide"]!;
            return (decision["outcome"]!.GetValue<string>(), decision["reasons"]![0]!["code"]!.GetValue<string>());
        }
    }
}
