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
    /// <param name="asJson">As in Production, which writes the state of an entry too.</param>
    public static Dictionary<string, string> To(TraceCollector collector, bool asJson = false)
    {
        var settings = Categories.ToDictionary(category => $"Logging__Console__LogLevel__{category}", _ => "Trace");
        settings["Logging__Console__FormatterName"] = asJson ? "json" : "simple";
        settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address;
        settings["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        return settings;
    }
}
