using System.Net;
using Microsoft.Extensions.Options;
using ZenVoip.Registry.Domain.Rulebook;
using ZenVoip.Registry.Server.Deletions;
using ZenVoip.Registry.Server.Http;
using ZenVoip.Registry.Server.Identifiers;
using ZenVoip.Registry.Server.Rulebook;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Storage.Postgres;
using ZenVoip.Registry.Server.Webhooks;

namespace ZenVoip.Registry.Server.Operations;

/// <summary>Reads every setting before anything is opened, and tells all that is missing or wrong at once.</summary>
internal static class StartSettings
{
    /// <returns>The rules, which are read here.</returns>
    /// <exception cref="StartRefusedException">Something is missing or wrong: a line for each.</exception>
    public static async Task<Rules> Demand(IConfiguration configuration, IHostEnvironment environment)
    {
        var mistakes = new Mistakes();
        var security = mistakes.Try(() => RegistrySecurityOptions.Of(configuration));
        if (security is not null)
        {
            mistakes.Try(() => KeySettings.Demand(security, environment));
            mistakes.Try(() => BearerTokens.Demand(security, environment));
            // Development makes it when it is needed.
            if (!environment.IsDevelopment())
                mistakes.Try(() => CertificateKeys.Of(security, environment));
            await using var keys = mistakes.Try(() => KeyDatabases.Of(configuration, environment));
        }
        var database = configuration.GetConnectionString("Registry") ?? "";
        mistakes.Try(() => ConnectionText.Read("ConnectionStrings:Registry", database));
        mistakes.Try(() => Ports.Served(configuration));
        mistakes.Try(() => Ports.OfSilo(configuration));
        mistakes.Try(() => Advertised(configuration["Orleans:AdvertisedAddress"]));
        Validate(configuration, environment, mistakes);
        var clock = mistakes.Try(() => RegistryClock.Of(configuration, environment)) ?? TimeProvider.System;
        mistakes.Try(() => ArmedFault.Of(configuration, environment));
        var rules = mistakes.Try(() => RulebookFile.Load(RulebookPath(configuration), clock));
        mistakes.Refuse();
        return rules!;
    }

    private static string RulebookPath(IConfiguration configuration) =>
        configuration["Registry:Rulebook"] ?? Path.Combine(AppContext.BaseDirectory, RulebookFile.ShippedName);

    private static string Advertised(string? address) =>
        string.IsNullOrEmpty(address) || IPAddress.TryParse(address, out _)
            ? address ?? ""
            : throw new StartRefusedException("Orleans:AdvertisedAddress must be an IP address.");

    /// <summary>Those that a host would look at when it starts, and log as a fault of its own.</summary>
    private static void Validate(IConfiguration configuration, IHostEnvironment environment, Mistakes mistakes)
    {
        using var services = new ServiceCollection()
            .AddSingleton(configuration)
            .AddSingleton(environment)
            .AddIdentifiers()
            .AddRegistryGraphQL(configuration)
            .AddWebhooks(configuration)
            .BuildServiceProvider();
        foreach (var (type, _) in KnownSettings.Sections)
        {
            var options = (IOptions<object>)services.GetRequiredService(typeof(IOptions<>).MakeGenericType(type));
            mistakes.Try(() => options.Value);
        }
    }
}
