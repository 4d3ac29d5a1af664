using System.Collections.Concurrent;
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

    /// <summary>So many probes of its silo were ticked at the same time.</summary>
    Task<int> MostAtOnce();

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
    private static readonly ConcurrentDictionary<string, Crowd> Crowds = new(StringComparer.Ordinal);

    /// <summary>
    /// Orleans skips a tick whose time is past when the reminder is stored, which takes a loaded machine a while: the
    /// next one comes before anybody who waits for it is given up.
    /// </summary>
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource<int> ticked = new();

    private Crowd Others => Crowds.GetOrAdd(RuntimeIdentity, _ => new());

    public Task Remind(TimeSpan due) => this.RegisterOrUpdateReminder("next-due", due, Period);

    public Task<int> Ticked() => ticked.Task;

    public Task<int> StoredTicks() => Task.FromResult(state.State.Ticks);

    public Task<int> MostAtOnce() => Task.FromResult(Others.Most);

    public Task DeactivateNow()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Others.Come();
        state.State = new() { Ticks = state.State.Ticks + 1 };
        await state.WriteStateAsync();
        Others.Go();
        ticked.TrySetResult(state.State.Ticks);
    }

    private sealed class Crowd
    {
        private readonly Lock gate = new();
        private int now;

        public int Most { get; private set; }

        public void Come()
        {
            lock (gate)
                Most = Math.Max(Most, ++now);
        }

        public void Go()
        {
            lock (gate)
                now--;
        }
    }
}
