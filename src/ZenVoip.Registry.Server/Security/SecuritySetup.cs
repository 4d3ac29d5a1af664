using Microsoft.AspNetCore.Authorization;
using ZenVoip.Registry.Grains.Secrecy;

namespace ZenVoip.Registry.Server.Security;

/// <summary>Puts the checked keys and the bearer tokens into the container.</summary>
internal static class SecuritySetup
{
    /// <summary>
    /// Endpoints that say nothing about authorization demand a token: what is open to all says so itself.
    /// </summary>
    /// <exception cref="StartRefusedException">Outside Development: no authority, or not https.</exception>
    public static IServiceCollection AddRegistrySecurity(
        this IServiceCollection services,
        IConfiguration configuration,
        IHostEnvironment environment,
        RegistryKeys keys)
    {
        var options = RegistrySecurityOptions.Of(configuration);
        services.AddSingleton(options);
        // Made by the container, so that it disposes them with itself.
        services.AddSingleton(_ => keys);
        services.AddSingleton<ISubjectKeys>(keys.Subjects);
        services.AddSingleton<ISubjectKeyDestruction>(keys.Subjects);
        services.AddSingleton(keys.Journal);
        services.AddSingleton(keys.Operations);
        services.AddSingleton(_ => new KnownCallers(TimeProvider.System));
        services.AddSingleton<AuthorityWatch>();
        services.AddBearerTokens(options, environment);
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return services;
    }
}
