using Microsoft.Extensions.Logging;
using ZenVoip.Registry.Grains.Faults;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Grains.Telemetry;

namespace ZenVoip.Registry.Grains.Sweeping;

/// <summary>
/// Nothing is remembered beyond a restart but the reminder. Whoever cannot be woken keeps nobody else asleep, and is
/// overdue at the next sweep.
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

    private Task sweeping = Task.CompletedTask;
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
            sweeping = SweepQuietly();
        return Task.CompletedTask;
    }

    public async Task<int> Sweep()
    {
        FaultPoints.Reached(FaultPoint.SweepBegun);
        var now = clock.GetUtcNow();
        var overdue = now - Grace;
        var (late, _) = await WakeAll(DateTimeOffset.MinValue, overdue);
        // Each is woken once for what is coming: it arms its reminder itself, and so does whatever is written later.
        var (soon, asleep) = await WakeAll(foreseen is { } before && before > overdue ? before : overdue, now + Near);
        // Who could not be woken has armed nothing.
        if (asleep == 0)
            foreseen = now + Near;
        FaultPoints.Reached(FaultPoint.SweepEnded);
        RegistryMeter.Woken.Add(late, new KeyValuePair<string, object?>("reason", "overdue"));
        RegistryMeter.Woken.Add(soon, new KeyValuePair<string, object?>("reason", "near"));
        return late + soon;
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

    private async Task<(int Woken, int Asleep)> WakeAll(DateTimeOffset after, DateTimeOffset until)
    {
        var bucket = Buckets.Of(this.GetPrimaryKeyString());
        var place = new DueSubject(after, "");
        var (woken, all) = (0, 0);
        while (await due.Read(bucket, place, until, Page, CancellationToken.None) is [.., var last] page)
        {
            foreach (var some in page.Chunk(Width))
            {
                woken += (await Task.WhenAll(some.Select(each => Wake(each.Id)))).Count(done => done);
                FaultPoints.Reached(FaultPoint.SubjectsWoken);
            }
            all += page.Count;
            place = last;
        }
        return (woken, all - woken);
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
