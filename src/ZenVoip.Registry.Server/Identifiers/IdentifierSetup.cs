using Microsoft.Extensions.Options;

namespace ZenVoip.Registry.Server.Identifiers;

/// <summary>Reading identifiers.</summary>
internal static class IdentifierSetup
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds <see cref="IdentifierParser"/>. The digests come with the keys.</summary>
        public IServiceCollection AddIdentifiers()
        {
            services.AddOptions<IdentifierOptions>().BindConfiguration("Registry").ValidateOnStart();
            services.AddSingleton<IValidateOptions<IdentifierOptions>, IdentifierOptionsValidator>();
            return services.AddSingleton<IdentifierParser>();
        }
    }
}
