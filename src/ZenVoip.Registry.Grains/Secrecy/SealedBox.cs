using System.Security.Cryptography;

namespace ZenVoip.Registry.Grains.Secrecy;

/// <summary>
/// AES-256-GCM over <c>header | nonce 12 | ciphertext | tag 16</c>. The header stays readable (a format version,
/// a key id) and is authenticated together with the context, which is not stored.
/// Nonces are random: a key may seal 2^32 boxes (NIST SP 800-38D, 8.3), far more than one subject ever writes.
/// </summary>
public static class SealedBox
{
    public const int KeyLength = 32;

    public const int NonceLength = 12;

    public const int TagLength = 16;

    public static byte[] Seal(
        AesGcm cipher, ReadOnlySpan<byte> header, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> context)
    {
        Span<byte> nonce = stackalloc byte[NonceLength];
        RandomNumberGenerator.Fill(nonce);
        return Seal(cipher, header, nonce, plaintext, context);
    }

    /// <exception cref="SealBrokenException">It was changed, cut, or sealed with another key or context.</exception>
    public static byte[] Open(
        AesGcm cipher, int headerLength, ReadOnlySpan<byte> box, ReadOnlySpan<byte> context)
    {
        if (box.Length < headerLength + NonceLength + TagLength) throw new SealBrokenException();

        var nonce = box.Slice(headerLength, NonceLength);
        var plaintext = new byte[box.Length - headerLength - NonceLength - TagLength];
        var ciphertext = box.Slice(headerLength + NonceLength, plaintext.Length);
        try
        {
            cipher.Decrypt(nonce, ciphertext, box[^TagLength..], plaintext, Bound(box[..headerLength], context));
            return plaintext;
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new SealBrokenException();
        }
    }

    /// <summary>Only for known answers: a nonce that is used twice under one key gives both texts away.</summary>
    internal static byte[] Seal(
        AesGcm cipher,
        ReadOnlySpan<byte> header,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> plaintext,
        ReadOnlySpan<byte> context)
    {
        var box = new byte[header.Length + NonceLength + plaintext.Length + TagLength];
        header.CopyTo(box);
        nonce.CopyTo(box.AsSpan(header.Length));
        var ciphertext = box.AsSpan(header.Length + NonceLength, plaintext.Length);
        cipher.Encrypt(nonce, plaintext, ciphertext, box.AsSpan()[^TagLength..], Bound(header, context));
        return box;
    }

    private static byte[] Bound(ReadOnlySpan<byte> header, ReadOnlySpan<byte> context) => [.. header, .. context];
}
