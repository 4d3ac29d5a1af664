using System.Globalization;
using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>What holder systems, and those who watch them, ask of the real executable.</summary>
internal static class Holders
{
    private const string Order =
        "id subjectId system category status controller cutoff issuedAt dueAt settledAt retainedUntil ground method"
        + " count residualUntil reissueOf identifiers { type value linkedAt unlinkedAt }";

    public static string At(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    extension(RegistryClient client)
    {
        /// <summary>An end user of acme whose contract ended.</summary>
        /// <param name="at">When; null: so long ago that all of their data is due.</param>
        public async Task<string> Leave(string number, DateTimeOffset? at = null)
        {
            var registered = await client.Change("registerSubject", new
            {
                kind = "END_USER",
                controller = "acme",
                identifiers = new[] { new { type = "PHONE", value = number } },
                operationId = $"came {number}",
            });
            var id = registered["subject"]!["id"]!.GetValue<string>();
            var ended = await client.Change("endRelationship", new
            {
                subject = new { id },
                controller = "acme",
                kind = "END_USER",
                at = At(at ?? DateTimeOffset.UtcNow.AddDays(-31)),
                operationId = $"left {number}",
            }, "RelationshipInput");
            Assert.Empty(ended["errors"]!.AsArray());
            return id;
        }

        /// <summary>The orders of a subject, once there are some.</summary>
        public async Task<JsonArray> Orders(string id)
        {
            JsonArray orders = [];
            await Wait.Until(async () =>
            {
                var data = await client.Ask(
                    $"query($id: ID!) {{ subject(ref: {{ id: $id }}) {{ orders {{ {Order} }} }} }}", new { id });
                orders = data["subject"]!["orders"]!.AsArray();
                return orders.Count > 0;
            });
            return orders;
        }

        /// <summary>All orders that the caller may see, page by page.</summary>
        public async Task<List<JsonNode>> Pull(object? filter = null, int first = 2)
        {
            var all = new List<JsonNode>();
            for (string? after = null; ;)
            {
                var data = await client.Ask(
                    $$"""
                    query($first: Int, $after: String, $filter: DeletionOrderFilter) {
                      deletionOrders(first: $first, after: $after, filter: $filter) {
                        nodes { {{Order}} } pageInfo { hasNextPage endCursor }
                      }
                    }
                    """,
                    new { first, after, filter });
                var page = data["deletionOrders"]!;
                all.AddRange(page["nodes"]!.AsArray().Select(order => order!));
                if (!page["pageInfo"]!["hasNextPage"]!.GetValue<bool>())
                    return all;
                after = page["pageInfo"]!["endCursor"]!.GetValue<string>();
            }
        }

        /// <summary>What is answered to a confirmation, whatever it is.</summary>
        public async Task<JsonNode> Confirm(object input) => await client.Send(
            $$"""
            mutation($input: ConfirmDeletionInput!) {
              confirmDeletion(input: $input) { order { {{Order}} } errors { code path } }
            }
            """,
            new { input });

        /// <summary>The code of the refusal; null: it was taken.</summary>
        public async Task<string?> RefusalOf(object confirmation)
        {
            var answer = await client.Confirm(confirmation);
            Assert.True(answer["errors"] is null, answer.ToJsonString());
            return answer["data"]!["confirmDeletion"]!["errors"]!.AsArray() is [{ } error, ..]
                ? error["code"]!.GetValue<string>()
                : null;
        }
    }
}
