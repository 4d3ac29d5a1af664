using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Tests.Security;

/// <summary>An OpenID Connect authority: answers discovery and keys, and signs what a test wants.</summary>
internal sealed class TestAuthority : HttpMessageHandler
{
    public const string Address = "https://authority.test";

    private readonly RsaSecurityKey key = new(RSA.Create(2048)) { KeyId = "key-1" };

    public SecurityKey Key => key;

    public static SecurityTokenDescriptor Valid(
        SecurityKey key, string algorithm = SecurityAlgorithms.RsaSha256) => new()
        {
            Issuer = Address,
            Audience = "zenvoip-registry",
            TokenType = "at+jwt",
            NotBefore = Now.AddHours(-2),
            IssuedAt = Now.AddHours(-2),
            Expires = Now.AddMinutes(5),
            Claims = new Dictionary<string, object>
            {
                ["sub"] = "service-account",
                ["client_id"] = "crm",
                ["scope"] = Scopes.SubjectsRead,
            },
            SigningCredentials = new SigningCredentials(key, algorithm),
        };

    public static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    public static string Sign(SecurityTokenDescriptor token) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token);

    public string Token(Action<SecurityTokenDescriptor>? change = null)
    {
        var token = Valid(key);
        change?.Invoke(token);
        return Sign(token);
    }

    /// <summary>What an attacker has: the public key, as everybody can download it.</summary>
    public byte[] PublicKeyPem() => Encoding.ASCII.GetBytes(key.Rsa.ExportSubjectPublicKeyInfoPem());

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var parameters = key.Rsa.ExportParameters(includePrivateParameters: false);
        object? body = request.RequestUri!.AbsolutePath switch
        {
            "/.well-known/openid-configuration" => new { issuer = Address, jwks_uri = $"{Address}/keys" },
            "/keys" => new
            {
                keys = new[]
                {
                    new
                    {
                        kty = "RSA",
                        use = "sig",
                        kid = key.KeyId,
                        n = Base64UrlEncoder.Encode(parameters.Modulus),
                        e = Base64UrlEncoder.Encode(parameters.Exponent),
                    },
                },
            },
            _ => null,
        };
        return Task.FromResult(new HttpResponseMessage(body is null ? HttpStatusCode.NotFound : HttpStatusCode.OK)
        {
            Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"),
        });
    }
}
