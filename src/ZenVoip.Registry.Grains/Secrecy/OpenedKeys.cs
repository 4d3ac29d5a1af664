using ZenVoip.Registry.Grains.Faults;

namespace ZenVoip.Registry.Grains.Secrecy;

/// <summary>The keys of one subject that a piece of work has needed so far, each opened once.</summary>
internal sealed class OpenedKeys(ISubjectKeys keys) : IDisposable
{
    private readonly Dictionary<string, SubjectKey?> opened = [];

    public bool Has(string keyId) => opened.ContainsKey(keyId);

    /// <summary>Null: it is destroyed.</summary>
    public async ValueTask<SubjectKey?> Find(string keyId, CancellationToken cancellation)
    {
        if (opened.TryGetValue(keyId, out var known))
            return known;
        try
        {
            return opened[keyId] = await keys.Open(keyId, cancellation);
        }
        catch (SubjectKeyDestroyedException)
        {
            return opened[keyId] = null;
        }
    }

    /// <summary>To write with.</summary>
    /// <param name="isNew">Nothing was sealed with it yet, as far as is known: it is made if there is none.</param>
    /// <exception cref="SubjectKeyDestroyedException">The subject was erased; it is not made again.</exception>
    public async ValueTask<SubjectKey> Use(string keyId, bool isNew, CancellationToken cancellation) =>
        opened.GetValueOrDefault(keyId) is { } known
            ? known
            : opened[keyId] = isNew ? await Create(keyId, cancellation) : await keys.Open(keyId, cancellation);

    public void Dispose()
    {
        foreach (var key in opened.Values)
            key?.Dispose();
    }

    private async ValueTask<SubjectKey> Create(string keyId, CancellationToken cancellation)
    {
        var key = await keys.Create(keyId, cancellation);
        FaultPoints.Reached(FaultPoint.KeyCreated);
        return key;
    }
}
