using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Grains.Faults;

namespace ZenVoip.Registry.Server.Deletions;

/// <summary>
/// Signs certificates: the result is a JSON Web Signature in its flattened JSON form (RFC 7515, 7.2.2; EdDSA of
/// RFC 8037). It signs the bytes of the content as they are, so that nobody has to write the same JSON again.
/// </summary>
internal sealed class CertificateSigner
{
    private readonly Ed25519PrivateKeyParameters secret;
    private readonly string header;

    /// <param name="seed">32 bytes: the private key of RFC 8032.</param>
    public CertificateSigner(byte[] seed)
    {
        secret = new Ed25519PrivateKeyParameters(seed);
        Key = new CertificateKey(secret.GeneratePublicKey().GetEncoded());
        header = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(
            CertificateHeader.By(Key), PublishedJson.Options));
    }

    public CertificateKey Key { get; }

    /// <summary>The certificate as a file: one line of JSON.</summary>
    public string Sign(DeletionCertificate certificate)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(certificate, PublishedJson.Options);
        var payload = Base64Url.EncodeToString(content);
        var signer = new Ed25519Signer();
        signer.Init(forSigning: true, secret);
        signer.BlockUpdate(Encoding.ASCII.GetBytes($"{header}.{payload}"));
        var signature = Base64Url.EncodeToString(signer.GenerateSignature());
        FaultPoints.Reached(FaultPoint.CertificateSigned);
        return JsonSerializer.Serialize(new SignedCertificate(header, payload, signature), PublishedJson.Options);
    }

    public override string ToString() => $"CertificateSigner({Key.Id})";
}

/// <summary>What is signed with the content.</summary>
/// <param name="Typ">
/// Nothing else that is ever signed with these keys can be taken for a certificate (RFC 8725, 3.11).
/// </param>
/// <param name="Cty">The media type of the content, and its version.</param>
internal sealed record CertificateHeader(string Alg, string Kid, string Typ, string Cty)
{
    public const string Algorithm = "EdDSA";

    private const string Form = "deletion-certificate+jws";
    private const string Content = "vnd.zenvoip.deletion-certificate.v1+json";

    public static CertificateHeader By(CertificateKey key) => new(Algorithm, key.Id, Form, Content);

    /// <summary>Whether it speaks of a certificate that this release can read.</summary>
    public bool IsOurs() => this is { Alg: Algorithm, Typ: Form, Cty: Content };
}

/// <summary>The three parts of a signature, each base64url.</summary>
internal sealed record SignedCertificate(string Protected, string Payload, string Signature);
