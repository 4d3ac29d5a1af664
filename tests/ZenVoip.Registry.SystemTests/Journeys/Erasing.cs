using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>What is asked of the real executable from a demand of erasure to its certificate.</summary>
internal static class Erasing
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    extension(RegistryClient client)
    {
        /// <summary>Somebody demands that zenvoip erases them.</summary>
        /// <param name="shown">The identifiers that they show; none: all of theirs.</param>
        /// <returns>The id of the request.</returns>
        public async Task<string> DemandErasure(string id, params object[] shown)
        {
            var asked = await client.Exercise("submitRightsRequest", new
            {
                subject = new { id },
                type = "ERASURE",
                manner = "WEB_FORM",
                details = Planted.Source,
            });
            var request = asked["request"]!["id"]!.GetValue<string>();
            await client.Exercise("verifyRightsRequest", new
            {
                requestId = request,
                method = "login",
                identifiers = shown,
            });
            return request;
        }

        /// <summary>What became of a person, once the key of somebody erased is destroyed.</summary>
        public async Task<JsonNode> Gone(string id)
        {
            using var patience = new CancellationTokenSource(Patience);
            while (true)
            {
                var data = await client.Ask(
                    """
                    query($id: ID!) { subject(ref: { id: $id }) {
                      status nextDue identifiers { value } consents { at } relationships { controller }
                      optOuts { source } certificates { cause certifiedAt document }
                      journal(first: 100) { nodes { event actor details } }
                    } }
                    """,
                    new { id });
                var subject = data["subject"]!;
                if (subject["journal"]!["nodes"]!.AsArray()
                    .Any(entry => entry!["event"]!.GetValue<string>() == "keys-destroyed"))
                    return subject;
                await Task.Delay(200, patience.Token);
            }
        }

        private async Task<JsonNode> Exercise(string mutation, object input)
        {
            var type = string.Concat(mutation[..1].ToUpperInvariant(), mutation.AsSpan(1), "Input");
            var payload = (await client.Ask(
                $$"""
                mutation($input: {{type}}!) {
                  {{mutation}}(input: $input) { request { id status } errors { code message path } }
                }
                """,
                new { input }))[mutation]!;
            Assert.True(payload["errors"]!.AsArray().Count == 0, payload.ToJsonString());
            return payload;
        }
    }
}
