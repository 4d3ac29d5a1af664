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

    public static bool IsWanted(HttpRequest request) =>
        request.Headers.Upgrade is { Count: > 0 } upgrade
        && upgrade.ToString().Contains("websocket", StringComparison.OrdinalIgnoreCase);

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
        using var unknown = places.TakeUnknown();
        if (!spoken) await line.Close(SocketClosure.NoProtocol, Task.CompletedTask);
        else if (unknown is null) await line.Close(SocketClosure.TryLater, Task.CompletedTask);
        else await Serve(http, line, unknown);
    }

    private async Task Serve(HttpContext http, SocketLine line, IDisposable unknown)
    {
        using var end = new StreamEnd(http, host, clock);
        using var late = new CancellationTokenSource(_options.InitTimeout, clock);
        IDisposable? place = null;
        var session = new SocketSession(line, http, end, operations, _options.OperationsPerSocket)
        {
            Admit = caller =>
            {
                place = places.Take(caller.User);
                if (place is null) return false;
                unknown.Dispose();
                late.CancelAfter(Timeout.InfiniteTimeSpan);
                end.With(caller, clock);
                return true;
            },
        };
        try
        {
            var serving = session.Serve();
            var closure = await Closure(http, serving, end, late.Token);
            await session.EndAll();
            await line.Close(closure, serving);
        }
        finally
        {
            place?.Dispose();
        }
    }

    private async Task<SocketClosure> Closure(
        HttpContext http, Task serving, StreamEnd end, CancellationToken late)
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
                : SocketClosure.InitTimeout;
        }
        catch (Exception fault)
        {
            // For the log; the client is told nothing of it.
            operations.Reported(fault, http);
            return SocketClosure.Internal;
        }
    }
}
