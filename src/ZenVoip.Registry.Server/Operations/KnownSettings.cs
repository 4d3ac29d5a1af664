using System.Text.RegularExpressions;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Http;
using ZenVoip.Registry.Server.Identifiers;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Webhooks;

namespace ZenVoip.Registry.Server.Operations;

/// <summary>Every key of configuration that somebody reads. Tests compare it with the documentation.</summary>
internal static partial class KnownSettings
{
    /// <summary>What stands in it is the registry's own, and nobody else's.</summary>
    public const string OwnSection = "Registry";

    /// <summary>The classes of options, with the sections that they are bound to.</summary>
    public static IReadOnlyList<(Type Options, string Section)> Sections { get; } =
    [
        (typeof(RegistrySecurityOptions), RegistrySecurityOptions.Section),
        (typeof(GraphQLOptions), GraphQLOptions.Section),
        (typeof(StreamOptions), StreamOptions.Section),
        (typeof(QueryBudgetOptions), QueryBudgetOptions.Section),
        (typeof(WebhookOptions), WebhookOptions.Section),
        (typeof(IdentifierOptions), OwnSection),
    ];

    /// <summary>The registry's own; # is an index.</summary>
    public static IReadOnlySet<string> Keys { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "urls",
        "ConnectionStrings:Registry",
        "ConnectionStrings:Keys",
        "Registry:Rulebook",
        "Registry:ClockOffset",
        "Registry:FaultPoint",
        "Orleans:SiloPort",
        "Orleans:GatewayPort",
        "Orleans:AdvertisedAddress",
        "Orleans:SiloName",
        "Orleans:ClusterId",
        "Orleans:ServiceId",
    }.Union(Sections.SelectMany(section => section.Options.GetProperties(), (section, option) =>
        $"{section.Section}:{option.Name}{(option.PropertyType == typeof(IList<string>) ? ":#" : "")}"))
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Single keys of the frameworks.</summary>
    private static readonly HashSet<string> OfFrameworks = new(StringComparer.OrdinalIgnoreCase)
    {
        "environment", "applicationName", "contentRoot", "webroot", "http_ports", "https_ports", "AllowedHosts",
        "shutdownTimeoutSeconds", "detailedErrors", "captureStartupErrors", "suppressStatusMessages",
        "preferHostingUrls", "ForwardedHeaders_Enabled", "hostBuilder:reloadConfigOnChange",
    };

    /// <summary>Beginnings of keys that the frameworks define; those of Orleans by its own sections.</summary>
    private static readonly string[] Theirs =
    [
        "Logging:", "Kestrel:", "Authentication:", "OTEL_", "Orleans:Messaging:", "Orleans:Endpoints:",
        "Orleans:Clustering:", "Orleans:Reminders:", "Orleans:BroadcastChannel:", "Orleans:Streaming:",
        "Orleans:GrainStorage:", "Orleans:GrainDirectory:", "Orleans:Metadata:",
    ];

    public static bool Contain(string key) => Keys.Contains(Index().Replace(key, ":#"))
        || OfFrameworks.Contains(key)
        || Array.Exists(Theirs, start => key.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@":\d+(?=:|$)")]
    private static partial Regex Index();
}
