using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace ZenVoip.Registry.Server.Operations;

/// <summary>Signs of life. Open to all: they say nothing but yes or no.</summary>
internal static class HealthSetup
{
    private const string Ready = "ready";

    extension(IServiceCollection services)
    {
        public IServiceCollection AddRegistryHealth()
        {
            services.AddHealthChecks()
                .AddCheck<SiloHealth>("silo", tags: [Ready])
                .AddCheck<DatabaseHealth>("database", tags: [Ready]);
            return services;
        }
    }

    extension(WebApplication app)
    {
        /// <summary>
        /// Live: the process answers. Ready: it is an active silo, is not stopping, and reaches the database.
        /// </summary>
        public void MapRegistryHealth()
        {
            app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
            app.MapHealthChecks("/health/ready", new HealthCheckOptions
            {
                Predicate = check => check.Tags.Contains(Ready),
            }).AllowAnonymous();
        }
    }
}
