using System.Collections.Concurrent;
using System.Security.Claims;

namespace ZenVoip.Registry.Server.Security;

/// <summary>
/// Remembers who sent a token that passed all checks, because checking it again costs more than a decision. A token is
/// looked at anew after <see cref="LongestStay"/>, and is not remembered past its own expiry; one that failed never is.
/// </summary>
internal sealed class KnownCallers(TimeProvider clock)
{
    /// <summary>Of so many tokens at a time; more start over.</summary>
    public const int MaxTokens = 10_000;

    /// <summary>For so long a token outlives the signing key that its authority is known to have withdrawn.</summary>
    public static readonly TimeSpan LongestStay = TimeSpan.FromSeconds(60);

    // By the whole header: what is written in another way is checked for itself.
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <param name="http">The call whose token was checked just now.</param>
    /// <param name="validTo">The token's own expiry, in UTC.</param>
    /// <param name="isLocal">It is accepted from this machine only.</param>
    public void Remember(HttpContext http, ClaimsPrincipal caller, DateTime validTo, bool isLocal)
    {
        var now = clock.GetUtcNow();
        var expiry = new DateTimeOffset(DateTime.SpecifyKind(validTo, DateTimeKind.Utc));
        var until = expiry < now + LongestStay ? expiry : now + LongestStay;
        if (until <= now || HeaderOf(http) is not { } header) return;
        if (_entries.Count >= MaxTokens) _entries.Clear();
        _entries[header] = new(caller, until, isLocal);
    }

    /// <summary>Null: the token has to be checked.</summary>
    public ClaimsPrincipal? Find(HttpContext http)
    {
        if (HeaderOf(http) is not { } header || !_entries.TryGetValue(header, out var known)) return null;
        if (clock.GetUtcNow() >= known.Until)
        {
            _entries.TryRemove(KeyValuePair.Create(header, known));
            return null;
        }
        return known.IsLocal && !DevelopmentTokenGate.IsOpenTo(http) ? null : known.Caller;
    }

    private static string? HeaderOf(HttpContext http) =>
        http.Request.Headers.Authorization is [{ Length: > 0 } only] ? only : null;

    private sealed record Entry(ClaimsPrincipal Caller, DateTimeOffset Until, bool IsLocal);
}
