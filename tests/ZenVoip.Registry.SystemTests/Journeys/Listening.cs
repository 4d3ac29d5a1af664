using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>
/// Reads the whole feed as it comes, by events and over a socket, then fails at both in every way, with planted values,
/// and keeps what was told.
/// </summary>
internal sealed class Listening : IDisposable
{
    /// <summary>The field of the schema that is used.</summary>
    public const string Field = "changes";

    private const string Feed = """
        subscription($after: String) { changes(after: $after) { cursor subjectId version event ref at } }
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>What is wrong with each is something personal.</summary>
    private static readonly object[] Wrong =
    [
        new { query = Feed, variables = new { after = Planted.Email } },
        new { query = Feed, variables = new { after = new[] { Planted.Source } } },
        new { query = $$"""subscription { changes(after: "{{Planted.E164}}") { cursor } }""" },
        new { query = $$"""subscription { changes(of: "{{Planted.Email}}") { cursor } }""" },
        new { query = $$"""subscription { changes(after: {{Planted.E164}}) { cursor """ },
        new { query = Planted.Source },
    ];

    private readonly List<string> heard = [];
    private readonly HttpClient http;
    private readonly string token;

    public Listening(RegistryProcess silo, RegistrySettings settings)
    {
        token = settings.Token([]);
        http = new HttpClient { BaseAddress = silo.Address, Timeout = Patience };
    }

    public string Heard => string.Join('\n', heard);

    public async Task Everything(RegistryClient client)
    {
        var changes = await client.Changes();
        var (after, last) = ((string)changes[0]["cursor"]!, (string)changes[^1]["cursor"]!);
        await Events(after, last);
        await Hear(last, Init(token), Subscribe(new { query = Feed, variables = new { after } }));
        foreach (var wrong in Wrong)
        {
            heard.Add(await Read(Post(wrong, token)));
            await Hear("\"error\"", Init(token), Subscribe(wrong));
        }
        await MisuseEvents();
        await MisuseSocket();
    }

    public void Dispose() => http.Dispose();

    private async Task Events(string after, string last)
    {
        using var request = Post(new { query = Feed, variables = new { after } }, token);
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        using var patience = new CancellationTokenSource(Patience);
        do
            heard.Add(await lines.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException(Heard));
        while (!heard[^1].Contains(last, StringComparison.Ordinal));
    }

    private async Task MisuseEvents()
    {
        heard.Add(await Read(Post(Wrong[0], $"{Planted.E164}.{Planted.Cookie}.x")));
        var value = Uri.EscapeDataString(Planted.E164);
        var query = Uri.EscapeDataString($$"""subscription { changes(after: "{{Planted.Email}}") { cursor } }""");
        foreach (var path in new[] { $"/graphql?query={query}&phone={value}", $"/graphql?query={value}" })
            heard.Add(await Read(Request(HttpMethod.Get, path, token)));
    }

    private async Task MisuseSocket()
    {
        var operation = new { query = Feed };
        await Hear("closed", Init($"{Planted.E164}.{Planted.Cookie}.x"));
        await Hear("closed", Subscribe(Wrong[0]));
        await Hear("closed", Init(token), Planted.Email);
        await Hear("closed", Init(token), Message(new { type = Planted.Email }));
        await Hear("closed", Init(token), Subscribe(Planted.Source));
        await Hear("closed", Init(token), Subscribe(operation, id: Planted.Email.PadRight(100_000, '!')));
        await Hear("closed", Init(token), Subscribe(operation, Planted.User), Subscribe(operation, Planted.User));
        // What a client sends with a ping comes back to it.
        await Converse("pong", Init(token), Message(new { type = "ping", payload = new { phone = Planted.E164 } }));
    }

    private async Task Hear(string until, params string[] messages)
    {
        var told = await Converse(until, messages);
        Assert.Contains(until, told, StringComparison.Ordinal);
        heard.Add(told);
    }

    /// <summary>What is told on a socket, up to a word, or to the close and its reason.</summary>
    private async Task<string> Converse(string until, params string[] messages)
    {
        using var socket = new ClientWebSocket();
        using var patience = new CancellationTokenSource(Patience);
        socket.Options.AddSubProtocol("graphql-transport-ws");
        var url = new UriBuilder(http.BaseAddress!) { Scheme = "ws", Path = "/graphql", Query = $"of={Planted.Email}" };
        await socket.ConnectAsync(url.Uri, patience.Token);
        foreach (var message in messages)
            await socket.SendAsync(
                Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, patience.Token);
        var told = new StringBuilder();
        var buffer = new byte[4096];
        while (!told.ToString().Contains(until, StringComparison.Ordinal))
        {
            var part = await socket.ReceiveAsync(buffer, patience.Token);
            told.Append(part.MessageType is WebSocketMessageType.Close
                ? $"closed: {socket.CloseStatusDescription}"
                : Encoding.UTF8.GetString(buffer, 0, part.Count));
            if (part.MessageType is WebSocketMessageType.Close)
                break;
        }
        return told.ToString();
    }

    private static string Init(string token) =>
        Message(new { type = "connection_init", payload = new { Authorization = $"Bearer {token}" } });

    private static string Subscribe(object payload, string id = "one") =>
        Message(new { id, type = "subscribe", payload });

    private static string Message(object message) => JsonSerializer.Serialize(message);

    private static HttpRequestMessage Post(object operation, string token)
    {
        var request = Request(HttpMethod.Post, "/graphql", token);
        request.Content = JsonContent.Create(operation);
        return request;
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, string token)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Accept.ParseAdd("text/event-stream");
        return request;
    }

    private async Task<string> Read(HttpRequestMessage request)
    {
        using (request)
        {
            using var answer = await http.SendAsync(request);
            return await answer.Content.ReadAsStringAsync();
        }
    }
}
