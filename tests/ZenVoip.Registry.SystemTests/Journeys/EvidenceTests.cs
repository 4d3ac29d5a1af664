using System.Globalization;
using System.Text.Json.Nodes;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>What proves an answer comes back as it was told, and so does when it was given.</summary>
public sealed class EvidenceTests
{
    private const string Query = """
        query($id: ID!) {
          subject(ref: { id: $id }) {
            consents { at recordedAt evidence { method noticeVersion source } }
            optOuts { at evidence { method noticeVersion source } }
          }
        }
        """;

    private const string Then = "2026-01-02T03:04:05.678912Z";

    [Fact]
    public async Task An_answer_tells_when_it_was_given_when_it_was_recorded_and_how_it_is_known()
    {
        var registry = await SharedSilo.Registry();
        var id = await registry.Register();
        var subject = new { id };
        var evidence = new { method = "web-form", noticeVersion = "2026-1", source = "page /sign-up" };
        var before = DateTimeOffset.UtcNow.AddMilliseconds(-1);
        await registry.Client.Change(
            "recordConsent", new { subject, purpose = "analytics", status = "GIVEN", at = Then, evidence });
        await registry.Client.Change("recordOptOut", new { subject, source = "GPC", at = Then, evidence });

        var kept = (await registry.Client.Ask(Query, new { id }))["subject"]!;

        var answers = new[] { Only(kept["consents"]), Only(kept["optOuts"]) };
        Assert.All(answers, one => Assert.Equal(Then, one["at"]!.GetValue<string>()));
        Assert.All(answers, one => Assert.Equal(
            """{"method":"web-form","noticeVersion":"2026-1","source":"page /sign-up"}""",
            one["evidence"]!.ToJsonString()));
        Assert.InRange(
            DateTimeOffset.Parse(answers[0]["recordedAt"]!.GetValue<string>(), CultureInfo.InvariantCulture),
            before,
            DateTimeOffset.UtcNow);
    }

    private static JsonNode Only(JsonNode? list) => Assert.Single(list!.AsArray())!;
}
