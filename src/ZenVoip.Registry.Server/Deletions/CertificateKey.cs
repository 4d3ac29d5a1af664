using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Server.Deletions;

/// <summary>A public key of Ed25519 (RFC 8032) that tells whether a certificate is ours.</summary>
internal sealed class CertificateKey
{
    private readonly Ed25519PublicKeyParameters key;

    public CertificateKey(ReadOnlySpan<byte> bytes)
    {
        key = new Ed25519PublicKeyParameters(bytes);
        X = Base64Url.EncodeToString(bytes);
        Id = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(
            $$"""{"crv":"Ed25519","kty":"OKP","x":"{{X}}"}""")));
    }

    /// <summary>The key's thumbprint (RFC 7638, RFC 8037 A.3): the same key never has two.</summary>
    public string Id { get; }

    /// <summary>The key itself, as it stands in a JWK (RFC 8037, 2).</summary>
    public string X { get; }

    /// <exception cref="StartRefusedException">The setting is no such key; its text is not repeated.</exception>
    public static CertificateKey Parse(string setting, string x) => TryParse(x)
        ?? throw new StartRefusedException($"{setting} must be the x of a JWK: base64url of exactly 32 bytes.");

    /// <summary>Null: the text is no public key of Ed25519.</summary>
    public static CertificateKey? TryParse(string? x)
    {
        try
        {
            return x is not null && Base64Url.IsValid(x, out var length) && length == KeyBytes.Length
                ? new(Base64Url.DecodeFromChars(x))
                : null;
        }
        catch (ArgumentException)
        {
            // 32 bytes that are no point of the curve.
            return null;
        }
    }

    public bool Made(ReadOnlySpan<byte> signature, ReadOnlySpan<byte> message)
    {
        var check = new Ed25519Signer();
        check.Init(forSigning: false, key);
        check.BlockUpdate(message);
        return signature.Length == Ed25519PrivateKeyParameters.SignatureSize
            && check.VerifySignature(signature.ToArray());
    }
}
