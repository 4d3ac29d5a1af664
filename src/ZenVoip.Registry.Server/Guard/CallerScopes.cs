using System.Security.Claims;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Server.Guard;

/// <summary>What a caller's token allows: the claims <c>scope</c> (RFC 8693) and <c>scp</c>, space-separated.</summary>
internal static class CallerScopes
{
    extension(ClaimsPrincipal caller)
    {
        public bool HasScope(string scope) => TokenClaims.Of(caller).Scopes.Contains(scope);

        public bool HasAnyScope(IReadOnlyList<string> scopes)
        {
            for (var i = 0; i < scopes.Count; i++)
            {
                if (caller.HasScope(scopes[i])) return true;
            }
            return false;
        }
    }
}
