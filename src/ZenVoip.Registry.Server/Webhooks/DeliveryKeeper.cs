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
    /// <summary>How often what has ended is cleared away.</summary>
    private static readonly TimeSpan ClearEvery = TimeSpan.FromSeconds(15);

    /// <summary>How often it is counted what waits: that reads all open work.</summary>
    private static readonly TimeSpan CountEvery = TimeSpan.FromMinutes(1);

    private DateTimeOffset cleared = DateTimeOffset.MinValue;
    private DateTimeOffset counted = DateTimeOffset.MinValue;
    private bool broken;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.LookEvery, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await Look(clock.GetUtcNow(), stoppingToken);
    }

    private async Task Look(DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            var systems = await rows.SystemsWithDue(now, cancellation);
            await Task.WhenAll(systems.Select(system =>
                grains.GetGrain<IHolderSystemGrain>(IHolderSystemGrain.Prefix + system).Wake()));
            if (now - counted >= CountEvery)
            {
                DeliveryMeter.Tell(await letters.Backlogs(now, cancellation));
                counted = now;
            }
            if (now - cleared >= ClearEvery)
            {
                await secrets.DestroyEnded(cancellation);
                cleared = now;
            }
            broken = false;
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            if (!broken)
                LogLater(fault.GetType().Name);
            broken = true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Deliveries were not looked at ({Fault}); again soon")]
    private partial void LogLater(string fault);
}
