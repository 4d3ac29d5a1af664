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

    [Fact]
    public async Task A_socket_says_who_it_is_and_a_wrong_order_closes_it()
    {
        await using var server = await TinyServer.Start();

        Assert.Equal(4401, await CodeAfter(server, Subscribe));
        Assert.Equal(4403, await CodeAfter(server, """{"type":"connection_init"}"""));
        Assert.Equal(4400, await CodeAfter(server, "no JSON"));
        Assert.Equal(4400, await CodeAfter(server, """{"type":"made-up"}"""));
        Assert.Equal(4429, await CodeAfter(server, Init, Init));
    }

    private const string Init = """
        {"type":"connection_init","payload":{"Authorization":"Bearer tester things:read"}}
        """;

    private static async Task<int> CodeAfter(TinyServer server, params string[] messages)
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        var address = new UriBuilder(server.Http.BaseAddress!) { Scheme = "ws", Path = "/graphql" }.Uri;
        await socket.ConnectAsync(address, Cancellation);
        foreach (var message in messages)
            await socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, Cancellation);
        var buffer = new byte[4096];
        while ((await socket.ReceiveAsync(buffer, Cancellation)).MessageType is not WebSocketMessageType.Close)
        {
        }
        return (int)socket.CloseStatus!;
    }
}
