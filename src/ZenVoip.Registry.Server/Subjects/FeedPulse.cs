using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.Server.Subjects;

/// <summary>
/// Has the feed put in order, and wakes those who wait for what comes next. Every silo does it; the database lets one
/// at a time give positions.
/// </summary>
internal sealed partial class FeedPulse(FeedRows rows, TimeProvider clock, ILogger<FeedPulse> log) : BackgroundService
{
    /// <summary>While somebody listens here.</summary>
    public static readonly TimeSpan Listened = TimeSpan.FromMilliseconds(100);

    /// <summary>So many beats are left out while nobody does: once in a second.</summary>
    private const int Unheard = 10;

    private readonly Lock gate = new();
    private TaskCompletionSource beat = NewBeat();
    private long last;
    private int listeners;
    private bool broken;

    /// <summary>Waits until there is something after a position.</summary>
    public async Task Beyond(long position, CancellationToken cancellation)
    {
        Interlocked.Increment(ref listeners);
        try
        {
            while (Next(position) is { } next)
                await next.WaitAsync(cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref listeners);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Listened, clock);
        for (var turn = 0; await timer.WaitForNextTickAsync(stoppingToken); turn++)
        {
            if (turn % Unheard == 0 || Volatile.Read(ref listeners) > 0)
                await Beat(stoppingToken);
        }
    }

    private static TaskCompletionSource NewBeat() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task? Next(long position)
    {
        lock (gate)
            return last > position ? null : beat.Task;
    }

    private async Task Beat(CancellationToken cancellation)
    {
        try
        {
            Tell(await rows.Sequence(cancellation));
            broken = false;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            if (!broken)
                LogStopped(fault.GetType().Name);
            broken = true;
        }
    }

    private void Tell(long position)
    {
        TaskCompletionSource told;
        lock (gate)
        {
            if (position <= last)
                return;
            last = position;
            told = beat;
            beat = NewBeat();
        }
        told.SetResult();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The feed stands still ({Fault}); it is tried again and again")]
    private partial void LogStopped(string fault);
}
