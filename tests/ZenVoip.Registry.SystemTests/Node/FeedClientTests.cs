using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Cluster;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Node;

/// <summary>The feed as the clients of npm read it: nothing lost, and each person's changes in order.</summary>
public sealed class FeedClientTests
{
    private const int People = 12;

    public static MatrixTheoryData<string, string> Everywhere => new(["SQLite", "PostgreSQL"], ["WebSocket", "Events"]);

    public static TheoryData<string> Transports => ["WebSocket", "Events"];

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task A_client_loses_nothing_when_the_silo_is_killed(string database, string transport)
    {
        using var settings = await RegistrySettings.On(database);
        await using var first = await RegistryProcess.Start(settings);
        using var writer = await RegistryClient.Of(first, settings);
        await using var reader = await FeedClient.Open(first, transport, await Token(settings));
        reader.Subscribe();
        // Without a cursor it hears what happens from some moment on.
        for (var number = 1000; reader.Changes().Count == 0; number++)
            await Live(writer, number);
        await LiveAll(writer, 0);
        await first.Kill();

        await using var second = await RegistryProcess.Start(settings, first);
        await LiveAll(writer, People);
        var all = await Everything(writer);
        var heard = await reader.HeardUpTo(changes => HasSeen(changes, all[^1]));

        Assert.Equal(2, reader.Connections);
        IsWhole(all.SkipWhile(change => Key(change) != Key(heard[0])), heard);
        Assert.False(reader.HasHeard("complete") || reader.HasHeard("error"));
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task A_client_goes_on_by_itself_when_the_silo_was_stopped_for_an_upgrade(
        string database, string transport)
    {
        using var settings = await RegistrySettings.On(database);
        await using var first = await RegistryProcess.Start(settings);
        using var writer = await RegistryClient.Of(first, settings);
        await LiveAll(writer, 0);
        await using var reader = await FeedClient.Open(first, transport, await Token(settings));
        reader.Subscribe(after: (await Everything(writer))[0]["cursor"]!.GetValue<string>());
        await reader.HeardUpTo(changes => changes.Count > 3);
        first.Signal("TERM");
        Assert.Equal(0, await first.Ended());

        await using var second = await RegistryProcess.Start(settings, first);
        await LiveAll(writer, People);
        var all = await Everything(writer);
        var heard = await reader.HeardUpTo(changes => HasSeen(changes, all[^1]));

        IsWhole(all.Skip(1), heard);
        Assert.False(reader.HasHeard("complete") || reader.HasHeard("error"));
        if (transport == "WebSocket")
            Assert.Equal(1001, (await reader.Heard("closed"))["code"]!.GetValue<int>());
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task While_two_silos_write_a_client_of_either_hears_all_and_can_change_the_silo(string transport)
    {
        await using var silos = await Silos.Start(2);
        var token = await Token(silos.Settings);
        await using var here = await FeedClient.Open(silos.All[0], transport, token);
        await using var there = await FeedClient.Open(silos.All[1], transport, token);
        await Live(silos.Clients[0], 0);
        var start = (await Everything(silos.Clients[0]))[0]["cursor"]!.GetValue<string>();
        here.Subscribe(start);
        there.Subscribe(start);

        var writing = Task.WhenAll(silos.Clients.Select((client, number) => LiveAll(client, 1 + (number * People))));
        var half = (await here.HeardUpTo(changes => changes.Count >= People)).Take(People).ToList();
        await using var moved = await FeedClient.Open(silos.All[1], transport, token);
        moved.Subscribe(half[^1]["cursor"]!.GetValue<string>());
        await writing;
        var all = await Everything(silos.Clients[1]);

        IsWhole(all.Skip(1), await here.HeardUpTo(changes => HasSeen(changes, all[^1])));
        IsWhole(all.Skip(1), await there.HeardUpTo(changes => HasSeen(changes, all[^1])));
        IsWhole(all.Skip(1), [.. half, .. await moved.HeardUpTo(changes => HasSeen(changes, all[^1]))]);
    }

    [Theory]
    [InlineData("WebSocket", """{"closed":4403,"reason":"Forbidden"}""")]
    [InlineData("Events", """{"status":401}""")]
    public async Task A_client_with_a_wrong_token_is_told_so(string transport, string expected)
    {
        using var settings = RegistrySettings.OnSqlite();
        await using var silo = await RegistryProcess.Start(settings);
        await using var reader = await FeedClient.Open(silo, transport, "nobody", attempts: 0);

        reader.Subscribe();

        Assert.Equal(expected, Told(await reader.Heard("error")));
    }

    [Theory]
    [InlineData("WebSocket", """{"codes":["FORBIDDEN"]}""")]
    [InlineData("Events", """{"status":403}""")]
    public async Task A_client_without_the_scope_is_told_so(string transport, string expected)
    {
        using var settings = RegistrySettings.OnSqlite();
        await using var silo = await RegistryProcess.Start(settings);
        await using var reader = await FeedClient.Open(
            silo, transport, await Token(settings, "decisions:read"), attempts: 0);

        reader.Subscribe();

        Assert.Equal(expected, Told(await reader.Heard("error")));
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task Operations_of_one_client_end_one_by_one(string transport)
    {
        using var settings = RegistrySettings.OnSqlite();
        await using var silo = await RegistryProcess.Start(settings);
        using var writer = await RegistryClient.Of(silo, settings);
        await Live(writer, 0);
        var start = (await Everything(writer))[0]["cursor"]!.GetValue<string>();
        await using var reader = await FeedClient.Open(silo, transport, await Token(settings), attempts: 0);
        reader.Subscribe(start, operation: "one");
        reader.Subscribe(start, operation: "other");
        reader.Subscribe(query: "{ changes(first: 1) { nodes { version } } }", operation: "query");
        reader.Subscribe(query: "subscription { nothing }", operation: "wrong");
        await reader.HeardUpTo(changes => changes.Count > 0, "one");

        reader.Complete("one");
        await reader.Heard("complete", "one");
        var stopped = reader.Changes("one").Count;
        await LiveAll(writer, 1);
        var all = await Everything(writer);

        IsWhole(all.Skip(1), await reader.HeardUpTo(changes => HasSeen(changes, all[^1]), "other"));
        Assert.Equal(stopped, reader.Changes("one").Count);
        await reader.Heard("complete", "query");
        Assert.Contains("VALIDATION", (await Refusal(reader, "wrong")).ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(transport == "WebSocket" ? 1 : 4, reader.Connections);
    }

    /// <summary>A socket has a message for it; an event stream tells it as a result and is complete.</summary>
    private static async Task<JsonNode> Refusal(FeedClient reader, string operation) =>
        await Task.WhenAny(reader.Heard("error", operation), reader.Heard("next", operation)).Unwrap();

    private static string Told(JsonNode error)
    {
        var told = error.DeepClone().AsObject();
        told.Remove("operation");
        told.Remove("is");
        return told.ToJsonString();
    }

    private static async Task<string> Token(RegistrySettings settings, params string[] scopes)
    {
        string[] wanted = [.. scopes.SelectMany(scope => new[] { "--scope", scope })];
        var (code, token, errors) = await RegistryProcess.Run(settings, ["token", .. wanted]);
        Assert.True(code == 0, errors);
        return token.Trim();
    }

    /// <summary>Each change at least once; each person's in the order in which they happened.</summary>
    private static void IsWhole(IEnumerable<JsonNode> expected, IReadOnlyList<JsonNode> heard)
    {
        Assert.Equal(expected.Select(Key).ToHashSet(), heard.Select(Key).ToHashSet());
        Assert.All(heard.GroupBy(change => change["subjectId"]!.GetValue<string>()), life =>
        {
            var versions = life.Select(change => change["version"]!.GetValue<int>()).Distinct().ToList();
            Assert.Equal(versions.Order(), versions);
        });
    }

    private static Task LiveAll(RegistryClient writer, int from) =>
        Task.WhenAll(Enumerable.Range(from, People).Select(number => Live(writer, number)));

    private static async Task Live(RegistryClient writer, int number)
    {
        var id = await writer.Register("EMAIL", Calls.Email(number));
        await writer.Insist("recordConsent", Calls.Consent(Calls.ById(id), "GIVEN"));
        await writer.Insist("recordConsent", Calls.Consent(Calls.ById(id), "WITHDRAWN"));
    }

    private static bool HasSeen(IReadOnlyList<JsonNode> heard, JsonNode change) =>
        heard.Any(one => Key(one) == Key(change));

    private static string Key(JsonNode change) => $"{change["subjectId"]} {change["version"]}";

    /// <summary>The whole feed, page by page, when all that the journals hold has its place in it.</summary>
    private static async Task<IReadOnlyList<JsonNode>> Everything(RegistryClient client)
    {
        const string Query = """
            query($after: String) { changes(first: 100, after: $after) { nodes { cursor subjectId version event } } }
            """;
        var subjects = await client.Ask("{ subjects(first: 100) { nodes { version } } }");
        var recorded = subjects["subjects"]!["nodes"]!.AsArray().Sum(one => one!["version"]!.GetValue<int>());
        List<JsonNode> all = [];
        while (all.Count < recorded)
        {
            var after = all.LastOrDefault()?["cursor"]!.GetValue<string>();
            var page = (await client.Ask(Query, new { after }))["changes"]!["nodes"]!.AsArray();
            all.AddRange(page.Select(node => node!));
        }

        return all;
    }
}
