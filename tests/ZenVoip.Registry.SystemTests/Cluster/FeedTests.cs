using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Cluster;

/// <summary>The feed tells every change in order, from any position, through any silo, after a kill too.</summary>
public sealed class FeedTests
{
    private const int People = 60;

    [Fact(Explicit = true)]
    public async Task What_two_silos_write_at_a_time_is_read_in_order_and_without_a_gap()
    {
        using var settings = await RegistrySettings.OnPostgres();
        await using var one = await RegistryProcess.Start(settings);
        await using var other = await RegistryProcess.Start(settings);
        using var client = await RegistryClient.Of(one, settings);
        using var elsewhere = client.At(other);
        var writing = Task.WhenAll(Enumerable.Range(0, People).Select(number =>
            Live(number % 2 == 0 ? client : elsewhere, number)));
        var early = await Read(client, after: null, until: () => writing.IsCompleted);
        await writing;
        var all = await Read(elsewhere, after: null, until: () => false, atLeast: await Recorded(client));

        Assert.Equal(all.Take(early.Count).Select(Key), early.Select(Key));
        Assert.Equal(all.Select(Key).Distinct().Count(), all.Count);
        Assert.All(
            all.GroupBy(change => change["subjectId"]!.GetValue<string>()),
            life => Assert.Equal(
                Enumerable.Range(1, life.Count()), life.Select(change => change["version"]!.GetValue<int>())));
    }

    [Theory(Explicit = true)]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task A_reader_goes_on_after_its_cursor_when_the_silo_was_killed(string database)
    {
        using var settings = await RegistrySettings.On(database);
        string cursor;
        IReadOnlyList<JsonNode> before;
        await using (var silo = await RegistryProcess.Start(settings))
        {
            using var client = await RegistryClient.Of(silo, settings);
            await Live(client, 1);
            before = await Read(client, after: null, until: () => false, atLeast: 4);
            cursor = before[1]["cursor"]!.GetValue<string>();
            silo.Signal("KILL");
        }

        await using var again = await RegistryProcess.Start(settings);
        using var reader = await RegistryClient.Of(again, settings);
        var after = await Read(reader, cursor, until: () => false, atLeast: before.Count - 2);

        Assert.Equal(before.Skip(2).Select(Key), after.Take(before.Count - 2).Select(Key));
        var id = before[0]["subjectId"]!.GetValue<string>();
        var found = await reader.Ask("query($id: ID!) { node(id: $id) { id } }", new { id });
        Assert.Equal(id, found["node"]?["id"]!.GetValue<string>());
    }

    private static async Task Live(RegistryClient client, int number)
    {
        var id = await client.Register("EMAIL", Calls.Email(number));
        await client.Insist("recordConsent", Calls.Consent(Calls.ById(id), "GIVEN"));
        await client.Insist("recordConsent", Calls.Consent(Calls.ById(id), "WITHDRAWN"));
    }

    private static string Key(JsonNode change) => $"{change["subjectId"]} {change["version"]}";

    /// <summary>The entries of all journals.</summary>
    private static async Task<int> Recorded(RegistryClient client)
    {
        var data = await client.Ask("{ subjects(first: 100) { nodes { version } } }");
        return data["subjects"]!["nodes"]!.AsArray().Sum(subject => subject!["version"]!.GetValue<int>());
    }

    /// <summary>Page by page until enough is read, and no later than the stop.</summary>
    private static async Task<IReadOnlyList<JsonNode>> Read(
        RegistryClient client, string? after, Func<bool> until, int atLeast = int.MaxValue)
    {
        const string Query = """
            query($after: String) { changes(first: 7, after: $after) { nodes { cursor subjectId version event } } }
            """;
        List<JsonNode> changes = [];
        while (changes.Count < atLeast && !until())
        {
            var page = (await client.Ask(Query, new { after }))["changes"]!["nodes"]!.AsArray();
            changes.AddRange(page.Select(change => change!));
            after = changes.LastOrDefault()?["cursor"]!.GetValue<string>() ?? after;
        }

        return changes;
    }
}
