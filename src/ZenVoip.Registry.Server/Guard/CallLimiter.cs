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

    private static PartitionedRateLimiter<ClaimsPrincipal> For(int callsPerSecond)
    {
        Func<string, TokenBucketRateLimiterOptions> bucket = _ => new()
        {
            TokenLimit = callsPerSecond,
            TokensPerPeriod = Math.Max(1, callsPerSecond / RefillsPerSecond),
            ReplenishmentPeriod = TimeSpan.FromSeconds(1.0 / Math.Min(callsPerSecond, RefillsPerSecond)),
            QueueLimit = 0,
        };
        return PartitionedRateLimiter.Create<ClaimsPrincipal, string>(
            caller => RateLimitPartition.GetTokenBucketLimiter(ClientOf(caller), bucket));
    }

    /// <summary>As journals name it; those whose token does not say who they are share one bucket.</summary>
    internal static string ClientOf(ClaimsPrincipal caller) => Caller.ClientOf(caller) ?? string.Empty;
}
