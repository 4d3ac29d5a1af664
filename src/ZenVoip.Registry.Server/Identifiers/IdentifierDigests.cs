using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Identifiers;

namespace ZenVoip.Registry.Server.Identifiers;

/// <summary>
/// The blind index: HMAC-SHA-256 of <c>TYPE|canonical value</c> under a key that the database never sees. Without
/// the key, digests of phone numbers could be counted through in an afternoon.
/// </summary>
internal sealed class IdentifierDigests : IDisposable
{
    /// <summary>In bytes.</summary>
    public const int KeySize = 32;

    private const int OnStack = 512;

    // One a thread: they are not shared, and to make one costs as much as to use it.
    private readonly ThreadLocal<IncrementalHash> keyed;

    /// <param name="digestKey">
    /// <c>Registry:DigestKey</c>. A sub-key is derived from it (HKDF, RFC 5869), so that whatever else the key may
    /// serve for never shares a digest with this.
    /// </param>
    /// <exception cref="ArgumentException">The key is not <see cref="KeySize"/> bytes long.</exception>
    public IdentifierDigests(ReadOnlyMemory<byte> digestKey)
    {
        if (digestKey.Length != KeySize)
            throw new ArgumentException("The digest key is 32 bytes long.", nameof(digestKey));
        var key = new byte[KeySize];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, digestKey.Span, key, salt: [], "zenvoip identifier digest v1"u8);
        keyed = new(() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key), trackAllValues: true);
    }

    public IdentifierDigest Of(Identifier identifier)
    {
        var type = Name(identifier.Type);
        var size = type.Length + Encoding.UTF8.GetMaxByteCount(identifier.Value.Length);
        var text = size <= OnStack ? stackalloc byte[OnStack] : new byte[size];
        type.CopyTo(text);
        var length = type.Length + Encoding.UTF8.GetBytes(identifier.Value, text[type.Length..]);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var mac = keyed.Value!;
        mac.AppendData(text[..length]);
        mac.GetHashAndReset(hash);
        CryptographicOperations.ZeroMemory(text);
        return IdentifierDigest.Of(hash);
    }

    public void Dispose()
    {
        foreach (var one in keyed.Values)
            one.Dispose();
        keyed.Dispose();
    }

    /// <summary>Stored in every digest: never to be changed. No name has a |, so no value can pose as a type.</summary>
    private static ReadOnlySpan<byte> Name(IdentifierType type) => type switch
    {
        IdentifierType.Phone => "PHONE|"u8,
        IdentifierType.Email => "EMAIL|"u8,
        IdentifierType.Ip => "IP|"u8,
        IdentifierType.Account => "ACCOUNT|"u8,
        IdentifierType.Cookie => "COOKIE|"u8,
        IdentifierType.User => "USER|"u8,
        IdentifierType.Sip => "SIP|"u8,
        IdentifierType.Device => "DEVICE|"u8,
        _ => throw new UnreachableException("An identifier has one of the types above."),
    };
}
