using System.Collections.Concurrent;
using ZenVoip.Registry.Grains.Secrecy;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>The server's key store, whose key it was asked to make, and whose it cannot be asked for.</summary>
internal sealed class WatchedKeys(ISubjectKeys real) : ISubjectKeys
{
    private readonly ConcurrentQueue<string> made = new();
    private readonly ConcurrentDictionary<string, Exception> outOfReach = new(StringComparer.Ordinal);

    public int TimesMade(string subjectId) => made.Count(id => id == subjectId);

    /// <summary>The next one who wants to open it is not answered.</summary>
    public void LoseOnce(string subjectId, Exception? fault = null) =>
        outOfReach[subjectId] = fault ?? new TimeoutException("The key store does not answer.");

    public ValueTask<SubjectKey> Create(string subjectId, CancellationToken cancellation)
    {
        made.Enqueue(subjectId);
        return real.Create(subjectId, cancellation);
    }

    public ValueTask<SubjectKey> Open(string subjectId, CancellationToken cancellation) =>
        outOfReach.TryRemove(subjectId, out var fault)
            ? throw fault
            : real.Open(subjectId, cancellation);
}
