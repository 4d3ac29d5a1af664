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

    /// <summary>A silo that is restarted every day must not put it off every day.</summary>
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = First; ; wait = Interval)
        {
            await Task.Delay(wait, clock, stoppingToken);
            await Try("operations", () =>
                housekeeping.DeleteOperations(clock.GetUtcNow() - OperationReplay.Kept, stoppingToken));
            await Try("deliveries", () => housekeeping.DeleteDeliveries(stoppingToken));
            await Try("destroyed keys", () => keys.Subjects.Scrub(stoppingToken));
        }
    }

    private async Task Try(string what, Func<Task> clean)
    {
        try
        {
            await clean();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogLater(what, fault.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "What is left of {What} could not be deleted ({Fault}); again in an hour")]
    private partial void LogLater(string what, string fault);
}
