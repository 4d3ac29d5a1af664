using System.Data.Common;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.Server.Operations;

/// <summary>Whether the database answers.</summary>
internal sealed class DatabaseHealth(RegistryDatabase database) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await using var command = database.Source.CreateCommand("select 1");
            await command.ExecuteScalarAsync(patience.Token);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is DbException or OperationCanceledException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy($"The database does not answer: {exception.GetType().Name}.");
        }
    }
}
