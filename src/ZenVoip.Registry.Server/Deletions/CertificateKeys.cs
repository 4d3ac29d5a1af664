using System.Security.Cryptography;
using System.Text.Json;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Server.Deletions;

/// <summary>The key that signs certificates, and the public keys of all that it signed or ever will have.</summary>
internal sealed class CertificateKeys
{
    public const string FileName = "certificate-key";

    private const string Setting = "Registry:CertificateKey";

    private CertificateKeys(CertificateSigner signer, IEnumerable<CertificateKey> retired) =>
        (Signer, Public) = (signer, [.. retired.Prepend(signer.Key).DistinctBy(key => key.Id)]);

    public CertificateSigner Signer { get; }

    /// <summary>The current one first.</summary>
    public IReadOnlyList<CertificateKey> Public { get; }

    /// <exception cref="StartRefusedException">A key is malformed; outside Development: or missing.</exception>
    public static CertificateKeys Of(RegistrySecurityOptions options, IHostEnvironment environment)
    {
        var seed = string.IsNullOrWhiteSpace(options.CertificateKey) switch
        {
            false => KeyBytes.Parse(Setting, options.CertificateKey!),
            true when environment.IsDevelopment() => KeyBytes.Parse(FileName, Made(options.DataDirectory)),
            true => throw new StartRefusedException(
                $"{Setting} is not set. Outside Development it must be the base64 of exactly 32 bytes."),
        };
        return new CertificateKeys(new CertificateSigner(seed), Retired(options));
    }

    /// <summary>The public keys that are configured, or were made here before: for a check, which makes none.</summary>
    /// <exception cref="StartRefusedException">A key is malformed, or there is none.</exception>
    public static IReadOnlyList<CertificateKey> Known(RegistrySecurityOptions options, IHostEnvironment environment)
    {
        var seed = string.IsNullOrWhiteSpace(options.CertificateKey) switch
        {
            false => KeyBytes.Parse(Setting, options.CertificateKey!),
            true when environment.IsDevelopment() && File.Exists(PathIn(options.DataDirectory)) =>
                KeyBytes.Parse(FileName, File.ReadAllText(PathIn(options.DataDirectory))),
            true => null,
        };
        var retired = Retired(options);
        IReadOnlyList<CertificateKey> all =
            seed is null ? [.. retired] : new CertificateKeys(new CertificateSigner(seed), retired).Public;
        return all is not []
            ? all
            : throw new StartRefusedException(
                "There are no keys here to check it with: name the file of /certificates/keys by --keys.");
    }

    private static IEnumerable<CertificateKey> Retired(RegistrySecurityOptions options) =>
        options.RetiredCertificateKeys.Select((x, i) =>
            CertificateKey.Parse($"Registry:RetiredCertificateKeys:{i}", x));

    /// <summary>A JWK set (RFC 7517) of public keys, for whoever checks certificates.</summary>
    public static string Published(IEnumerable<CertificateKey> keys) => JsonSerializer.Serialize(
        new PublicKeys([.. keys.Select(key => new PublicKey(key.Id, key.X))]), PublishedJson.Options);

    /// <summary>
    /// The keys of a JWK set that certificates can be checked with; others are passed over (RFC 7517, 5). Null: it is
    /// no JWK set.
    /// </summary>
    public static IReadOnlyList<CertificateKey>? Read(string set)
    {
        try
        {
            using var document = JsonDocument.Parse(set);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("keys", out var keys) && keys.ValueKind is JsonValueKind.Array
                    ? [.. keys.EnumerateArray().Select(Key).OfType<CertificateKey>()]
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static CertificateKey? Key(JsonElement jwk) =>
        Text(jwk, "kty") is "OKP" && Text(jwk, "crv") is "Ed25519" ? CertificateKey.TryParse(Text(jwk, "x")) : null;

    private static string? Text(JsonElement jwk, string name) => jwk.ValueKind is JsonValueKind.Object
        && jwk.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;

    private static string PathIn(string dataDirectory) => Path.GetFullPath(Path.Combine(dataDirectory, FileName));

    private static string Made(string dataDirectory) => SecretFile.ReadOrCreate(
        PathIn(dataDirectory),
        () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes.Length)));

    private sealed record PublicKeys(IReadOnlyList<PublicKey> Keys);

    private sealed record PublicKey(string Kid, string X)
    {
        public string Kty { get; init; } = "OKP";

        public string Crv { get; init; } = "Ed25519";

        public string Use { get; init; } = "sig";

        public string Alg { get; init; } = CertificateHeader.Algorithm;
    }
}
