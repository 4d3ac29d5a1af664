using ZenVoip.Registry.Grains.Faults;

namespace ZenVoip.Registry.SystemTests.Faults;

/// <summary>A way to die.</summary>
/// <param name="Act">What reaches the point, for a person of its own; null: the start alone does.</param>
/// <param name="Time">It is died when the point is reached for this time.</param>
internal sealed record Fault(FaultPoint Point, Func<Scene, int, Task>? Act = null, int Time = 1)
{
    /// <summary>As the registry is told of it.</summary>
    public override string ToString() => FormattableString.Invariant($"{Point}:{Time}");
}
