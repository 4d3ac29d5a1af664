using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using ZenVoip.Registry.Grains.Telemetry;
using ZenVoip.Registry.Server.Http;

namespace ZenVoip.Registry.Server.Operations;

/// <summary>Metrics for Prometheus, and traces over OTLP where an endpoint is configured.</summary>
internal static class TelemetrySetup
{
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>
    /// Not all that ASP.NET has: matches of routes and blocks of memory are counted several times a call, and nobody
    /// looks at them.
    /// </summary>
    private static readonly string[] WebMeters =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Diagnostics",
        "Microsoft.AspNetCore.Authentication", "Microsoft.AspNetCore.Authorization",
    ];

    extension(IServiceCollection services)
    {
        public IServiceCollection AddRegistryTelemetry(IConfiguration configuration)
        {
            var exports = !string.IsNullOrEmpty(configuration[OtlpEndpoint]);
            var telemetry = services.AddOpenTelemetry()
                .ConfigureResource(resource => resource.AddService("zenvoip-registry"))
                .WithMetrics(metrics =>
                {
                    metrics
                        .AddMeter(RegistryMeter.Name, "Microsoft.Orleans", "Npgsql")
                        .AddMeter(WebMeters)
                        .AddRuntimeInstrumentation()
                        .AddPrometheusExporter();
                    if (exports)
                        metrics.AddOtlpExporter();
                });
            if (exports)
                telemetry.WithTracing(traces => traces
                    .AddSource("Microsoft.Orleans.Application", "Npgsql")
                    // A path that leads nowhere may hold anything, a number too.
                    .AddAspNetCoreInstrumentation(http => http.Filter = call => call.Request.Path == GraphQLSetup.Path)
                    .AddOtlpExporter());
            return services;
        }
    }
}
