using System.Text.RegularExpressions;

namespace ZenVoip.Registry.Tests.Deployment;

/// <summary>Every environment variable that something in a container reads: a typo is a setting nobody reads.</summary>
internal static partial class KnownSettings
{
    /// <summary>Configuration keys that the server reads, as they stand in its documentation; # is an index.</summary>
    private static readonly string[] Server =
    [
        "ConnectionStrings:Registry", "ConnectionStrings:Keys",
        "Registry:DataDirectory", "Registry:MasterKey", "Registry:PreviousMasterKeys:#", "Registry:DigestKey",
        "Registry:Rulebook", "Registry:DefaultCountry", "Registry:Authority", "Registry:Audience",
        "Registry:AllowDevelopmentTokens", "Registry:TrustedDocuments", "Registry:OnlyTrustedDocuments",
        "Registry:CallsPerSecond",
        "Orleans:SiloPort", "Orleans:GatewayPort", "Orleans:AdvertisedAddress", "Orleans:SiloName",
        "Orleans:ClusterId", "Orleans:ServiceId",
    ];

    private static readonly string[] Platform =
    [
        "ASPNETCORE_ENVIRONMENT", "ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS",
        "DOTNET_SHUTDOWNTIMEOUTSECONDS", "DOTNET_EnableDiagnostics", "DOTNET_gcServer",
        "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_RESOURCE_ATTRIBUTES", "OTEL_SERVICE_NAME",
    ];

    /// <summary>Read by the PostgreSQL image.</summary>
    private static readonly string[] PostgreSql = ["POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD", "PGDATA"];

    private static readonly HashSet<string> Variables =
        [.. Server.Select(key => key.Replace(":", "__", StringComparison.Ordinal)), .. Platform, .. PostgreSql];

    public static bool Contain(string variable) => Variables.Contains(Index().Replace(variable, "__#"));

    /// <summary>Whether the value of a variable is a secret, judged by its name.</summary>
    public static bool IsSecret(string variable) => Secret().IsMatch(variable);

    [GeneratedRegex(@"__\d+(?=__|$)")]
    private static partial Regex Index();

    [GeneratedRegex("password|secret|connectionstring|masterkey|digestkey", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}
