using System.Diagnostics.Metrics;

namespace ZenVoip.Registry.Grains.Telemetry;

/// <summary>The registry's own meter. No label ever names a subject, an identifier or a customer.</summary>
public static class RegistryMeter
{
    public const string Name = "ZenVoip.Registry";

    private static readonly Meter Meter = new(Name);

    /// <summary>
    /// In seconds, from a tenth of a millisecond to the longest that a caller waits. The exporter's own boundaries are
    /// made for milliseconds: all durations would fall into its first bucket.
    /// </summary>
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries =
            [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private static readonly Counter<long> Faults =
        Meter.CreateCounter<long>("registry.faults", "{fault}", "Fields and items that failed, by code.");

    /// <summary>Events that were stored, by name.</summary>
    public static Counter<long> Changes { get; } =
        Meter.CreateCounter<long>("registry.changes", "{event}", "Events stored, by event name.");

    /// <summary>Refusals, by code.</summary>
    public static Counter<long> Refusals { get; } =
        Meter.CreateCounter<long>("registry.refusals", "{refusal}", "Refused commands, by code.");

    /// <summary>Decisions, by outcome.</summary>
    public static Counter<long> Decisions { get; } =
        Meter.CreateCounter<long>("registry.decisions", "{decision}", "Decisions, by outcome.");

    /// <summary>From the question's arrival to its answer.</summary>
    public static Histogram<double> DecisionDuration { get; } =
        Duration("registry.decision.duration", "Time to answer a decision.");

    /// <summary>From the start of a write to its acknowledgement.</summary>
    public static Histogram<double> WriteDuration { get; } =
        Duration("registry.write.duration", "Time to store a change.");

    /// <summary>The length of the journal that was written to.</summary>
    public static Histogram<int> JournalLength { get; } =
        Meter.CreateHistogram<int>("registry.journal.length", "{entry}", "Journal entries of a changed subject.");

    /// <summary>Writes whose outcome stayed unknown.</summary>
    public static Counter<long> UnknownOutcomes { get; } =
        Meter.CreateCounter<long>("registry.outcomes.unknown", "{write}", "Writes neither confirmed nor refused.");

    /// <summary>Subjects that sweepers woke, by reason.</summary>
    public static Counter<long> Woken { get; } =
        Meter.CreateCounter<long>("registry.subjects.woken", "{subject}", "Subjects woken by sweepers, by reason.");

    /// <summary>What failed: nobody was told yes or no.</summary>
    public static void TellFault(string code) => Faults.Add(1, new KeyValuePair<string, object?>("code", code));

    /// <summary>A histogram of seconds.</summary>
    public static Histogram<double> Duration(string name, string description) =>
        Meter.CreateHistogram(name, "s", description, tags: null, Seconds);
}
