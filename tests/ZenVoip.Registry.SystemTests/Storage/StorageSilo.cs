using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Storage;
using ZenVoip.Registry.Server.Storage;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Storage;

/// <summary>A real silo over one database, wired as the server wires it; started by the first test.</summary>
public abstract class StorageSilo : IAsyncDisposable
{
    private readonly Lazy<Task<IHost>> host;

    protected StorageSilo() => host = new(Start);

    internal RegistryDatabase Database => Get<RegistryDatabase>();

    internal IGrainStorage Grains => Started.Services.GetRequiredKeyedService<IGrainStorage>("Default");

    private IHost Started => host.Value.Result;

    public T Get<T>() where T : notnull => Started.Services.GetRequiredService<T>();

    public Task Ready() => host.Value;

    public async ValueTask DisposeAsync()
    {
        if (host is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await Started.StopAsync();
            Started.Dispose();
        }

        await Clean();
        GC.SuppressFinalize(this);
    }

    internal async Task<object?> Scalar(string sql)
    {
        await using var command = Database.Source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    internal static ISiloBuilder OnLoopback(ISiloBuilder silo, int siloPort, int gatewayPort)
    {
        silo.Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = "registry");
        silo.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = IPAddress.Loopback;
            options.SiloPort = siloPort;
            options.GatewayPort = gatewayPort;
        });
        return silo;
    }

    protected abstract Task<IReadOnlyDictionary<string, string?>> Settings();

    protected abstract void Cluster(ISiloBuilder silo, int siloPort, int gatewayPort);

    protected virtual ValueTask Clean() => ValueTask.CompletedTask;

    private async Task<IHost> Start()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(await Settings());
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.Services.AddRegistryStorage(builder.Configuration);
        builder.UseOrleans(silo =>
        {
            Cluster(silo, Ports.Free(), Ports.Free());
            silo.AddRegistryStorage();
            silo.Configure<ReminderOptions>(options => options.MinimumReminderPeriod = TimeSpan.FromSeconds(1));
        });
        var started = builder.Build();
        await started.Services.GetRequiredService<RegistryStorage>().Prepare();
        await started.StartAsync();
        return started;
    }
}
