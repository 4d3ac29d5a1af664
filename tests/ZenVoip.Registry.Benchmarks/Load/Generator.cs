using System.Collections;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace ZenVoip.Registry.Benchmarks.Load;

/// <summary>What a round measured.</summary>
/// <param name="Waits">Latencies in ascending order.</param>
internal sealed record Round(int Requests, TimeSpan Elapsed, IReadOnlyList<TimeSpan> Waits)
{
    public double PerSecond => Requests / Elapsed.TotalSeconds;

    /// <summary>The latency that this share of the requests stays below.</summary>
    public TimeSpan Wait(double share) => Waits[(int)((Waits.Count - 1) * share)];
}

/// <summary>
/// Keeps so many connections busy from one thread, without pipelining. It shares the machine with what it measures,
/// so it does nothing but send, poll, receive and look whether the answer is one.
/// </summary>
internal sealed class Generator(int port, int connections, byte[] proof)
{
    private const int PollMicroseconds = 1_000_000;

    private static ReadOnlySpan<byte> Errors => "\"errors\":[{"u8;

    public Task<Round> Run(Func<byte[]> next, TimeSpan time) =>
        Task.Factory.StartNew(() => Drive(next, time), TaskCreationOptions.LongRunning);

    /// <summary>
    /// At a fixed rate, whatever the answers take: a call that finds no free connection waits from when it was due, so
    /// that a server that stalls cannot hide it by being asked less.
    /// </summary>
    public Task<Round> Pace(Func<byte[]> next, int perSecond, Task until) => Task.Factory.StartNew(
        () => Walk(next, Stopwatch.Frequency / perSecond, until), TaskCreationOptions.LongRunning);

    /// <summary>One answer, as it came.</summary>
    public byte[] Sample(byte[] request)
    {
        using var connection = new Connection(port);
        connection.Send(request);
        while (!connection.Receive())
        {
        }
        Check(connection.Body);
        return connection.Body.ToArray();
    }

    private Round Drive(Func<byte[]> next, TimeSpan time)
    {
        var all = Enumerable.Range(0, connections).Select(_ => new Connection(port)).ToList();
        var of = all.ToDictionary(connection => connection.Socket);
        var sockets = all.ConvertAll(connection => connection.Socket);
        List<TimeSpan> waits = [];
        var started = Stopwatch.StartNew();
        all.ForEach(connection => connection.Send(next()));
        var ready = new ArrayList(connections);
        while (started.Elapsed < time)
        {
            ready.Clear();
            ready.AddRange(sockets);
            Socket.Select(ready, checkWrite: null, checkError: null, PollMicroseconds);
            foreach (Socket socket in ready)
            {
                var connection = of[socket];
                if (!connection.Receive()) continue;
                waits.Add(connection.Waited);
                Check(connection.Body);
                connection.Send(next());
            }
        }
        var elapsed = started.Elapsed;
        all.ForEach(Finish);
        waits.Sort();
        return new Round(waits.Count, elapsed, waits);
    }

    private Round Walk(Func<byte[]> next, long step, Task until)
    {
        var free = new Queue<Connection>(Enumerable.Range(0, connections).Select(_ => new Connection(port)));
        Dictionary<Socket, Connection> asking = [];
        List<TimeSpan> waits = [];
        var started = Stopwatch.GetTimestamp();
        var due = started;
        while (!until.IsCompleted)
        {
            for (; free.Count > 0 && due <= Stopwatch.GetTimestamp(); due += step)
            {
                var connection = free.Dequeue();
                connection.Send(next(), since: due);
                asking.Add(connection.Socket, connection);
            }
            foreach (var socket in Answering([.. asking.Keys], until))
            {
                var connection = asking[socket];
                if (!connection.Receive()) continue;
                waits.Add(connection.Waited);
                Check(connection.Body);
                asking.Remove(socket);
                free.Enqueue(connection);
            }
        }
        var elapsed = Stopwatch.GetElapsedTime(started);
        foreach (var connection in asking.Values)
            Finish(connection);
        foreach (var connection in free)
            connection.Dispose();
        waits.Sort();
        return new Round(waits.Count, elapsed, waits);
    }

    /// <summary>Those with something to read, after a millisecond at most; where nobody is asked, none.</summary>
    private static List<Socket> Answering(List<Socket> asking, Task until)
    {
        if (asking.Count == 0)
            Task.WaitAny([until], millisecondsTimeout: 1);
        else
            Socket.Select(asking, checkWrite: null, checkError: null, microSeconds: 1_000);
        return asking;
    }

    /// <summary>
    /// An answer that is still under way belongs to no round, but what it does must not meet the next.
    /// </summary>
    private static void Finish(Connection connection)
    {
        while (!connection.Receive())
        {
        }
        connection.Dispose();
    }

    private void Check(ReadOnlySpan<byte> body)
    {
        if (body.IndexOf(proof) < 0 || body.IndexOf(Errors) >= 0)
            throw new InvalidOperationException($"Not the wanted answer: {Encoding.UTF8.GetString(body)}");
    }
}
