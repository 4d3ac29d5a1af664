using ZenVoip.Registry.Grains.Faults;

namespace ZenVoip.Registry.SystemTests.Faults;

/// <summary>A step from a demand to its last certificate, and how the process ends there.</summary>
/// <param name="Act">What somebody does, so that it can be repeated; null: the registry goes on by itself.</param>
internal sealed record Stage(string Name, Func<Farewell, Task>? Act = null)
{
    /// <summary>The process dies there, in the middle; null: when the step is done.</summary>
    public FaultPoint? Point { get; init; }

    /// <summary>It dies when the point is reached for this time.</summary>
    public int Time { get; init; } = 1;

    /// <summary>The process is asked to leave, not killed.</summary>
    public bool IsGraceful { get; init; }

    /// <summary>The process that takes this step is started after what was retained is due.</summary>
    public bool IsLater { get; init; }

    /// <summary>As the registry is told where to die.</summary>
    public string Fault => Point is { } point ? FormattableString.Invariant($"{point}:{Time}") : "";
}
