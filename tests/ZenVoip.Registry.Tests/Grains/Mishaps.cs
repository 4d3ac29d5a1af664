using System.Collections.Concurrent;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>
/// What happens to the reads and writes of each grain, on whichever silo it is: by grain key, so that tests with
/// subjects of their own do not meet.
/// </summary>
internal sealed class Mishaps
{
    private readonly ConcurrentDictionary<string, Fate> fates = new(StringComparer.Ordinal);

    /// <summary>The next writes meet these, one each; those after them are undisturbed.</summary>
    public void ToWritesOf(string key, params Mishap[] next) => Enqueue(Of(key).Writes, next);

    /// <summary>The next reads meet these, one each.</summary>
    public void ToReadsOf(string key, params Mishap[] next) => Enqueue(Of(key).Reads, next);

    /// <summary>The next write waits until it is released, and then meets the mishap, if any.</summary>
    public Held HoldWriteOf(string key, Mishap? then = null)
    {
        var held = new Held(then ?? Wire.Nothing);
        ToWritesOf(key, held.Mishap);
        return held;
    }

    /// <summary>The versions under which writes were tried, in order; null: as the first.</summary>
    public IReadOnlyList<string?> Tried(string key) => [.. Of(key).Tried];

    public Mishap NextRead(GrainId grain) => Next(Of(KeyOf(grain)).Reads);

    public Mishap NextWrite(GrainId grain, string? etag)
    {
        var fate = Of(KeyOf(grain));
        fate.Tried.Enqueue(etag);
        return Next(fate.Writes);
    }

    private static string KeyOf(GrainId grain) => grain.Key.ToString()!;

    private static Mishap Next(ConcurrentQueue<Mishap> queue) =>
        queue.TryDequeue(out var mishap) ? mishap : Wire.Nothing;

    private static void Enqueue(ConcurrentQueue<Mishap> queue, Mishap[] mishaps)
    {
        foreach (var mishap in mishaps)
            queue.Enqueue(mishap);
    }

    private Fate Of(string key) => fates.GetOrAdd(key, _ => new());

    private sealed record Fate
    {
        public ConcurrentQueue<Mishap> Reads { get; } = new();

        public ConcurrentQueue<Mishap> Writes { get; } = new();

        public ConcurrentQueue<string?> Tried { get; } = new();
    }
}
