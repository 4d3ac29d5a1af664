using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Node;

/// <summary>
/// One npm client of the feed, <c>graphql-ws</c> or <c>graphql-sse</c>, in a process of its own. It connects again by
/// itself, as those packages do, and goes on after the last cursor that it was given.
/// </summary>
internal sealed class FeedClient : IAsyncDisposable
{
    public const string Feed = """
        subscription($after: String) { changes(after: $after) { cursor subjectId version event } }
        """;

    private const string Only = "only";
    private readonly NodeScript script;

    private FeedClient(NodeScript script) => this.script = script;

    /// <param name="transport">"WebSocket" or "Events".</param>
    /// <param name="attempts">How often it connects again; 0: what went wrong is told at once.</param>
    public static async Task<FeedClient> Open(RegistryProcess silo, string transport, string token, int attempts = 300)
    {
        var client = new FeedClient(await NodeScript.Start("feed-client.mjs"));
        var url = new Uri(silo.Address, "/graphql").AbsoluteUri;
        client.script.Tell(new { @do = "open", client = Only, transport, url, token, attempts });
        return client;
    }

    public void Subscribe(string? after = null, string query = Feed, string operation = Only) =>
        script.Tell(new { @do = "subscribe", client = Only, operation, query, after });

    public void Complete(string operation = Only) => script.Tell(new { @do = "complete", operation });

    /// <summary>How often it has connected.</summary>
    public int Connections => script.Told.Count(one => Is(one, "connected"));

    /// <summary>The changes that an operation was given.</summary>
    public IReadOnlyList<JsonNode> Changes(string operation = Only) => Changes(script.Told, operation);

    /// <summary>Waits until an operation was given changes up to one that satisfies.</summary>
    public async Task<IReadOnlyList<JsonNode>> HeardUpTo(
        Predicate<IReadOnlyList<JsonNode>> enough, string operation = Only)
    {
        var told = await script.Heard(told => enough(Changes(told, operation)));
        return Changes(told, operation);
    }

    /// <summary>Waits for the first word of a kind: connected, closed, error, complete, next.</summary>
    public async Task<JsonNode> Heard(string kind, string? operation = null)
    {
        var told = await script.Heard(told => told.Any(one => Is(one, kind, operation)));
        return told.First(one => Is(one, kind, operation));
    }

    /// <summary>Has it been told such a word by now?</summary>
    public bool HasHeard(string kind, string? operation = null) => script.Told.Any(one => Is(one, kind, operation));

    public ValueTask DisposeAsync() => script.DisposeAsync();

    private static IReadOnlyList<JsonNode> Changes(IReadOnlyList<JsonNode> told, string operation) =>
    [
        .. told.Where(one => Is(one, "next", operation))
            .Select(one => one["data"]?["changes"]).OfType<JsonNode>(),
    ];

    private static bool Is(JsonNode one, string kind, string? operation = null) =>
        one["is"]!.GetValue<string>() == kind
        && (operation is null || one["operation"]?.GetValue<string>() == operation);
}
