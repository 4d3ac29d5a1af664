using Microsoft.Extensions.Options;
using ZenVoip.Registry.Grains.Holders;
using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.Server.Webhooks;

/// <summary>
/// Sees to it that the grain of every system with something due is awake, whatever became of the silo where it was.
/// Every silo does it: to wake a grain that is awake costs nothing. And to it that a secret that signs no more is
/// destroyed.
/// </summary>
internal sealed partial class DeliveryKeeper(
    DeliveryRows rows,
    DeadLetterRows letters,
    HolderSecrets secrets,
    IGrainFactory grains,
    IOptions<WebhookOptions> options,
    TimeProvider clock,
    ILogger<DeliveryKeeper> log) : BackgroundService
{
    /// <summary>How often it is counted what waits, and cleared away what has ended.</summary>
    private static readonly TimeSpan CountEvery = TimeSpan.FromSeconds(15);

    private bool broken;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.LookEvery, clock);
        var counted = DateTimeOffset.MinValue;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var now = clock.GetUtcNow();
            var counts = now - counted >= CountEvery;
            if (await Look(now, counts, stoppingToken) && counts)
                counted = now;
        }
    }

    private async Task<bool> Look(DateTimeOffset now, bool counts, CancellationToken cancellation)
    {
        try
        {
            var systems = await rows.SystemsWithDue(now, cancellation);
            await Task.WhenAll(systems.Select(system =>
                grains.GetGrain<IHolderSystemGrain>(IHolderSystemGrain.Prefix + system).Wake()));
            if (counts)
            {
                DeliveryMeter.Tell(await letters.Backlogs(now, cancellation));
                await secrets.DestroyEnded(cancellation);
            }
            broken = false;
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            if (!broken)
                LogLater(fault.GetType().Name);
            broken = true;
        }
        return !broken;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Deliveries were not looked at ({Fault}); again soon")]
    private partial void LogLater(string fault);
}
