using Microsoft.IdentityModel.Tokens;

namespace ZenVoip.Registry.Server.Security;

/// <summary>What every token must be, whoever signed it.</summary>
internal static class TokenRules
{
    /// <summary>How far the clocks of issuer and registry may differ.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    // Signatures with a key pair only: with a shared secret, whoever can check a token can also make one.
    // EdDSA is absent because the token library cannot verify it.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    // RFC 9068 says at+jwt; many authorities say JWT, and Kubernetes says nothing. Logout and event tokens are others.
    private static readonly string?[] Types = [null, "", "at+jwt", "application/at+jwt", "JWT"];

    public static TokenValidationParameters For(string audience) => new()
    {
        ValidAudience = audience,
        ValidateAudience = true,
        ValidateIssuer = true,
        ValidateLifetime = true,
        ValidateIssuerSigningKey = true,
        RequireExpirationTime = true,
        RequireSignedTokens = true,
        RequireAudience = true,
        ValidAlgorithms = Algorithms,
        TypeValidator = (type, _, _) => Types.Contains(type, StringComparer.OrdinalIgnoreCase)
            ? type
            : throw new SecurityTokenInvalidTypeException("This is no access token."),
        ClockSkew = ClockSkew,
        NameClaimType = RegistryClaims.Subject,
    };
}
