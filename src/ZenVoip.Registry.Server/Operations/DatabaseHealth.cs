using System.Data.Common;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.Server.Operations;

/// <summary>
/// Whether a decision could be made, on the way that decisions take: a crowd of writes that waits for connections must
/// not take every silo from those who ask.
/// </summary>
internal sealed class DatabaseHealth(DecisionFacts facts) : IHealthCheck
{
    /// <summary>Nobody's.</summary>
    private const string Id = "health";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await facts.One(FactsKey.Id(Id), patience.Token);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is DbException or OperationCanceledException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy($"The database does not answer: {exception.GetType().Name}.");
        }
    }
}
