using Microsoft.Extensions.Logging;
using ZenVoip.Registry.Grains.Faults;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Grains.Telemetry;

namespace ZenVoip.Registry.Grains.Sweeping;

/// <summary>
/// Nothing is remembered beyond a restart but the reminder. Whoever cannot be woken keeps nobody else asleep, and is
/// woken again at the next sweep.
/// </summary>
[GrainType("sweeper")]
internal sealed partial class SweeperGrain(IDueSubjects due, TimeProvider clock, ILogger<SweeperGrain> log)
    : Grain, ISweeperGrain, IRemindable
{
    /// <summary>How often a bucket is swept.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(5);

    /// <summary>A silo that starts may be the first after an outage: what is overdue does not wait for a whole period.
    /// </summary>
    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);

    /// <summary>So much time a reminder has before its subject counts as overdue.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    private const string Name = "sweep";

    /// <summary>Rows that are read at a time.</summary>
    private const int Page = 500;

    /// <summary>Subjects that are woken at a time.</summary>
    private const int Width = 16;

    /// <summary>So many who could not be woken are remembered; where they are more, all are woken again.</summary>
    private const int MaxAsleep = 1_000;

    private Task sweeping = Task.CompletedTask;

    /// <summary>Who could not be woken has armed nothing.</summary>
    private string[] asleep = [];
    private DateTimeOffset? foreseen;

    /// <summary>
    /// Once more where its first time had passed before it was stored, as at a start under load: the runtime would
    /// let it tick a period later only.
    /// </summary>
    public async Task Start()
    {
        var begun = clock.GetUtcNow();
        await this.RegisterOrUpdateReminder(Name, First, Period);
        if (clock.GetUtcNow() - begun >= First)
            await this.RegisterOrUpdateReminder(Name, First, Period);
    }

    /// <summary>Goes on by itself: a sweep may take longer than a tick is waited for.</summary>
    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (sweeping.IsCompleted)
            _ = SweepQuietly();
        return Task.CompletedTask;
    }

    /// <summary>One at a time: of two at once one would forget whom the other could not wake.</summary>
    public Task<int> Sweep()
    {
        var next = SweepAfter(sweeping);
        sweeping = next;
        return next;
    }

    private async Task<int> SweepAfter(Task last)
    {
        await last.ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        FaultPoints.Reached(FaultPoint.SweepBegun);
        var now = clock.GetUtcNow();
        var overdue = now - Grace;
        var (late, lost) = await WakeDue(DateTimeOffset.MinValue, overdue);
        // Who is overdue by now is found without being remembered.
        var (again, still) = await WakeAll([.. asleep.Except(lost)]);
        // Each is woken once for what is coming: it arms its reminder itself, and so does whatever is written later.
        var (soon, others) = await WakeDue(
            foreseen is { } before && before > overdue ? before : overdue, now + Near);
        if (still.Count + others.Count <= MaxAsleep)
            (asleep, foreseen) = ([.. still, .. others], now + Near);
        FaultPoints.Reached(FaultPoint.SweepEnded);
        RegistryMeter.Woken.Add(late, new KeyValuePair<string, object?>("reason", "overdue"));
        RegistryMeter.Woken.Add(again + soon, new KeyValuePair<string, object?>("reason", "near"));
        return late + again + soon;
    }

    private static TimeSpan Near => NextDueReminder.Horizon;

    private async Task SweepQuietly()
    {
        try
        {
            await Sweep();
        }
        catch (Exception fault)
        {
            LogLater(this.GetPrimaryKeyString(), fault.GetType().Name);
        }
    }

    private async Task<(int Woken, IReadOnlyList<string> Asleep)> WakeDue(DateTimeOffset after, DateTimeOffset until)
    {
        var bucket = Buckets.Of(this.GetPrimaryKeyString());
        var place = new DueSubject(after, "");
        var woken = 0;
        List<string> failed = [];
        while (await due.Read(bucket, place, until, Page, CancellationToken.None) is [.., var last] page)
        {
            var (some, others) = await WakeAll([.. page.Select(each => each.Id)]);
            woken += some;
            // Where they are more, none of them is remembered.
            failed.AddRange(others.Take(MaxAsleep + 1 - failed.Count));
            place = last;
        }
        return (woken, failed);
    }

    private async Task<(int Woken, IReadOnlyList<string> Asleep)> WakeAll(string[] ids)
    {
        List<string> failed = [];
        foreach (var some in ids.Chunk(Width))
        {
            var done = await Task.WhenAll(some.Select(Wake));
            failed.AddRange(some.Where((_, number) => !done[number]));
            FaultPoints.Reached(FaultPoint.SubjectsWoken);
        }
        return (ids.Length - failed.Count, failed);
    }

    private async Task<bool> Wake(string id)
    {
        try
        {
            await GrainFactory.GetGrain<ISubjectGrain>(id).Wake();
            return true;
        }
        catch (Exception fault)
        {
            LogAsleep(id, fault.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sweeper} could not sweep ({Fault}); again in five minutes")]
    private partial void LogLater(string sweeper, string fault);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{SubjectId} could not be woken ({Fault}); again in five minutes")]
    private partial void LogAsleep(string subjectId, string fault);
}
