using ZenVoip.Registry.Grains.Sweeping;

namespace ZenVoip.Registry.Server.Operations;

/// <summary>
/// Sees to it that the sweepers have their reminders. Every silo does it, again and again; it harms nobody.
/// </summary>
internal sealed partial class Sweeping(
    IGrainFactory grains, IHostApplicationLifetime host, TimeProvider clock, ILogger<Sweeping> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Before the silo serves, no grain of it can be called.
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var notice = host.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        while (true)
        {
            await Task.Delay(await Start() ? Interval : Patience, clock, stoppingToken);
        }
    }

    private async Task<bool> Start()
    {
        try
        {
            await Task.WhenAll(Buckets.Keys.Select(key => grains.GetGrain<ISweeperGrain>(key).Start()));
            return true;
        }
        catch (Exception fault)
        {
            LogLater(fault.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sweepers could not be started ({Fault}); again in 5 seconds")]
    private partial void LogLater(string fault);
}
