using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Security.Claims;

namespace ZenVoip.Registry.Server.Security;

/// <summary>What every call asks of a token's claims, read once a principal: those of checked tokens do not change.
/// </summary>
internal sealed class TokenClaims
{
    private static readonly ConditionalWeakTable<ClaimsPrincipal, TokenClaims> Read = [];

    private TokenClaims(ClaimsPrincipal principal)
    {
        Client = Caller.ClientOf(principal);
        Scopes = principal.Claims
            .Where(claim => claim.Type is RegistryClaims.Scope or RegistryClaims.ScopeList)
            .SelectMany(claim => claim.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>See <see cref="Caller.ClientOf"/>.</summary>
    public string? Client { get; }

    /// <summary>The words of the claims <c>scope</c> (RFC 8693) and <c>scp</c>, also of scopes that nobody knows.
    /// </summary>
    public FrozenSet<string> Scopes { get; }

    public static TokenClaims Of(ClaimsPrincipal principal) =>
        Read.GetValue(principal, static principal => new(principal));
}
