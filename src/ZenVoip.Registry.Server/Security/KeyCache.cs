using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using ZenVoip.Registry.Grains.Secrecy;

namespace ZenVoip.Registry.Server.Security;

/// <summary>
/// Opened data keys, so that a busy subject costs one look into the key store a minute. No key stays longer than
/// <see cref="LongestStay"/> after it was read, because one that another silo destroys must be gone here by then;
/// what leaves is wiped.
/// </summary>
internal sealed class KeyCache : IDisposable
{
    public const int MaxKeys = 10_000;

    public static readonly TimeSpan LongestStay = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ServedFor = LongestStay - SweepEvery;

    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> entries = [];
    private readonly LinkedList<Entry> oldestFirst = [];
    private readonly TimeProvider clock;
    private readonly ITimer sweep;

    public KeyCache(TimeProvider clock)
    {
        this.clock = clock;
        sweep = clock.CreateTimer(_ => Sweep(), state: null, SweepEvery, SweepEvery);
    }

    private sealed record Entry(string SubjectId, byte[] Key, long ReadAt);

    public int Count
    {
        get
        {
            lock (gate) return entries.Count;
        }
    }

    public bool TryOpen(string subjectId, [NotNullWhen(true)] out SubjectKey? key)
    {
        lock (gate)
        {
            var fresh = entries.TryGetValue(subjectId, out var node)
                && clock.GetElapsedTime(node.Value.ReadAt) < ServedFor;
            key = fresh ? new SubjectKey(subjectId, node!.Value.Key) : null;
            return fresh;
        }
    }

    /// <param name="readAt">A timestamp of the clock from before the key was read: its age counts from there.</param>
    public void Keep(string subjectId, ReadOnlySpan<byte> key, long readAt)
    {
        lock (gate)
        {
            Drop(subjectId);
            if (entries.Count >= MaxKeys) Drop(oldestFirst.First!.Value.SubjectId);
            entries[subjectId] = oldestFirst.AddLast(new Entry(subjectId, key.ToArray(), readAt));
        }
    }

    public void Forget(string subjectId)
    {
        lock (gate) Drop(subjectId);
    }

    public void Dispose()
    {
        sweep.Dispose();
        lock (gate)
        {
            while (oldestFirst.First is { } oldest) Drop(oldest.Value.SubjectId);
        }
    }

    // Reads that overlap arrive out of order by their duration, so the whole list is looked at, not only its head.
    private void Sweep()
    {
        lock (gate)
        {
            for (var node = oldestFirst.First; node is not null;)
            {
                var next = node.Next;
                if (clock.GetElapsedTime(node.Value.ReadAt) >= ServedFor) Drop(node.Value.SubjectId);
                node = next;
            }
        }
    }

    private void Drop(string subjectId)
    {
        if (!entries.Remove(subjectId, out var node)) return;

        oldestFirst.Remove(node);
        CryptographicOperations.ZeroMemory(node.Value.Key);
    }
}
