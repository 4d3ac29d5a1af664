using System.Security.Cryptography;
using System.Text;

namespace ZenVoip.Registry.Grains.Secrecy;

/// <summary>
/// A key of one subject. Seals to <c>mark 1 | nonce 12 | ciphertext | tag 16</c>, where the mark says which of the
/// subject's keys it was, and authenticates key, purpose and number with it, so that a value cannot be moved to another
/// subject, place or entry.
/// Safe for concurrent use; disposing wipes the key.
/// </summary>
public sealed class SubjectKey : IDisposable
{
    public const int Length = SealedBox.KeyLength;

    private readonly Lock gate = new();
    private readonly byte[] key;
    private readonly byte mark;
    private bool disposed;

    public SubjectKey(string subjectId, ReadOnlySpan<byte> key)
    {
        ArgumentException.ThrowIfNullOrEmpty(subjectId);
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, Length, nameof(key));
        SubjectId = subjectId;
        mark = SubjectKeyId.Mark(subjectId);
        this.key = key.ToArray();
    }

    public string SubjectId { get; }

    /// <param name="purpose">One of <see cref="SealPurpose"/>.</param>
    /// <param name="number">Which one of that purpose: a version, a sequence.</param>
    public byte[] Seal(ReadOnlySpan<byte> plaintext, string purpose, long number)
    {
        using var cipher = Cipher();
        return SealedBox.Seal(cipher, [mark], plaintext, Context(purpose, number));
    }

    /// <exception cref="SealBrokenException">Not what this key sealed for this purpose and number.</exception>
    public byte[] Open(ReadOnlySpan<byte> @sealed, string purpose, long number)
    {
        if (@sealed is not [var marked, ..] || marked != mark) throw new SealBrokenException();

        using var cipher = Cipher();
        return SealedBox.Open(cipher, headerLength: 1, @sealed, Context(purpose, number));
    }

    /// <summary>A key for another use, which only this one gives: HKDF-SHA-256 (RFC 5869), the use as info.
    /// </summary>
    public byte[] Derive(string use)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return HKDF.DeriveKey(HashAlgorithmName.SHA256, key, Length, info: Encoding.UTF8.GetBytes(use));
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            CryptographicOperations.ZeroMemory(key);
        }
    }

    // Under the lock, because a cipher made from a key that is being wiped would seal under zeros.
    private AesGcm Cipher()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return new AesGcm(key, SealedBox.TagLength);
        }
    }

    private ReadOnlySpan<byte> Context(string purpose, long number) =>
        new FieldWriter().Text(SubjectId).Text(purpose).Number(number).Written;
}
