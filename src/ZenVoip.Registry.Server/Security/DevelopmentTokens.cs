using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ZenVoip.Registry.Server.Security;

/// <summary>Tokens that Development makes for itself, so that a clean clone can be called at once.</summary>
internal sealed class DevelopmentTokens(RegistrySecurityOptions options, TimeProvider clock)
{
    public const string Issuer = "zenvoip-registry-development";

    public static readonly TimeSpan DefaultLifetime = TimeSpan.FromHours(8);

    private readonly SigningCredentials credentials = new(
        DevelopmentTokenKey.ReadOrCreate(options.DataDirectory), SecurityAlgorithms.EcdsaSha256);

    /// <param name="scopes">Of <see cref="Scopes"/>.</param>
    /// <param name="subject">Who the token is for: the name of the client.</param>
    /// <param name="system">The holder system it speaks for, with <see cref="Scopes.DeletionsConfirm"/>.</param>
    public string Issue(IEnumerable<string> scopes, TimeSpan lifetime, string subject, string? system = null)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object>
        {
            [RegistryClaims.Subject] = subject,
            [RegistryClaims.ClientId] = subject,
            [RegistryClaims.Scope] = string.Join(' ', scopes),
        };
        if (system is not null) claims[RegistryClaims.System] = system;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = options.Audience,
            TokenType = "at+jwt",
            Claims = claims,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + lifetime,
            SigningCredentials = credentials,
        });
    }
}
