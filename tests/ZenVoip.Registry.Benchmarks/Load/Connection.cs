using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ZenVoip.Registry.Benchmarks.Load;

/// <summary>
/// One keep-alive connection with one request under way: the least HTTP/1.1 that a client can speak, so that the load
/// costs little beside what it measures.
/// </summary>
internal sealed class Connection : IDisposable
{
    private static ReadOnlySpan<byte> Success => "HTTP/1.1 200"u8;

    private static ReadOnlySpan<byte> EndOfHead => "\r\n\r\n"u8;

    private static ReadOnlySpan<byte> Length => "Content-Length: "u8;

    private byte[] buffer = new byte[64 * 1024];
    private int filled;
    private int expected;
    private int body;
    private long sentAt;

    public Connection(int port)
    {
        Socket.Connect(IPAddress.Loopback, port);
        Socket.NoDelay = true;
    }

    public Socket Socket { get; } = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    /// <summary>The body of the whole answer.</summary>
    public ReadOnlySpan<byte> Body => buffer.AsSpan(body, filled - body);

    public TimeSpan Waited => Stopwatch.GetElapsedTime(sentAt);

    public void Send(byte[] request) => Send(request, Stopwatch.GetTimestamp());

    /// <param name="since">From when on it waits: a timestamp of <see cref="Stopwatch"/>.</param>
    public void Send(byte[] request, long since)
    {
        (filled, expected) = (0, 0);
        sentAt = since;
        for (var sent = 0; sent < request.Length;)
            sent += Socket.Send(request.AsSpan(sent));
    }

    /// <summary>Reads what is there; true: the answer is whole.</summary>
    public bool Receive()
    {
        if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        var read = Socket.Receive(buffer.AsSpan(filled));
        if (read == 0) throw new IOException("The server closed the connection.");
        filled += read;
        if (expected == 0) ReadHead();
        return expected > 0 && filled >= expected;
    }

    public void Dispose() => Socket.Dispose();

    private void ReadHead()
    {
        var head = buffer.AsSpan(0, filled);
        var end = head.IndexOf(EndOfHead);
        if (end < 0) return;
        if (!head.StartsWith(Success))
            throw new InvalidOperationException(System.Text.Encoding.UTF8.GetString(head));
        var length = head[(head.IndexOf(Length) + Length.Length)..];
        if (!Utf8Parser.TryParse(length, out int bytes, out _))
            throw new InvalidOperationException("The answer has no length.");
        body = end + EndOfHead.Length;
        expected = body + bytes;
    }
}
