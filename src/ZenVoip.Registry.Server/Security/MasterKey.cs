using System.Security.Cryptography;
using System.Text;
using ZenVoip.Registry.Grains.Secrecy;

namespace ZenVoip.Registry.Server.Security;

/// <summary>
/// Wraps data keys as <c>version 1 | key id 4 | nonce 12 | wrapped key 32 | tag 16</c>. Each subject has a wrapping
/// key of its own, derived from the master key by HKDF with the subject's id as salt: however many millions of
/// subjects there are, no wrapping key ever comes near the bound on random nonces.
/// </summary>
internal sealed class MasterKey
{
    public const int HeaderLength = 1 + IdLength;

    private const byte FormatVersion = 1;
    private const int IdLength = 4;

    private static readonly byte[] WrapUse = Encoding.UTF8.GetBytes("zenvoip subject key wrap v1");

    private readonly byte[] key;

    public MasterKey(byte[] key)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, KeyBytes.Length, nameof(key));
        this.key = key;
        var id = HMACSHA256.HashData(key, new FieldWriter().Text("zenvoip master key id v1").Written);
        Header = [FormatVersion, .. id[..IdLength]];
    }

    /// <summary>What every wrap of this key begins with.</summary>
    public byte[] Header { get; }

    public byte[] Check => KeyChecks.Value(key, KeyChecks.Master);

    public byte[] Wrap(string subjectId, ReadOnlySpan<byte> dataKey)
    {
        using var cipher = Cipher(subjectId);
        return SealedBox.Seal(cipher, Header, dataKey, Context(subjectId));
    }

    /// <exception cref="SealBrokenException">Not a wrap of this key for this subject.</exception>
    public byte[] Unwrap(string subjectId, ReadOnlySpan<byte> wrapped)
    {
        using var cipher = Cipher(subjectId);
        return SealedBox.Open(cipher, HeaderLength, wrapped, Context(subjectId));
    }

    private AesGcm Cipher(string subjectId)
    {
        Span<byte> wrapping = stackalloc byte[SealedBox.KeyLength];
        try
        {
            HKDF.DeriveKey(HashAlgorithmName.SHA256, key, wrapping, Encoding.UTF8.GetBytes(subjectId), WrapUse);
            return new AesGcm(wrapping, SealedBox.TagLength);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(wrapping);
        }
    }

    private static ReadOnlySpan<byte> Context(string subjectId) => new FieldWriter().Text(subjectId).Written;
}
