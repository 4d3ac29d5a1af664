using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using ZenVoip.Registry.Server.Http;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Server.Guard;

/// <summary>One bucket of calls per client, refilled all the time, holding at most one second's worth.</summary>
internal sealed class CallLimiter(IOptions<GraphQLOptions> options) : IDisposable
{
    private const int RefillsPerSecond = 10;

    private readonly PartitionedRateLimiter<ClaimsPrincipal> _limiter = For(options.Value.CallsPerSecond);

    /// <summary>Takes one call from the client's bucket; false: it is empty.</summary>
    public bool Admits(ClaimsPrincipal caller)
    {
        using var lease = _limiter.AttemptAcquire(caller);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();

    /// <summary>About ten refills in a second, so many tokens each that the rate is exact.</summary>
    internal static TokenBucketRateLimiterOptions BucketOf(int callsPerSecond)
    {
        var refill = Math.Max(1, callsPerSecond / RefillsPerSecond);
        return new()
        {
            TokenLimit = callsPerSecond,
            TokensPerPeriod = refill,
            ReplenishmentPeriod = TimeSpan.FromSeconds((double)refill / callsPerSecond),
            QueueLimit = 0,
        };
    }

    private static PartitionedRateLimiter<ClaimsPrincipal> For(int callsPerSecond)
    {
        Func<string, TokenBucketRateLimiterOptions> bucket = _ => BucketOf(callsPerSecond);
        return PartitionedRateLimiter.Create<ClaimsPrincipal, string>(
            caller => RateLimitPartition.GetTokenBucketLimiter(ClientOf(caller), bucket));
    }

    /// <summary>As journals name it; those whose token does not say who they are share one bucket.</summary>
    internal static string ClientOf(ClaimsPrincipal caller) => TokenClaims.Of(caller).Client ?? string.Empty;
}
