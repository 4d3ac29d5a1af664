using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using ZenVoip.Registry.Server.Operations;

namespace ZenVoip.Registry.Server.Security;

/// <summary>
/// Bearer tokens of the configured authority, and in Development those that the registry signed itself.
/// The issuer that a token claims chooses who checks it; the check then demands exactly that issuer.
/// </summary>
internal static class BearerTokens
{
    public const string Scheme = "Bearer";
    public const string AuthorityScheme = "Authority";
    public const string DevelopmentScheme = "Development";

    /// <summary>
    /// A signing key that the authority withdraws is believed for so long. The library's own interval is half a day.
    /// </summary>
    private static readonly TimeSpan KeysAreReadEvery = BaseConfigurationManager.MinimumAutomaticRefreshInterval;

    /// <exception cref="StartRefusedException">There is nobody whose tokens could be accepted.</exception>
    public static void AddBearerTokens(
        this IServiceCollection services, RegistrySecurityOptions options, IHostEnvironment environment)
    {
        Demand(options, environment);
        var authority = string.IsNullOrWhiteSpace(options.Authority) ? null : options.Authority;
        var authentication = services.AddAuthentication(Scheme);
        services.RemoveDataProtection();
        authentication.AddPolicyScheme(Scheme, displayName: null, policy => policy.ForwardDefaultSelector = context =>
            authority is null || (environment.IsDevelopment() && IsDevelopments(context.Request))
                ? DevelopmentScheme
                : AuthorityScheme);

        if (authority is not null)
        {
            authentication.AddJwtBearer(AuthorityScheme, bearer =>
            {
                Trust(bearer, authority, options);
                bearer.RequireHttpsMetadata = !environment.IsDevelopment();
            });
        }

        if (environment.IsDevelopment())
        {
            authentication.AddJwtBearer(DevelopmentScheme, bearer => TrustOwn(bearer, options));
        }
    }

    /// <summary>
    /// It comes with authentication, protects cookies, and would make a key for them at start, in the clear, in the
    /// home of whoever runs this. There are no cookies.
    /// </summary>
    private static void RemoveDataProtection(this IServiceCollection services)
    {
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.Remove(services.Single(service => service.ServiceType == typeof(IHostedService)
            && service.ImplementationType?.Assembly == typeof(IDataProtectionBuilder).Assembly));
    }

    /// <exception cref="StartRefusedException">A setting is missing or wrong: a line for each.</exception>
    public static RegistrySecurityOptions Demand(RegistrySecurityOptions options, IHostEnvironment environment)
    {
        var mistakes = new Mistakes();
        mistakes.Try(() => string.IsNullOrWhiteSpace(options.Audience)
            ? throw new StartRefusedException("Registry:Audience must not be empty.")
            : options);
        mistakes.Try(() => options.AllowDevelopmentTokens && !environment.IsDevelopment()
            ? throw new StartRefusedException("Registry:AllowDevelopmentTokens is for Development only.")
            : options);
        mistakes.Try(() => environment.IsDevelopment() || IsHttps(options.Authority)
            ? options
            : throw new StartRefusedException(
                "Registry:Authority must be the https address of the OpenID Connect authority. "
                + "Only Development makes its own tokens."));
        mistakes.Refuse();
        return options;
    }

    private static bool IsHttps(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps;

    private static void Trust(JwtBearerOptions bearer, string authority, RegistrySecurityOptions options)
    {
        bearer.Authority = authority;
        bearer.MapInboundClaims = false;
        bearer.IncludeErrorDetails = false;
        bearer.AutomaticRefreshInterval = KeysAreReadEvery;
        bearer.TokenValidationParameters = TokenRules.For(options.Audience);
        bearer.Events = new JwtBearerEvents
        {
            OnTokenValidated = context => Remember(context, isLocal: false),
            OnAuthenticationFailed = context =>
                context.HttpContext.RequestServices.GetRequiredService<AuthorityWatch>().Look(context),
        };
    }

    private static void TrustOwn(JwtBearerOptions bearer, RegistrySecurityOptions options)
    {
        bearer.MapInboundClaims = false;
        bearer.IncludeErrorDetails = false;
        bearer.TokenValidationParameters = TokenRules.For(options.Audience);
        bearer.TokenValidationParameters.ValidIssuer = DevelopmentTokens.Issuer;
        bearer.TokenValidationParameters.IssuerSigningKey = DevelopmentTokenKey.ReadOrCreate(options.DataDirectory);
        bearer.TokenValidationParameters.ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256];
        bearer.Events = new JwtBearerEvents
        {
            OnTokenValidated = context =>
            {
                var open = options.AllowDevelopmentTokens || DevelopmentTokenGate.IsOpenTo(context.HttpContext);
                if (open) return Remember(context, isLocal: !options.AllowDevelopmentTokens);
                context.Fail("Development tokens are accepted from this machine only.");
                return Task.CompletedTask;
            },
        };
    }

    private static Task Remember(TokenValidatedContext context, bool isLocal)
    {
        context.HttpContext.RequestServices.GetRequiredService<KnownCallers>()
            .Remember(context.HttpContext, context.Principal!, context.SecurityToken.ValidTo, isLocal);
        return Task.CompletedTask;
    }

    private static bool IsDevelopments(HttpRequest request)
    {
        const string prefix = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) return false;

        try
        {
            return new JsonWebToken(header[prefix.Length..].Trim()).Issuer == DevelopmentTokens.Issuer;
        }
        catch (Exception fault) when (fault is SecurityTokenException or ArgumentException)
        {
            return false;
        }
    }
}
