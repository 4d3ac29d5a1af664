using System.Security.Cryptography;
using System.Text;

namespace ZenVoip.Registry.Grains.Secrecy;

/// <summary>
/// A key for one use, derived from the digest key with HKDF-SHA-256 (RFC 5869, no salt, the use as info):
/// a digest of one use says nothing about another's.
/// </summary>
internal sealed class DerivedKey
{
    public const int RootLength = 32;

    private readonly byte[] key;

    public DerivedKey(ReadOnlySpan<byte> root, string use)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(root.Length, RootLength, nameof(root));
        key = new byte[HMACSHA256.HashSizeInBytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, root, key, salt: [], Encoding.UTF8.GetBytes(use));
    }

    public byte[] Authenticate(FieldWriter fields) => HMACSHA256.HashData(key, fields.Written);
}
