using System.Security.Cryptography;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Security.AntiSSRF;
using Polly;
using Polly.Telemetry;
using ZenVoip.Registry.Grains.Holders;

namespace ZenVoip.Registry.Server.Webhooks;

/// <summary>What delivers to holder systems.</summary>
internal static partial class WebhookSetup
{
    private const int HeaderKilobytes = 16;

    private static readonly string[] ThisMachine = ["127.0.0.0/8", "::1/128"];

    extension(IServiceCollection services)
    {
        public IServiceCollection AddWebhooks(IConfiguration configuration)
        {
            services.AddOptions<WebhookOptions>()
                .Bind(configuration.GetSection(WebhookOptions.Section))
                .ValidateOnStart();
            services.AddSingleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>()
                .AddSingleton<Chance>(() => RandomNumberGenerator.GetInt32(int.MaxValue) / (double)int.MaxValue)
                .AddSingleton(provider => new Backoff(Options(provider), provider.GetRequiredService<Chance>()))
                .AddSingleton<Receivers>()
                .AddSingleton<WebhookSender>()
                .AddSingleton<HolderSecrets>()
                .AddSingleton<HolderReader>()
                .AddSingleton<HolderRegistration>()
                .AddSingleton<ICourier, Courier>()
                .AddHostedService<DeliveryKeeper>()
                // To it every state of a receiver is a failure, with a stack trace. Ours are counted, or said below.
                .PostConfigure<TelemetryOptions>(polly => polly.LoggerFactory = NullLoggerFactory.Instance)
                .AddHttpClient(WebhookSender.Client, client =>
                {
                    client.Timeout = Timeout.InfiniteTimeSpan;
                    client.DefaultRequestHeaders.UserAgent.ParseAdd("zenvoip-registry");
                })
                // They would tell addresses.
                .RemoveAllLoggers()
                .ConfigurePrimaryHttpMessageHandler(Connection)
                .AddResilienceHandler("webhook", Guard)
                .SelectPipelineBy(_ => request =>
                    request.Options.TryGetValue(WebhookSender.System, out var system) ? system : "");
            return services;
        }
    }

    /// <summary>
    /// Connects to the very address that it has checked, so that a name cannot be made to mean another one in between.
    /// </summary>
    private static AntiSSRFHandler Connection(IServiceProvider provider)
    {
        var isDevelopment = provider.GetRequiredService<IHostEnvironment>().IsDevelopment();
        var policy = new AntiSSRFPolicy(PolicyConfigOptions.ExternalOnlyLatest)
        {
            AllowPlainTextHttp = isDevelopment,
            AddXFFHeader = false,
        };
        policy.AddAllowedAddresses([.. Options(provider).AllowedNetworks, .. isDevelopment ? ThisMachine : []]);
        var handler = policy.GetHandler();
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        handler.MaxResponseHeadersLength = HeaderKilobytes;
        handler.ConnectTimeout = Options(provider).Timeout;
        handler.ResponseDrainTimeout = TimeSpan.FromSeconds(1);
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(2);
        return handler;
    }

    private static void Guard(
        ResiliencePipelineBuilder<HttpResponseMessage> pipeline, ResilienceHandlerContext context)
    {
        var options = Options(context.ServiceProvider);
        var log = context.ServiceProvider.GetRequiredService<ILogger<WebhookSender>>();
        pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
        pipeline
            .AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
            {
                OnOpened = _ =>
                {
                    LogDown(log, context.InstanceName, options.BreakFor);
                    return ValueTask.CompletedTask;
                },
                MinimumThroughput = options.BreakAfter,
                FailureRatio = 0.9,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = options.BreakFor,
                ShouldHandle = outcome => ValueTask.FromResult(IsDown(outcome.Outcome)),
            })
            .AddTimeout(options.Timeout);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{System} is left alone for {BreakFor}: its deliveries failed again and again")]
    private static partial void LogDown(ILogger log, string system, TimeSpan breakFor);

    /// <summary>Also a connection that is refused or broken, which comes as it was thrown.</summary>
    private static bool IsDown(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is not (null or OperationCanceledException)
        || HttpClientResiliencePredicates.IsTransient(outcome);

    private static WebhookOptions Options(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<WebhookOptions>>().Value;
}
