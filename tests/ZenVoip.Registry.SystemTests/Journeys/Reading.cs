using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>One entry of a journal as callers see it.</summary>
internal sealed record Entry(int Sequence, string Event, string Details);

/// <summary>Reads a registry from page to page.</summary>
internal static class Reading
{
    extension(RegistryClient client)
    {
        public async Task<IReadOnlyList<string>> SubjectIds(int pageSize)
        {
            var ids = new List<string>();
            string? after = null;
            do
            {
                var page = (await client.Ask(
                    """
                    query($first: Int!, $after: String) {
                      subjects(first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } }
                    }
                    """,
                    new { first = pageSize, after }))["subjects"]!;
                ids.AddRange(page["nodes"]!.AsArray().Select(node => node!["id"]!.GetValue<string>()));
                after = Next(page);
            }
            while (after is not null);
            return ids;
        }

        public async Task<IReadOnlyList<Entry>> Journal(string id, int pageSize)
        {
            var entries = new List<Entry>();
            string? after = null;
            do
            {
                var page = (await client.Ask(
                    """
                    query($ref: SubjectRef!, $first: Int!, $after: String) {
                      subject(ref: $ref) {
                        journal(first: $first, after: $after) {
                          nodes { sequence event details } pageInfo { hasNextPage endCursor }
                        }
                      }
                    }
                    """,
                    new { @ref = new { id }, first = pageSize, after }))["subject"]!["journal"]!;
                entries.AddRange(page["nodes"]!.AsArray().Select(node => new Entry(
                    node!["sequence"]!.GetValue<int>(),
                    node["event"]!.GetValue<string>(),
                    node["details"]!.GetValue<string>())));
                after = Next(page);
            }
            while (after is not null);
            return entries;
        }

        /// <summary>The whole feed, page by page.</summary>
        public async Task<IReadOnlyList<JsonNode>> Changes()
        {
            var all = new List<JsonNode>();
            for (string? after = null; ;)
            {
                var data = await client.Ask(
                    """
                    query($after: String) {
                      changes(first: 100, after: $after) { nodes { event ref subjectId version cursor } }
                    }
                    """,
                    new { after });
                if (data["changes"]!["nodes"]!.AsArray() is not [.., { } last] page)
                    return all;
                all.AddRange(page.Select(change => change!));
                after = (string)last["cursor"]!;
            }
        }

        /// <summary>May each get marketing messages of the controller? Outcomes in order.</summary>
        public async Task<IReadOnlyList<string>> Outcomes(string controller, IEnumerable<object> subjects) =>
        [
            .. (await client.Ask(
                """
                query($input: DecideManyInput!) { decideMany(input: $input) { outcome } }
                """,
                new { input = new { subjects, purpose = "marketing", channel = "SMS", controller } }))["decideMany"]!
                .AsArray().Select(decision => decision!["outcome"]!.GetValue<string>()),
        ];
    }

    private static string? Next(JsonNode page) => page["pageInfo"] is { } info && info["hasNextPage"]!.GetValue<bool>()
        ? info["endCursor"]!.GetValue<string>()
        : null;
}
