using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Server.Deletions;

/// <summary>Certificates of deletion: who signs them, and where the keys are that check them.</summary>
internal static class CertificateSetup
{
    private const string KeysPath = "/certificates/keys";
    private const string JwkSet = "application/jwk-set+json";

    extension(IServiceCollection services)
    {
        /// <exception cref="StartRefusedException">A key is malformed; outside Development: or missing.</exception>
        public IServiceCollection AddCertificates(IConfiguration configuration, IHostEnvironment environment)
        {
            var keys = CertificateKeys.Of(RegistrySecurityOptions.Of(configuration), environment);
            return services.AddSingleton(keys).AddSingleton(keys.Signer);
        }
    }

    extension(WebApplication app)
    {
        /// <summary>Open to all: who was given a certificate must be able to check it.</summary>
        public void MapCertificateKeys()
        {
            var keys = CertificateKeys.Published(app.Services.GetRequiredService<CertificateKeys>().Public);
            app.MapGet(KeysPath, () => Results.Text(keys, JwkSet)).AllowAnonymous();
        }
    }
}
