using System.Collections.Concurrent;
using ZenVoip.Registry.Grains.Secrecy;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>The server's key store, and whose key it was asked to make.</summary>
internal sealed class WatchedKeys(ISubjectKeys real) : ISubjectKeys
{
    private readonly ConcurrentQueue<string> made = new();

    public int TimesMade(string subjectId) => made.Count(id => id == subjectId);

    public ValueTask<SubjectKey> Create(string subjectId, CancellationToken cancellation)
    {
        made.Enqueue(subjectId);
        return real.Create(subjectId, cancellation);
    }

    public ValueTask<SubjectKey> Open(string subjectId, CancellationToken cancellation) =>
        real.Open(subjectId, cancellation);
}
