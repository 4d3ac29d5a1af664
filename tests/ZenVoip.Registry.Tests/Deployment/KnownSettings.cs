using System.Text.RegularExpressions;
using ZenVoip.Registry.Tests.Codebase;

namespace ZenVoip.Registry.Tests.Deployment;

/// <summary>Every environment variable that something in a container reads: a typo is a setting nobody reads.</summary>
/// <remarks>The keys of the server are those of its documentation, which tests compare with its code.</remarks>
internal static partial class KnownSettings
{
    private static readonly string[] Platform =
    [
        "ASPNETCORE_ENVIRONMENT", "ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS",
        "DOTNET_SHUTDOWNTIMEOUTSECONDS", "DOTNET_EnableDiagnostics", "DOTNET_gcServer", "DOTNET_GCgen0size",
        "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_RESOURCE_ATTRIBUTES", "OTEL_SERVICE_NAME",
    ];

    /// <summary>Read by the PostgreSQL image.</summary>
    private static readonly string[] PostgreSql = ["POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD", "PGDATA"];

    private static readonly HashSet<string> Variables =
    [
        .. Handbook.Settings.Keys.Select(key => key.Replace(":", "__", StringComparison.Ordinal)),
        .. Platform,
        .. PostgreSql,
    ];

    public static bool Contain(string variable) => Variables.Contains(Index().Replace(variable, "__#"));

    /// <summary>Whether the value of a variable is a secret, judged by its name.</summary>
    public static bool IsSecret(string variable) => Secret().IsMatch(variable);

    [GeneratedRegex(@"__\d+(?=__|$)")]
    private static partial Regex Index();

    [GeneratedRegex("password|secret|connectionstring|masterkey|digestkey|certificatekey", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}
