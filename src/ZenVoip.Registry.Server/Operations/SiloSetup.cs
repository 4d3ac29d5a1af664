using System.Net;
using Orleans.Configuration;
using Orleans.Reminders;
using Orleans.Serialization;
using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.Server.Operations;

/// <summary>Where this silo listens, and which cluster it joins.</summary>
internal static class SiloSetup
{
    public const int DefaultSiloPort = 11111;
    public const int DefaultGatewayPort = 30000;

    private const string DefaultName = "zenvoip-registry";

    extension(ISiloBuilder silo)
    {
        public void AddRegistrySilo()
        {
            var settings = silo.Configuration.GetSection("Orleans");
            var siloPort = settings.GetValue("SiloPort", DefaultSiloPort);
            var gatewayPort = settings.GetValue("GatewayPort", DefaultGatewayPort);
            silo.AddRegistryStorage();
            silo.AddActivityPropagation();
            // Reminders fall due by the same clock as everything else.
            silo.Services.AddKeyedSingleton(
                ReminderTimeProviderNames.Reminders, (provider, _) => provider.GetRequiredService<TimeProvider>());
            if (silo.Configuration.GetConnectionString("Registry") is not { Length: > 0 })
                silo.UseLocalhostClustering(siloPort, gatewayPort, serviceId: DefaultName, clusterId: DefaultName);
            else
                silo.Advertise(settings["AdvertisedAddress"], siloPort, gatewayPort);
            silo.Configure<ClusterOptions>(options =>
            {
                options.ClusterId = settings["ClusterId"] ?? DefaultName;
                options.ServiceId = settings["ServiceId"] ?? DefaultName;
            });
            if (settings["SiloName"] is { Length: > 0 } name)
                silo.Configure<SiloOptions>(options => options.SiloName = name);
            silo.Configure<ClusterMembershipOptions>(options =>
            {
                // Measured with killed and paused silos: 4 s and 24 s to fail over instead of 12 s and 60 s.
                options.ProbeTimeout = TimeSpan.FromSeconds(2);
                options.NumMissedProbesLimit = 3;
                options.TableRefreshTimeout = TimeSpan.FromSeconds(5);
                // A silo that was killed and comes back elsewhere must not wait long for its own ghost.
                options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
                options.NumMissedTableIAmAliveLimit = 2;
            });
            // The driver's faults must reach the silo that was asked: it tells the caller UNAVAILABLE, not INTERNAL.
            silo.Configure<ExceptionSerializationOptions>(options =>
                options.SupportedNamespacePrefixes.Add(nameof(Npgsql)));
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(10));
        }

        /// <summary>
        /// In a cluster of machines a silo says where it is found; without that it serves this machine.
        /// </summary>
        private void Advertise(string? address, int siloPort, int gatewayPort) => silo.ConfigureEndpoints(
            address is { Length: > 0 } ? IPAddress.Parse(address) : IPAddress.Loopback,
            siloPort,
            gatewayPort,
            listenOnAnyHostAddress: address is { Length: > 0 });
    }

}
