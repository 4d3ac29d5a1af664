using System.Collections.Immutable;
using System.Security.Claims;

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
    public static Caller? Of(ClaimsPrincipal principal)
    {
        if (principal.Identity is not { IsAuthenticated: true }) return null;

        var name = Identities.Select(principal.FindFirstValue).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        var issuer = principal.FindFirstValue(RegistryClaims.Issuer);
        return (name, issuer) switch
        {
            ({ } named, { Length: > 0 }) when $"{issuer}|{named}" is { Length: <= MaxClientLength } client =>
                new(client, ScopesOf(principal), SystemOf(principal)),
            _ => null,
        };
    }

    /// <summary>The data protection officer's office: may speak as the OPERATOR.</summary>
    public bool IsOperator => May(Security.Scopes.RightsManage) || May(Security.Scopes.RegistryAdmin);

    public bool May(string scope) => Scopes.Contains(scope, StringComparer.Ordinal);

    private static ImmutableArray<string> ScopesOf(ClaimsPrincipal principal) =>
    [
        .. principal.Claims
            .Where(claim => claim.Type is RegistryClaims.Scope or RegistryClaims.ScopeList)
            .SelectMany(claim => claim.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(Security.Scopes.IsKnown)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    private static string? SystemOf(ClaimsPrincipal principal) =>
        principal.FindAll(RegistryClaims.System).Select(claim => claim.Value).Distinct(StringComparer.Ordinal).ToList()
            is [{ Length: > 0 } only] ? only : null;
}
