using System.Diagnostics;

namespace ZenVoip.Registry.Grains.Faults;

/// <summary>Ends the process at the point that is armed; none is, outside Development.</summary>
public static class FaultPoints
{
    private static Trap? armed;

    /// <param name="time">The process ends when the point is reached for this time, counted from 1.</param>
    public static void Arm(FaultPoint point, int time) => armed = new(point, time);

    public static void Reached(FaultPoint point) => armed?.Spring(point);

    private sealed class Trap(FaultPoint point, int time)
    {
        private int times;

        /// <summary>SIGKILL: nothing is flushed, nothing unwinds, as when the power fails.</summary>
        public void Spring(FaultPoint reached)
        {
            if (reached != point || Interlocked.Increment(ref times) != time)
                return;
            Console.Error.WriteLine($"Fault point {point} is reached.");
            Process.GetCurrentProcess().Kill();
        }
    }
}
