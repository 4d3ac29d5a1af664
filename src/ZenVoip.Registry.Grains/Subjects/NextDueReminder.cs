using Microsoft.Extensions.Logging;
using ZenVoip.Registry.Grains.Faults;

namespace ZenVoip.Registry.Grains.Subjects;

/// <summary>
/// The one reminder of a subject: the fast path to its next deadline. The sweepers are the guarantee, so that nothing
/// waits long for it, and nothing is refused for want of it.
/// </summary>
internal sealed partial class NextDueReminder(IGrainBase grain, TimeProvider clock, ILogger log)
{
    public const string Name = "next-due";

    /// <summary>Deadlines further away have no reminder: a sweeper wakes the subject when they come near.</summary>
    public static readonly TimeSpan Horizon = TimeSpan.FromHours(24);

    /// <summary>
    /// A tick that does not come through is repeated after so long. It is the least that Orleans takes: who takes over
    /// from a silo that died waits for the next of these after the deadline, never for the deadline itself.
    /// </summary>
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(1);

    /// <summary>Orleans skips a tick whose time is past when the reminder is stored.</summary>
    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(2);

    /// <summary>Of real time: a call that hangs hangs however the clock of deadlines goes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private DateTimeOffset? armed;

    /// <summary>To be called before a deadline is stored: one that is armed earlier is left, and moved by its tick.
    /// </summary>
    public async Task Arm(DateTimeOffset? due)
    {
        if (due is { } at && IsNear(at) && (armed is not { } earlier || earlier > at))
            await Try(() => Set(at));
    }

    /// <summary>To be called after a tick: the reminder is set anew, or taken away.</summary>
    public Task Rearm(DateTimeOffset? due) => Try(() => due is { } at && IsNear(at) ? Set(at) : Clear());

    private bool IsNear(DateTimeOffset due) => due <= clock.GetUtcNow() + Horizon;

    private async Task Set(DateTimeOffset due)
    {
        var wait = due - clock.GetUtcNow();
        await grain.RegisterOrUpdateReminder(Name, wait > Soonest ? wait : Soonest, Retry);
        armed = due;
    }

    private async Task Clear()
    {
        if (await grain.GetReminder(Name) is { } set)
        {
            await grain.UnregisterReminder(set);
            FaultPoints.Reached(FaultPoint.ReminderCleared);
        }
        armed = null;
    }

    private async Task Try(Func<Task> change)
    {
        try
        {
            await change().WaitAsync(Patience);
        }
        catch (Exception fault)
        {
            LogLeftToSweepers(grain.GrainContext.GrainId, fault.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The reminder of {Grain} could not be set ({Fault}); a sweeper will wake it")]
    private partial void LogLeftToSweepers(GrainId grain, string fault);
}
