using System.Diagnostics.Metrics;

namespace ZenVoip.Registry.Grains.Telemetry;

/// <summary>The registry's own meter. No label ever names a subject, an identifier or a customer.</summary>
public static class RegistryMeter
{
    public const string Name = "ZenVoip.Registry";

    private static readonly Meter Meter = new(Name);

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
        Meter.CreateHistogram<double>("registry.decision.duration", "s", "Time to answer a decision.");

    /// <summary>From the start of a write to its acknowledgement.</summary>
    public static Histogram<double> WriteDuration { get; } =
        Meter.CreateHistogram<double>("registry.write.duration", "s", "Time to store a change.");

    /// <summary>The length of the journal that was written to.</summary>
    public static Histogram<int> JournalLength { get; } =
        Meter.CreateHistogram<int>("registry.journal.length", "{entry}", "Journal entries of a changed subject.");

    /// <summary>Writes whose outcome stayed unknown.</summary>
    public static Counter<long> UnknownOutcomes { get; } =
        Meter.CreateCounter<long>("registry.outcomes.unknown", "{write}", "Writes neither confirmed nor refused.");

    /// <summary>Subjects that sweepers woke, by reason.</summary>
    public static Counter<long> Woken { get; } =
        Meter.CreateCounter<long>("registry.subjects.woken", "{subject}", "Subjects woken by sweepers, by reason.");
}
