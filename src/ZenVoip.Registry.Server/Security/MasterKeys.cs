using ZenVoip.Registry.Grains.Secrecy;

namespace ZenVoip.Registry.Server.Security;

/// <summary>The master key that wraps, and those that still unwrap.</summary>
internal sealed class MasterKeys
{
    private readonly MasterKey[] all;

    public MasterKeys(MasterKey current, IReadOnlyList<MasterKey> previous)
    {
        Current = current;
        Previous = [.. previous.Where(key => !key.Check.AsSpan().SequenceEqual(current.Check))];
        all = [current, .. Previous];
    }

    public MasterKey Current { get; }

    public IReadOnlyList<MasterKey> Previous { get; }

    /// <exception cref="WrapUnknownException">None of the master keys made this wrap.</exception>
    /// <exception cref="SealBrokenException">The wrap was changed, or is another subject's.</exception>
    public byte[] Unwrap(string subjectId, byte[] wrapped)
    {
        var key = Of(wrapped);
        return key is null ? throw new WrapUnknownException(subjectId) : key.Unwrap(subjectId, wrapped);
    }

    public bool IsCurrent(byte[] wrapped) => wrapped.AsSpan().StartsWith(Current.Header);

    /// <summary>Whether one of the master keys made this wrap.</summary>
    public bool Knows(byte[] wrapped) => Of(wrapped) is not null;

    private MasterKey? Of(byte[] wrapped) => Array.Find(all, key => wrapped.AsSpan().StartsWith(key.Header));
}
