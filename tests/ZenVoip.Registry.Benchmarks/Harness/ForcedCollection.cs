using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace ZenVoip.Registry.Benchmarks.Harness;

/// <summary>
/// Has a .NET process collect all its garbage: its diagnostic port is asked for a trace of the heap, which begins with
/// a full, blocking collection (docs/design-docs/diagnostics/ipc-protocol.md of dotnet/runtime).
/// </summary>
internal static class ForcedCollection
{
    private const byte EventPipe = 2;
    private const byte CollectTracing = 2;
    private const int HeaderLength = 20;
    private const uint BufferMegabytes = 16;
    private const uint NetTrace = 1;
    private const ulong GCHeapCollect = 0x800000;
    private const uint Informational = 4;

    /// <summary>Returns when the collection has been asked for; the answer is read until it is over.</summary>
    public static async Task Of(int processId, TimeSpan patience)
    {
        var port = Directory.EnumerateFiles(Path.GetTempPath(), $"dotnet-diagnostic-{processId}-*-socket").Single();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(port));
        await socket.SendAsync(Request());
        using var over = new CancellationTokenSource(patience);
        var buffer = new byte[64 * 1024];
        try
        {
            // Closing our end stops the trace: it goes on until the heap has been walked and nothing more comes.
            while (await socket.ReceiveAsync(buffer, over.Token) > 0)
            {
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private static byte[] Request()
    {
        using var payload = new MemoryStream();
        using (var writer = new BinaryWriter(payload, Encoding.Unicode, leaveOpen: true))
        {
            writer.Write(BufferMegabytes);
            writer.Write(NetTrace);
            writer.Write(1u);
            writer.Write(GCHeapCollect);
            writer.Write(Informational);
            Write(writer, "Microsoft-Windows-DotNETRuntime");
            Write(writer, "");
        }
        var request = new byte[HeaderLength + payload.Length];
        "DOTNET_IPC_V1\0"u8.CopyTo(request);
        BinaryPrimitives.WriteUInt16LittleEndian(request.AsSpan(14), (ushort)request.Length);
        (request[16], request[17]) = (EventPipe, CollectTracing);
        payload.ToArray().CopyTo(request, HeaderLength);
        return request;
    }

    /// <summary>Its length with the final zero, then UTF-16.</summary>
    private static void Write(BinaryWriter writer, string text)
    {
        writer.Write((uint)text.Length + 1);
        writer.Write(Encoding.Unicode.GetBytes(text + '\0'));
    }
}
