using Orleans.Concurrency;

namespace ZenVoip.Registry.SystemTests.Storage;

/// <summary>A grain with a stored state and a reminder.</summary>
public interface IProbeGrain : IGrainWithStringKey
{
    Task Remind(TimeSpan due);

    /// <summary>Answers when the reminder has ticked and that is stored.</summary>
    [AlwaysInterleave]
    Task<int> Ticked();

    Task<int> StoredTicks();

    Task DeactivateNow();
}

/// <summary>The ticks that a probe has stored.</summary>
public sealed class ProbeState
{
    public int Ticks { get; set; }
}

public sealed class ProbeGrain([PersistentState("probe.ticks")] IPersistentState<ProbeState> state)
    : Grain, IProbeGrain, IRemindable
{
    private readonly TaskCompletionSource<int> ticked = new();

    public Task Remind(TimeSpan due) => this.RegisterOrUpdateReminder("next-due", due, TimeSpan.FromMinutes(1));

    public Task<int> Ticked() => ticked.Task;

    public Task<int> StoredTicks() => Task.FromResult(state.State.Ticks);

    public Task DeactivateNow()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        state.State = new() { Ticks = state.State.Ticks + 1 };
        await state.WriteStateAsync();
        ticked.TrySetResult(state.State.Ticks);
    }
}
