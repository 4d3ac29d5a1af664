using System.Net.WebSockets;
using System.Text;

namespace ZenVoip.Registry.Tests.Http;

public sealed class StreamTests
{
    private const string Subscribe = """
        {"id":"1","type":"subscribe","payload":{"query":"subscription { count }"}}
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("{ hello }")]
    [InlineData("{ unknown }")]
    public async Task Whatever_is_asked_for_as_events_is_completed(string query)
    {
        await using var server = await TinyServer.Start();

        var reply = await server.Query(query, accept: "text/event-stream");

        Assert.Equal(200, reply.Status);
        Assert.EndsWith("event: complete\ndata:\n\n", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/graphql-response+json, application/graphql+json, application/json, "
        + "text/event-stream, multipart/mixed", "application/graphql-response+json")]
    [InlineData("application/json, text/event-stream;q=0.1", "application/json")]
    [InlineData("text/event-stream;q=0.5, application/json;q=0.4", "text/event-stream")]
    [InlineData("text/event-stream, */*", "text/event-stream")]
    [InlineData("text/event-stream;q=0, application/json", "application/json")]
    public async Task An_answer_comes_in_the_form_liked_best_and_a_subscription_as_events(string accept, string form)
    {
        await using var server = await TinyServer.Start();

        var answer = await server.Query("{ hello }", accept);
        var refusal = await server.Query("{ unknown }", accept);
        var stream = await server.Query("subscription { count }", accept);

        Assert.Equal($"{form}; charset=utf-8", answer.MediaType);
        Assert.Equal($"{form}; charset=utf-8", refusal.MediaType);
        if (accept.Contains("q=0,", StringComparison.Ordinal)) Assert.Equal("NO_STREAM", stream.Code);
        else Assert.Equal("text/event-stream; charset=utf-8", stream.MediaType);
    }

    [Theory]
    [InlineData("text/event-stream")]
    [InlineData("application/json, text/event-stream")]
    public async Task A_no_takes_no_place_of_a_stream(string accept)
    {
        await using var server = await TinyServer.Start([("Registry:Streams:ConnectionsPerClient", "1")]);
        using var open = await Waiting(server);

        var no = await server.Query("mutation { sayNo }", accept);
        var second = await server.Query("subscription { wait }", accept);

        Assert.Equal(200, no.Status);
        Assert.Contains("\"data\":{\"sayNo\":\"no\"}", no.Text, StringComparison.Ordinal);
        Assert.Equal((429, "TOO_MANY_STREAMS", "1"), (second.Status, second.Code, second.Header("Retry-After")));
    }

    [Fact]
    public async Task A_socket_full_of_operations_takes_a_no_all_the_same()
    {
        await using var server = await TinyServer.Start([("Registry:Streams:OperationsPerSocket", "1")]);
        using var socket = await Socket(server, Init);
        await Said(socket, "connection_ack");
        await Say(socket, Operation("1", "subscription { wait }"));
        await Said(socket, """{"wait":0}""");

        await Say(socket, Operation("2", "{ hello }"));
        Assert.Contains("TOO_MANY_STREAMS", await Said(socket, "\"error\""), StringComparison.Ordinal);
        await Say(socket, Operation("3", "mutation { sayNo }"));
        await Said(socket, """{"sayNo":"no"}""");
        await Said(socket, "\"complete\"");
        await Say(socket, """{"id":"1","type":"complete"}""");
        await Say(socket, Operation("4", "mutation { sayNo }"));
        await Said(socket, """{"sayNo":"no"}""");
    }

    [Fact]
    public async Task A_socket_too_many_hears_a_no_and_is_closed_soon()
    {
        await using var server = await TinyServer.Start(
            [("Registry:Streams:ConnectionsPerClient", "1"), ("Registry:Streams:InitTimeout", "00:00:02")]);
        using var first = await Socket(server, Init);
        await Said(first, "connection_ack");

        using var second = await Socket(server, Init);
        await Said(second, "connection_ack");
        await Say(second, Operation("1", "{ hello }"));
        Assert.Contains("TOO_MANY_STREAMS", await Said(second, "\"error\""), StringComparison.Ordinal);
        await Say(second, Operation("2", "mutation { sayNo }"));
        await Said(second, """{"sayNo":"no"}""");

        Assert.Equal(1013, await Closed(second));
        await Say(first, Operation("1", "{ hello }"));
        await Said(first, """{"hello":"hello"}""");
    }

    [Fact]
    public async Task Whoever_stops_the_silo_does_not_cut_a_change_off_that_came_by_a_socket()
    {
        await using var server = await TinyServer.Start();
        using var socket = await Socket(server, Init);
        await Said(socket, "connection_ack");
        await Say(socket, Operation("1", "subscription { wait }"));
        await Said(socket, """{"wait":0}""");
        await Say(socket, Operation("2", "mutation { take }"));
        await TinyMutation.Asked.WaitAsync(Cancellation);

        server.BeginToStop();
        TinyMutation.MayEnd.Release();

        await Said(socket, """{"take":"taken"}""");
        await Said(socket, "\"complete\"");
        Assert.Equal(1001, await Closed(socket));
    }

    [Fact]
    public async Task Whoever_stops_the_silo_does_not_cut_a_change_off_that_is_answered_by_events()
    {
        await using var server = await TinyServer.Start();
        var answer = server.Query("mutation { take }", accept: "text/event-stream");
        await TinyMutation.Asked.WaitAsync(Cancellation);

        server.BeginToStop();
        TinyMutation.MayEnd.Release();

        Assert.Contains("""{"take":"taken"}""", (await answer).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_leaves_takes_what_runs_with_it()
    {
        await using var server = await TinyServer.Start();
        using var socket = await Socket(server, Init);
        await Said(socket, "connection_ack");
        await Say(socket, Operation("1", "mutation { take }"));
        await TinyMutation.Asked.WaitAsync(Cancellation);

        // Answered only when nothing runs any more.
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", Cancellation);

        Assert.Equal(WebSocketState.Closed, socket.State);
    }

    [Fact]
    public async Task A_socket_whose_header_says_who_it_is_is_none_of_the_unknown()
    {
        await using var server = await TinyServer.Start([("Registry:Streams:UnknownSockets", "1")]);
        using var unknown = await Socket(server);

        using var known = await Socket(server, Open, "Bearer tester things:read");
        await Said(known, "connection_ack");
        using var another = await Socket(server);

        Assert.Equal(1013, await Closed(another));
    }

    [Fact]
    public async Task A_socket_comes_over_HTTP_2_too()
    {
        await using var server = await TinyServer.Start([("Kestrel:EndpointDefaults:Protocols", "Http2")]);
        using var socket = new ClientWebSocket();
        socket.Options.HttpVersion = new(2, 0);
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        socket.Options.AddSubProtocol("graphql-transport-ws");
        using var handler = new SocketsHttpHandler();
        using var invoker = new HttpMessageInvoker(handler);

        await socket.ConnectAsync(AddressOf(server), invoker, Cancellation);
        await Say(socket, Init);
        await Said(socket, "connection_ack");
        await Say(socket, Operation("1", "{ hello }"));

        await Said(socket, """{"hello":"hello"}""");
    }

    [Fact]
    public async Task A_socket_says_who_it_is_and_a_wrong_order_closes_it()
    {
        await using var server = await TinyServer.Start();

        Assert.Equal(4401, await CodeAfter(server, Subscribe));
        Assert.Equal(4403, await CodeAfter(server, """{"type":"connection_init"}"""));
        Assert.Equal(4400, await CodeAfter(server, "no JSON"));
        Assert.Equal(4400, await CodeAfter(server, """{"type":"made-up"}"""));
        Assert.Equal(4400, await CodeAfter(server, Init.Replace("Bearer", "\\ud800", StringComparison.Ordinal)));
        Assert.Equal(4429, await CodeAfter(server, Init, Init));
    }

    private const string Init = """
        {"type":"connection_init","payload":{"Authorization":"Bearer tester things:read things:write"}}
        """;

    private const string Open = """{"type":"connection_init"}""";

    private static string Operation(string id, string query) =>
        $$$"""{"id":"{{{id}}}","type":"subscribe","payload":{"query":"{{{query}}}"}}""";

    private static Uri AddressOf(TinyServer server) =>
        new UriBuilder(server.Http.BaseAddress!) { Scheme = "ws", Path = "/graphql" }.Uri;

    /// <summary>A stream that has begun and does not end.</summary>
    private static async Task<HttpResponseMessage> Waiting(TinyServer server)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(
                """{"query":"subscription { wait }"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Accept", "text/event-stream");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {TinyServer.All}");
        return await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
    }

    private static async Task<ClientWebSocket> Socket(
        TinyServer server, string? message = null, string? authorization = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        if (authorization is not null) socket.Options.SetRequestHeader("Authorization", authorization);
        await socket.ConnectAsync(AddressOf(server), Cancellation);
        if (message is not null) await Say(socket, message);
        return socket;
    }

    private static Task Say(ClientWebSocket socket, string message) => socket.SendAsync(
        Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, Cancellation);

    /// <summary>The next message, which must hold these words.</summary>
    private static async Task<string> Said(ClientWebSocket socket, string words)
    {
        var buffer = new byte[4096];
        var part = await socket.ReceiveAsync(buffer, Cancellation);
        var message = Encoding.UTF8.GetString(buffer, 0, part.Count);
        Assert.Contains(words, message, StringComparison.Ordinal);
        return message;
    }

    private static async Task<int> Closed(ClientWebSocket socket)
    {
        var buffer = new byte[4096];
        while ((await socket.ReceiveAsync(buffer, Cancellation)).MessageType is not WebSocketMessageType.Close)
        {
        }
        return (int)socket.CloseStatus!;
    }

    private static async Task<int> CodeAfter(TinyServer server, params string[] messages)
    {
        using var socket = await Socket(server);
        foreach (var message in messages) await Say(socket, message);
        return await Closed(socket);
    }
}
