using Microsoft.Extensions.DependencyInjection.Extensions;
using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.Server.Operations;

/// <summary>What no configuration can turn on in the logs.</summary>
internal static class LogSetup
{
    /// <summary>Below Warning these tell URLs and headers, in which a caller may have written a number.</summary>
    private static readonly string[] TellUrls =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Routing", "Microsoft.AspNetCore.HttpLogging",
        "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Diagnostics",
    ];

    extension(IServiceCollection services)
    {
        public IServiceCollection KeepRefusalsOutOfLogs() =>
            services.Replace(ServiceDescriptor.Singleton<ILoggerFactory, HostLogs>());

        public IServiceCollection KeepUrlsOutOfLogs() => services.PostConfigure<LoggerFilterOptions>(options =>
        {
            options.Rules.Insert(0, new(providerName: null, categoryName: null, options.MinLevel, filter: null));
            for (var index = 0; index < options.Rules.Count; index++)
                options.Rules[index] = Quietened(options.Rules[index]);
        });
    }

    // The rule that is most specific wins, whichever that is: so all are changed.
    private static LoggerFilterRule Quietened(LoggerFilterRule rule) => rule.LogLevel >= LogLevel.Warning
        ? rule
        : new(rule.ProviderName, rule.CategoryName, rule.LogLevel, (provider, category, level) =>
            (level >= LogLevel.Warning || !TellsUrls(category))
            && (rule.Filter?.Invoke(provider, category, level) ?? true));

    private static bool TellsUrls(string? category) => category is not null
        && Array.Exists(TellUrls, told => category.StartsWith(told, StringComparison.Ordinal));
}
