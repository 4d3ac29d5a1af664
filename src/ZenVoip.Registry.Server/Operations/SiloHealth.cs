using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ZenVoip.Registry.Server.Operations;

/// <summary>Whether this process is an active silo and means to stay one.</summary>
internal sealed class SiloHealth(ISiloStatusOracle silos, IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
            lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("Stopping.")
            : silos.CurrentStatus is SiloStatus.Active ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"The silo is {silos.CurrentStatus}."));
}
