using System.Collections.Concurrent;
using ZenVoip.Registry.Grains.Secrecy;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>The server's key store, whose key it was asked to make, and whose it cannot be asked for.</summary>
internal sealed class WatchedKeys(ISubjectKeys real) : ISubjectKeys
{
    private readonly ConcurrentQueue<string> made = new();
    private readonly ConcurrentDictionary<string, bool> outOfReach = new(StringComparer.Ordinal);

    public int TimesMade(string subjectId) => made.Count(id => id == subjectId);

    /// <summary>The next one who wants to open it is not answered.</summary>
    public void LoseOnce(string subjectId) => outOfReach[subjectId] = true;

    public ValueTask<SubjectKey> Create(string subjectId, CancellationToken cancellation)
    {
        made.Enqueue(subjectId);
        return real.Create(subjectId, cancellation);
    }

    public ValueTask<SubjectKey> Open(string subjectId, CancellationToken cancellation) =>
        outOfReach.TryRemove(subjectId, out _)
            ? throw new TimeoutException("The key store does not answer.")
            : real.Open(subjectId, cancellation);
}
