using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace ZenVoip.Registry.Server.Http;

/// <summary>GraphQL over WebSocket: lets sockets in, and sees to it that they end.</summary>
internal sealed class SocketEndpoint(
    StreamedOperations operations,
    StreamPlaces places,
    StreamPatience patience,
    IHostApplicationLifetime host,
    IOptions<StreamOptions> options,
    TimeProvider clock)
{
    public const string Protocol = "graphql-transport-ws";

    private readonly StreamOptions _options = options.Value;

    /// <summary>By HTTP/1.1 an upgrade, by HTTP/2 a CONNECT (RFC 8441).</summary>
    public static bool IsWanted(HttpContext http) =>
        (http.Request.Headers.Upgrade is { Count: > 0 } upgrade
            && upgrade.ToString().Contains("websocket", StringComparison.OrdinalIgnoreCase))
        || (HttpMethods.IsConnect(http.Request.Method)
            && http.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true, Protocol: "websocket" });

    public async Task Serve(HttpContext http)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        var spoken = http.WebSockets.WebSocketRequestedProtocols.Contains(Protocol);
        using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = spoken ? Protocol : null,
            KeepAliveInterval = _options.KeepAlive,
            KeepAliveTimeout = _options.SendTimeout,
        });
        using var line = new SocketLine(socket, http, patience, _options.MessageBytes);
        using var place = new SocketPlace(places);
        if (!spoken) await line.Close(SocketClosure.NoProtocol, Task.CompletedTask);
        else if (!place.Take(http.User)) await line.Close(SocketClosure.TryLater, Task.CompletedTask);
        else await Serve(http, line, place);
    }

    private async Task Serve(HttpContext http, SocketLine line, SocketPlace place)
    {
        using var end = new StreamEnd(http, host, clock);
        using var late = new CancellationTokenSource(_options.InitTimeout, clock);
        var session = new SocketSession(line, http, end, operations)
        {
            // Whoever is known only when the socket has ended has no place.
            Admit = caller =>
            {
                if (!place.Take(caller.User)) return null;
                end.With(caller, clock);
                if (!place.IsOwn) return 0;
                late.CancelAfter(Timeout.InfiniteTimeSpan);
                return _options.OperationsPerSocket;
            },
        };
        var serving = session.Serve();
        var closure = await Closure(http, session, serving, end, late.Token);
        await session.EndAll(isGone: closure == SocketClosure.Normal);
        await line.Close(closure, serving);
    }

    private async Task<SocketClosure> Closure(
        HttpContext http, SocketSession session, Task serving, StreamEnd end, CancellationToken late)
    {
        try
        {
            using var any = CancellationTokenSource.CreateLinkedTokenSource(end.Any, late);
            await serving.WaitAsync(any.Token);
            return SocketClosure.Normal;
        }
        catch (SocketClosedException closed)
        {
            return closed.Closure;
        }
        catch (OperationCanceledException) when (end.Any.IsCancellationRequested || late.IsCancellationRequested)
        {
            return end.Expired ? SocketClosure.Expired
                : end.Any.IsCancellationRequested ? SocketClosure.GoingAway
                : session.IsOpen ? SocketClosure.TryLater : SocketClosure.InitTimeout;
        }
        catch (Exception fault)
        {
            // For the log; the client is told nothing of it.
            operations.Reported(fault, http);
            return SocketClosure.Internal;
        }
    }
}
