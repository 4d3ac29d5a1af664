using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Storage;
using ZenVoip.Registry.Server.Subjects;

namespace ZenVoip.Registry.Server.Operations;

/// <summary>
/// Forgets the answers to operations after their time, how settled work was delivered, and what is left of destroyed
/// keys. Every silo does it; it harms nobody to do it twice.
/// </summary>
internal sealed partial class Cleaning(
    Housekeeping housekeeping, RegistryKeys keys, TimeProvider clock, ILogger<Cleaning> log)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await housekeeping.DeleteOperations(clock.GetUtcNow() - OperationReplay.Kept, stoppingToken);
                await housekeeping.DeleteDeliveries(stoppingToken);
                await keys.Subjects.Scrub(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogLater(fault.GetType().Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "What has served its time could not be deleted ({Fault}); again in an hour")]
    private partial void LogLater(string fault);
}
