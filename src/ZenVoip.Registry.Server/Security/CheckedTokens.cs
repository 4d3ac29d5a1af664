using System.Collections.Concurrent;
using Microsoft.IdentityModel.Tokens;

namespace ZenVoip.Registry.Server.Security;

/// <summary>
/// Remembers tokens that passed all checks, because checking a signature costs more than a decision. A token is looked
/// at anew after <see cref="LongestStay"/>, and is not remembered past its own expiry; one that failed never is.
/// </summary>
internal sealed class CheckedTokens(TokenHandler handler, TimeProvider clock) : TokenHandler
{
    /// <summary>Of so many callers at a time; more start over.</summary>
    public const int MaxTokens = 10_000;

    /// <summary>For so long a token outlives the signing key that its authority withdraws.</summary>
    public static readonly TimeSpan LongestStay = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);

    public override async Task<TokenValidationResult> ValidateTokenAsync(
        string token, TokenValidationParameters validationParameters)
    {
        var now = clock.GetUtcNow();
        if (entries.TryGetValue(token, out var known))
        {
            if (now < known.Until) return known.Result;
            entries.TryRemove(token, out _);
        }
        var result = await handler.ValidateTokenAsync(token, validationParameters);
        if (result.IsValid) Remember(token, result, now);
        return result;
    }

    public override Task<TokenValidationResult> ValidateTokenAsync(
        SecurityToken token, TokenValidationParameters validationParameters) =>
        handler.ValidateTokenAsync(token, validationParameters);

    public override SecurityToken ReadToken(string token) => handler.ReadToken(token);

    private void Remember(string token, TokenValidationResult result, DateTimeOffset now)
    {
        var expiry = new DateTimeOffset(DateTime.SpecifyKind(result.SecurityToken.ValidTo, DateTimeKind.Utc));
        var until = expiry < now + LongestStay ? expiry : now + LongestStay;
        if (until <= now) return;
        if (entries.Count >= MaxTokens) entries.Clear();
        entries[token] = new(result, until);
    }

    private sealed record Entry(TokenValidationResult Result, DateTimeOffset Until);
}
