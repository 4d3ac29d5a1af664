using System.Net;
using System.Net.Sockets;

namespace ZenVoip.Registry.SystemTests.Harness;

/// <summary>
/// Ports for processes that listen later. They are of none that a system gives by itself (Linux from 32768 on, others
/// from 49152 on): otherwise whoever listens or connects in between, on any port that is free, could be given the same.
/// </summary>
internal static class Ports
{
    private const int First = 10_000;
    private const int Count = 20_000;

    /// <summary>Each process of tests begins somewhere else, as good as always, and gives none twice.</summary>
    private static int last = Random.Shared.Next(Count);

    /// <summary>A port of this machine that nobody listens on.</summary>
    public static int Free()
    {
        while (true)
        {
            var port = First + ((Interlocked.Increment(ref last) & int.MaxValue) % Count);
            if (IsFree(port))
                return port;
        }
    }

    public static int[] Free(int count) => [.. Enumerable.Range(0, count).Select(_ => Free())];

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
