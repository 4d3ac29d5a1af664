namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>Everything that the registry can tell about itself.</summary>
internal static class Loud
{
    /// <summary>The console's own settings win over the filters of the program.</summary>
    private static readonly string[] Categories =
    [
        "Default", "Microsoft", "Microsoft.AspNetCore", "Microsoft.AspNetCore.Hosting.Diagnostics", "Orleans",
        "Npgsql", "Npgsql.Command", "Polly", "System", "ZenVoip",
    ];

    /// <summary>All logs, and traces and metrics to a collector.</summary>
    public static Dictionary<string, string> To(TraceCollector collector)
    {
        var settings = Categories.ToDictionary(category => $"Logging__Console__LogLevel__{category}", _ => "Trace");
        settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address;
        settings["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        return settings;
    }
}
