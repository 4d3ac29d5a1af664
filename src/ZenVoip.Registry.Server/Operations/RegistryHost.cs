using GraphQL.Types;
using Microsoft.Extensions.Configuration.Memory;
using ZenVoip.Registry.Grains;
using ZenVoip.Registry.Server.Api;
using ZenVoip.Registry.Server.Deletions;
using ZenVoip.Registry.Server.Http;
using ZenVoip.Registry.Server.Identifiers;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Storage;
using ZenVoip.Registry.Server.Subjects;
using ZenVoip.Registry.Server.Webhooks;

namespace ZenVoip.Registry.Server.Operations;

/// <summary>Puts the parts together: configuration, keys, database, silo, schema, endpoints.</summary>
internal static class RegistryHost
{
    private const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>The frameworks report what matters; any other configuration overrides this.</summary>
    private static readonly Dictionary<string, string?> QuietLogs = new()
    {
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:Npgsql.Command"] = "Warning",
        ["Logging:LogLevel:Orleans"] = "Warning",
    };

    public static WebApplicationBuilder Builder(string[] settings)
    {
        var builder = WebApplication.CreateBuilder(settings);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        // A buffer for each idle connection, in exchange for a call into the kernel less with each request.
        builder.WebHost.UseSockets(sockets => sockets.WaitForDataBeforeAllocatingBuffer = false);
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey])
            && string.IsNullOrEmpty(builder.Configuration["http_ports"]))
            builder.WebHost.UseUrls(DefaultUrl);
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = QuietLogs });
        if (!builder.Environment.IsDevelopment())
            builder.Logging.ClearProviders().AddJsonConsole();
        builder.Services.AddSingleton<TimeProvider>(
            provider => RegistryClock.Of(builder.Configuration, builder.Environment));
        builder.Services.KeepUrlsOutOfLogs();
        builder.Services.KeepRefusalsOutOfLogs();
        builder.Services.AddRegistryStorage(builder.Configuration);
        return builder;
    }

    /// <summary>The settings, the keys, the database: everything that can refuse a start does so here.</summary>
    public static async Task<WebApplication> Build(WebApplicationBuilder builder, CancellationToken cancellation)
    {
        var configuration = builder.Configuration;
        var services = builder.Services;
        services.AddSingleton(await StartSettings.Demand(configuration, builder.Environment));
        ArmedFault.Of(configuration, builder.Environment)?.Arm();
        var clock = RegistryClock.Of(configuration, builder.Environment);
        var keys = await RegistryKeys.Prepare(configuration, builder.Environment, TimeProvider.System, cancellation);
        services.AddSingleton(new IdentifierDigests(keys.DigestKey));
        services.AddSingleton<ChainCheck>();
        services.AddSingleton<Burials>();
        services.AddRegistrySecurity(configuration, builder.Environment, keys);
        services.AddCertificates(configuration, builder.Environment);
        services.AddIdentifiers();
        services.AddRegistryGrains();
        services.AddRegistryApi();
        services.AddRegistryGraphQL(configuration);
        services.AddWebhooks(configuration);
        services.AddRegistryTelemetry(configuration);
        services.AddRegistryHealth();
        services.AddHostedService<Cleaning>();
        services.AddHostedService<DeadlineWatch>();
        services.AddHostedService<Sweeping>();
        services.AddHostedService(provider => provider.GetRequiredService<FeedPulse>());
        builder.UseOrleans(silo => silo.AddRegistrySilo());
        var app = builder.Build();
        var storage = app.Services.GetRequiredService<RegistryStorage>();
        await storage.Prepare(clock.Ahead, cancellation);
        await storage.Recognise(keys.DigestKey, cancellation);
        await app.Services.GetRequiredService<Burials>().Run(cancellation);
        return app;
    }

    public static void Map(WebApplication app)
    {
        // Now, so that a broken schema stops the start and not the first call.
        app.Services.GetRequiredService<ISchema>().Initialize();
        app.UseKnownCallers();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapRegistryGraphQL();
        app.MapCertificateKeys();
        app.MapRegistryHealth();
        app.MapPrometheusScrapingEndpoint().AllowAnonymous();
    }
}
