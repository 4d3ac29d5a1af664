using Orleans.Concurrency;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>A grain that is only there to be reminded.</summary>
public interface IReminderProbe : IGrainWithStringKey
{
    Task Remind(TimeSpan due);

    /// <summary>Answers when the reminder has ticked: the time for which it was due.</summary>
    [AlwaysInterleave]
    Task<DateTime> Ticked();
}

public sealed class ReminderProbe : Grain, IReminderProbe, IRemindable
{
    private readonly TaskCompletionSource<DateTime> ticked = new();

    public Task Remind(TimeSpan due) => this.RegisterOrUpdateReminder("next-due", due, TimeSpan.FromMinutes(15));

    public Task<DateTime> Ticked() => ticked.Task;

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        ticked.TrySetResult(status.CurrentTickTime);
        return Task.CompletedTask;
    }
}
