using System.Globalization;
using ZenVoip.Registry.SystemTests.Cluster;

namespace ZenVoip.Registry.SystemTests.Journeys;

public sealed class TimeOfAskingTests
{
    private const string Query = """
        query($input: DecideManyInput!) { decideMany(input: $input) { evaluatedAt } }
        """;

    [Fact]
    public async Task A_campaign_is_answered_for_one_time_however_many_looks_it_takes()
    {
        var client = (await SharedSilo.Registry()).Client;
        var subjects = Enumerable.Range(0, 2_500).Select(person => Calls.By("EMAIL", $"person{person}@example.com"));
        var before = DateTimeOffset.UtcNow;

        var answer = await client.Ask(
            Query, new { input = new { subjects, purpose = "marketing", channel = "EMAIL" } });

        var times = answer["decideMany"]!.AsArray().Select(one => one!["evaluatedAt"]!.GetValue<string>()).ToArray();
        Assert.Equal(2_500, times.Length);
        Assert.InRange(
            DateTimeOffset.Parse(Assert.Single(times.Distinct()), CultureInfo.InvariantCulture),
            before.AddMilliseconds(-1),
            DateTimeOffset.UtcNow);
    }
}
