using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Storage;
using ZenVoip.Registry.Server.Subjects;

namespace ZenVoip.Registry.Server.Operations;

/// <summary>
/// Forgets the answers to operations after their time, how settled work was delivered, and what is left of destroyed
/// keys, and looks whether the database still keeps what it is told. Every silo does it; it harms nobody to do it
/// twice.
/// </summary>
internal sealed partial class Cleaning(
    Housekeeping housekeeping, RegistryDatabase database, RegistryKeys keys, TimeProvider clock, ILogger<Cleaning> log)
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
            await Try("delete operations", () =>
                housekeeping.DeleteOperations(clock.GetUtcNow() - OperationReplay.Kept, stoppingToken));
            await Try("delete deliveries", () => housekeeping.DeleteDeliveries(stoppingToken));
            await Try("overwrite destroyed keys", () => keys.Subjects.Scrub(stoppingToken));
            await Try("look at the database's settings", () => LookAtSettings(stoppingToken));
        }
    }

    /// <summary>A server that is reloaded may lose what it promised at the start.</summary>
    private async Task LookAtSettings(CancellationToken cancellation)
    {
        if (await database.Weakened(cancellation) is { } settings)
            LogWeakened(settings);
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
        Message = "Could not {What} ({Fault}); again in an hour")]
    private partial void LogLater(string what, string fault);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "The database can lose what the registry acknowledges: switch on {Settings}")]
    private partial void LogWeakened(string settings);
}
