namespace ZenVoip.Registry.Grains.Sweeping;

/// <summary>
/// Wakes the subjects of one bucket that fall due within a day, and those that are overdue: the guarantee that every
/// deadline is met, whatever became of reminders. The keys are <see cref="Buckets.Keys"/>.
/// </summary>
[Alias("registry.sweeper")]
[GrainInterfaceType("registry.sweeper")]
public interface ISweeperGrain : IGrainWithStringKey
{
    /// <summary>From now on it sweeps by itself. May be repeated.</summary>
    [Alias("start")]
    Task Start();

    /// <summary>Sweeps now.</summary>
    /// <returns>How many subjects were woken.</returns>
    [Alias("sweep")]
    Task<int> Sweep();
}
