using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace ZenVoip.Registry.Server.Security;

/// <summary>The key pair with which Development signs its own tokens (ES256), kept in the data directory.</summary>
internal static class DevelopmentTokenKey
{
    public const string FileName = "token-key.json";

    public static ECDsaSecurityKey ReadOrCreate(string dataDirectory)
    {
        var path = Path.GetFullPath(Path.Combine(dataDirectory, FileName));
        var stored = new JsonWebKey(SecretFile.ReadOrCreate(path, New));
        var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = { X = Base64UrlEncoder.DecodeBytes(stored.X), Y = Base64UrlEncoder.DecodeBytes(stored.Y) },
            D = Base64UrlEncoder.DecodeBytes(stored.D),
        });
        return new ECDsaSecurityKey(key) { KeyId = stored.Kid };
    }

    private static string New()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var parameters = key.ExportParameters(includePrivateParameters: true);
        var id = SHA256.HashData(key.ExportSubjectPublicKeyInfo());
        return $$"""
            {
              "kty": "EC",
              "crv": "P-256",
              "use": "sig",
              "kid": "{{Base64UrlEncoder.Encode(id)}}",
              "x": "{{Base64UrlEncoder.Encode(parameters.Q.X)}}",
              "y": "{{Base64UrlEncoder.Encode(parameters.Q.Y)}}",
              "d": "{{Base64UrlEncoder.Encode(parameters.D)}}"
            }

            """;
    }
}
