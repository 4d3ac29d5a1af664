using System.Diagnostics.Metrics;
using ZenVoip.Registry.Grains.Telemetry;
using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.Server.Webhooks;

/// <summary>
/// Deliveries and backlogs by system. Each silo tells the backlogs of the whole registry: take the largest, no sum.
/// </summary>
internal static class DeliveryMeter
{
    private static readonly Meter Meter = new(RegistryMeter.Name);

    private static readonly Counter<long> Attempts =
        Meter.CreateCounter<long>("registry.deliveries", "{attempt}", "Webhooks sent, by system and outcome.");

    private static readonly Histogram<double> Duration =
        RegistryMeter.Duration("registry.delivery.duration", "Time until a receiver answered.");

    private static IReadOnlyList<Backlog> backlogs = [];

    static DeliveryMeter()
    {
        Gauge("registry.deliveries.waiting", "{order}", "What systems were not told of yet.", one => one.Waiting);
        Gauge("registry.deliveries.dead", "{order}", "Deliveries that failed too often.", one => one.Dead);
        Gauge("registry.orders.overdue", "{order}", "Open orders and tasks past their time.", one => one.Overdue);
    }

    public static void Tell(string system, Receipt receipt, TimeSpan duration)
    {
        Attempts.Add(
            1,
            new KeyValuePair<string, object?>("system", system),
            new KeyValuePair<string, object?>("outcome", receipt.Outcome));
        Duration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("system", system));
    }

    /// <summary>What is told from now on.</summary>
    public static void Tell(IReadOnlyList<Backlog> now) => Volatile.Write(ref backlogs, now);

    private static void Gauge(string name, string unit, string description, Func<Backlog, long> value) =>
        Meter.CreateObservableGauge(
            name,
            () => Volatile.Read(ref backlogs).Select(one => new Measurement<long>(
                value(one), new KeyValuePair<string, object?>("system", one.System))),
            unit,
            description);
}
