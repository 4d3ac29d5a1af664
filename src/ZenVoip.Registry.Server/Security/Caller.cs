using System.Collections.Immutable;
using System.Security.Claims;
using ZenVoip.Registry.Server.Guard;

namespace ZenVoip.Registry.Server.Security;

/// <summary>Who calls, and what the token allows.</summary>
/// <param name="Client">The client with its issuer: two authorities may use one name.</param>
/// <param name="Scopes">Known scopes only.</param>
/// <param name="System">The holder system that the token speaks for, if it names exactly one.</param>
internal sealed record Caller(string Client, ImmutableArray<string> Scopes, string? System)
{
    /// <summary>Longer identities are refused: they stand in every journal entry.</summary>
    public const int MaxClientLength = 256;

    private static readonly string[] Identities =
        [RegistryClaims.ClientId, RegistryClaims.AuthorizedParty, RegistryClaims.Subject];

    /// <returns>Null if nobody is authenticated, or the token does not say who.</returns>
    public static Caller? Of(ClaimsPrincipal principal) =>
        ClientOf(principal) is { } client
            ? new(client, [.. Security.Scopes.All.Where(principal.HasScope)], SystemOf(principal))
            : null;

    /// <summary>
    /// The client with its issuer. RFC 9068 names the client in client_id, OpenID Connect in azp; else the subject
    /// counts.
    /// </summary>
    /// <returns>Null if nobody is authenticated, or the token does not say who.</returns>
    public static string? ClientOf(ClaimsPrincipal principal)
    {
        if (principal.Identity is not { IsAuthenticated: true }
            || principal.FindFirst(RegistryClaims.Issuer)?.Value is not { Length: > 0 } issuer)
            return null;
        foreach (var identity in Identities)
        {
            if (principal.FindFirst(identity)?.Value is { Length: > 0 } name)
                return issuer.Length + 1 + name.Length <= MaxClientLength ? $"{issuer}|{name}" : null;
        }
        return null;
    }

    /// <summary>The data protection officer's office: may speak as the OPERATOR.</summary>
    public bool IsOperator => May(Security.Scopes.RightsManage) || May(Security.Scopes.RegistryAdmin);

    public bool May(string scope) => Scopes.Contains(scope, StringComparer.Ordinal);

    private static string? SystemOf(ClaimsPrincipal principal) =>
        principal.FindAll(RegistryClaims.System).Select(claim => claim.Value).Distinct(StringComparer.Ordinal).ToList()
            is [{ Length: > 0 } only] ? only : null;
}
