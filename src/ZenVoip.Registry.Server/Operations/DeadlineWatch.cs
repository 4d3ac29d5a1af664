using System.Diagnostics.Metrics;
using ZenVoip.Registry.Grains.Telemetry;
using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.Server.Operations;

/// <summary>
/// Tells by metrics which deadlines are at risk. Each silo tells those of the whole registry: take the largest, no sum.
/// </summary>
internal sealed partial class DeadlineWatch : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    private readonly DeadlineRows rows;
    private readonly TimeProvider clock;
    private readonly ILogger<DeadlineWatch> log;
    private readonly Meter meter = new(RegistryMeter.Name);
    private DeadlineState state = new(Missed: 0, Near: 0, Oldest: null);

    public DeadlineWatch(DeadlineRows rows, TimeProvider clock, ILogger<DeadlineWatch> log)
    {
        (this.rows, this.clock, this.log) = (rows, clock, log);
        Gauge(
            "registry.requests.overdue", "{request}", "Open rights requests past their deadline whose clock runs.",
            now => now.Missed);
        Gauge("registry.requests.near", "{request}", "Open rights requests due within a week.", now => now.Near);
        Gauge("registry.deadlines.late", "s", "How long the oldest deadline waits that is due.", Late);
    }

    public override void Dispose()
    {
        meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, clock);
        do
        {
            try
            {
                Volatile.Write(ref state, await rows.Read(clock.GetUtcNow(), stoppingToken));
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogLater(fault.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private long Late(DeadlineState now) => now.Oldest is { } oldest && clock.GetUtcNow() > oldest
        ? (long)(clock.GetUtcNow() - oldest).TotalSeconds
        : 0;

    private void Gauge(string name, string unit, string description, Func<DeadlineState, long> value) =>
        meter.CreateObservableGauge(name, () => value(Volatile.Read(ref state)), unit, description);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Deadlines were not counted ({Fault}); again in a minute")]
    private partial void LogLater(string fault);
}
