using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Cluster;
using ZenVoip.Registry.SystemTests.Harness;
using ZenVoip.Registry.SystemTests.Journeys;

namespace ZenVoip.Registry.SystemTests.Node;

/// <summary>The feed as the clients of npm read it: nothing lost, and each person's changes in order.</summary>
public sealed class FeedClientTests
{
    private const int People = 12;

    private static readonly string[] Transports = ["WebSocket", "Events"];

    [Theory(Explicit = true)]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task Clients_lose_nothing_when_the_silo_is_killed(string database)
    {
        using var settings = await RegistrySettings.On(database);
        await using var first = await RegistryProcess.Start(settings);
        using var writer = await RegistryClient.Of(first, settings);
        await using var socket = await FeedClient.Open(first, "WebSocket", settings.Token([]));
        await using var events = await FeedClient.Open(first, "Events", settings.Token([]));
        FeedClient[] readers = [socket, events];
        foreach (var reader in readers)
            reader.Subscribe();
        // Without a cursor they hear what happens from some moment on.
        for (var number = 1000; readers.Any(reader => reader.Changes().Count == 0); number++)
            await Live(writer, number);
        await LiveAll(writer, 0);
        await first.Kill();

        await using var second = await RegistryProcess.Start(settings, first);
        await LiveAll(writer, People);
        var all = await Everything(writer);
        foreach (var reader in readers)
        {
            var heard = await reader.HeardUpTo(changes => HasSeen(changes, all[^1]));
            Assert.Equal(2, reader.Connections);
            IsWhole(all.SkipWhile(change => Key(change) != Key(heard[0])), heard);
            Assert.False(reader.HasHeard("complete") || reader.HasHeard("error"));
        }
    }

    [Theory(Explicit = true)]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task Clients_go_on_by_themselves_when_the_silo_was_stopped_for_an_upgrade(string database)
    {
        using var settings = await RegistrySettings.On(database);
        await using var first = await RegistryProcess.Start(settings);
        using var writer = await RegistryClient.Of(first, settings);
        await LiveAll(writer, 0);
        await using var socket = await FeedClient.Open(first, "WebSocket", settings.Token([]));
        await using var events = await FeedClient.Open(first, "Events", settings.Token([]));
        FeedClient[] readers = [socket, events];
        var start = (await Everything(writer))[0]["cursor"]!.GetValue<string>();
        foreach (var reader in readers)
            reader.Subscribe(after: start);
        foreach (var reader in readers)
            await reader.HeardUpTo(changes => changes.Count > 3);
        first.Signal("TERM");
        Assert.Equal(0, await first.Ended());

        await using var second = await RegistryProcess.Start(settings, first);
        await LiveAll(writer, People);
        var all = await Everything(writer);
        foreach (var reader in readers)
        {
            IsWhole(all.Skip(1), await reader.HeardUpTo(changes => HasSeen(changes, all[^1])));
            Assert.False(reader.HasHeard("complete") || reader.HasHeard("error"));
        }
        Assert.Equal(1001, (await socket.Heard("closed"))["code"]!.GetValue<int>());
    }

    [Fact(Explicit = true)]
    public async Task While_two_silos_write_a_client_of_either_hears_all_and_can_change_the_silo()
    {
        await using var silos = await Silos.Start(2);
        foreach (var (turn, transport) in Transports.Index())
            await HearsAll(silos, transport, from: turn * 3 * People);
    }

    private static async Task HearsAll(Silos silos, string transport, int from)
    {
        var token = silos.Settings.Token([]);
        await using var here = await FeedClient.Open(silos.All[0], transport, token);
        await using var there = await FeedClient.Open(silos.All[1], transport, token);
        await Live(silos.Clients[0], from);
        var before = await Everything(silos.Clients[0]);
        var start = before[^1]["cursor"]!.GetValue<string>();
        here.Subscribe(start);
        there.Subscribe(start);

        var writing = Task.WhenAll(silos.Clients.Select(
            (client, number) => LiveAll(client, from + 1 + (number * People))));
        var half = (await here.HeardUpTo(changes => changes.Count >= People)).Take(People).ToList();
        await using var moved = await FeedClient.Open(silos.All[1], transport, token);
        moved.Subscribe(half[^1]["cursor"]!.GetValue<string>());
        await writing;
        var all = await Everything(silos.Clients[1]);

        var expected = all.Skip(before.Count).ToList();
        IsWhole(expected, await here.HeardUpTo(changes => HasSeen(changes, all[^1])));
        IsWhole(expected, await there.HeardUpTo(changes => HasSeen(changes, all[^1])));
        IsWhole(expected, [.. half, .. await moved.HeardUpTo(changes => HasSeen(changes, all[^1]))]);
    }

    [Theory]
    [InlineData("WebSocket", """{"closed":4403,"reason":"Forbidden"}""")]
    [InlineData("Events", """{"status":401}""")]
    public async Task A_client_with_a_wrong_token_is_told_so(string transport, string expected)
    {
        var registry = await SharedSilo.Registry();
        await using var reader = await FeedClient.Open(registry.Silo, transport, "nobody", attempts: 0);

        reader.Subscribe();

        Assert.Equal(expected, Told(await reader.Heard("error")));
    }

    [Theory]
    [InlineData("WebSocket", """{"codes":["FORBIDDEN"]}""")]
    [InlineData("Events", """{"status":403}""")]
    public async Task A_client_without_the_scope_is_told_so(string transport, string expected)
    {
        var registry = await SharedSilo.Registry();
        await using var reader = await FeedClient.Open(
            registry.Silo, transport, registry.Token("decisions:read"), attempts: 0);

        reader.Subscribe();

        Assert.Equal(expected, Told(await reader.Heard("error")));
    }

    [Fact(Explicit = true)]
    public async Task Operations_of_one_client_end_one_by_one()
    {
        await using var registry = await Running.Start();
        foreach (var (turn, transport) in Transports.Index())
            await EndOneByOne(registry, transport, from: turn * 2 * People);
    }

    private static async Task EndOneByOne(Running registry, string transport, int from)
    {
        var writer = registry.Client;
        await Live(writer, from);
        var before = await Everything(writer);
        // So that there is something to hear at once.
        var start = before[^2]["cursor"]!.GetValue<string>();
        await using var reader = await FeedClient.Open(registry.Silo, transport, registry.Token(), attempts: 0);
        reader.Subscribe(start, operation: "one");
        reader.Subscribe(start, operation: "other");
        reader.Subscribe(query: "{ changes(first: 1) { nodes { version } } }", operation: "query");
        reader.Subscribe(query: "subscription { nothing }", operation: "wrong");
        await reader.HeardUpTo(changes => changes.Count > 0, "one");

        reader.Complete("one");
        await reader.Heard("complete", "one");
        var stopped = reader.Changes("one").Count;
        await LiveAll(writer, from + 1);
        var all = await Everything(writer);

        IsWhole(all.Skip(before.Count - 1), await reader.HeardUpTo(changes => HasSeen(changes, all[^1]), "other"));
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
        await Wait.Until(async () =>
        {
            var after = all.LastOrDefault()?["cursor"]!.GetValue<string>();
            var page = (await client.Ask(Query, new { after }))["changes"]!["nodes"]!.AsArray();
            all.AddRange(page.Select(node => node!));
            return all.Count >= recorded;
        });
        return all;
    }
}
