using System.Net.WebSockets;
using System.Text.Json;

namespace ZenVoip.Registry.Server.Http;

/// <summary>Messages over a WebSocket: one sends at a time, and one receives.</summary>
internal sealed class SocketLine(WebSocket socket, HttpContext http, StreamPatience patience, int limit) : IDisposable
{
    private const int FirstBytes = 4 * 1024;

    /// <summary>How long the other side may take to agree that it is over.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _sending = new(initialCount: 1);
    private byte[] _buffer = new byte[Math.Min(FirstBytes, limit)];

    /// <returns>Null: the client has closed, or is gone.</returns>
    /// <exception cref="SocketClosedException">4400, 1009.</exception>
    public async Task<SocketMessage?> Receive()
    {
        try
        {
            return await ReceiveWhole() is { } text ? SocketMessage.Parse(text) : null;
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Sends; a reader that takes nothing is cut off.</summary>
    /// <param name="cancellation">Gives up its turn; what has begun is sent whole.</param>
    public async Task Send(
        string type, string? id, Action<Utf8JsonWriter>? payload = null, CancellationToken cancellation = default)
    {
        using var buffer = AnswerBuffer.Rent();
        buffer.Json.WriteStartObject();
        if (id is not null) buffer.Json.WriteString("id"u8, id);
        buffer.Json.WriteString("type"u8, type);
        if (payload is not null)
        {
            buffer.Json.WritePropertyName("payload"u8);
            payload(buffer.Json);
        }
        buffer.Json.WriteEndObject();
        var message = buffer.Written();
        await _sending.WaitAsync(cancellation);
        try
        {
            await patience.Send(http, aborted => socket.SendAsync(
                message, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, aborted));
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Says why, and waits a little for the other side to say so too.</summary>
    /// <param name="reading">The last receive, if it still waits.</param>
    public async Task Close(SocketClosure closure, Task reading)
    {
        using var time = new CancellationTokenSource(Farewell);
        try
        {
            await Say(closure, time.Token);
            await reading.WaitAsync(time.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (socket.State is WebSocketState.CloseSent)
                await socket.ReceiveAsync(_buffer.AsMemory(), time.Token);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException
            or InvalidOperationException)
        {
            socket.Abort();
        }
    }

    public void Dispose()
    {
        _sending.Dispose();
        socket.Dispose();
    }

    private async Task Say(SocketClosure closure, CancellationToken cancellation)
    {
        await _sending.WaitAsync(cancellation);
        try
        {
            await socket.CloseOutputAsync((WebSocketCloseStatus)closure.Code, closure.Reason, cancellation);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task<ReadOnlyMemory<byte>?> ReceiveWhole()
    {
        var length = 0;
        while (true)
        {
            if (length == _buffer.Length) Grow();
            // Without a token: the end of a wait would end the socket, and nobody could say why.
            var part = await socket.ReceiveAsync(_buffer.AsMemory(length), CancellationToken.None);
            if (part.MessageType is WebSocketMessageType.Close) return null;
            if (part.MessageType is WebSocketMessageType.Binary) throw new SocketClosedException(SocketClosure.Invalid);
            length += part.Count;
            if (part.EndOfMessage) return _buffer.AsMemory(0, length);
        }
    }

    private void Grow()
    {
        if (_buffer.Length >= limit) throw new SocketClosedException(SocketClosure.TooBig);
        Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, limit));
    }
}
