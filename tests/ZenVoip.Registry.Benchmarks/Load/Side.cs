using ZenVoip.Registry.Benchmarks.Harness;

namespace ZenVoip.Registry.Benchmarks.Load;

/// <summary>One of the two that are compared, over all its rounds.</summary>
internal sealed class Side(MeasuredProcess process, byte[] proof, int connections)
{
    private const int WarmUpSlices = 6;

    /// <summary>A slice that costs less than this share of the cheapest before it is no noise.</summary>
    private const double StillFalling = 0.97;

    private readonly Generator generator = new(process.Port, connections, proof);
    private readonly List<Round> rounds = [];
    private double cpuSeconds;

    public int Requests => rounds.Sum(round => round.Requests);

    public double PerSecond => Requests / rounds.Sum(round => round.Elapsed.TotalSeconds);

    /// <summary>Of the server process, in microseconds.</summary>
    public double CpuPerRequest => cpuSeconds / Requests * 1_000_000;

    public double LastPerSecond => rounds[^1].PerSecond;

    /// <summary>
    /// Until a request costs no less CPU time than before: as long as methods are compiled anew, half of it is the
    /// compiler's. At least so long, and at most four times as long.
    /// </summary>
    public async Task WarmUp(Func<byte[]> next, TimeSpan least)
    {
        var slice = least / WarmUpSlices;
        var best = double.MaxValue;
        var steady = 0;
        for (var run = 1; run <= 4 * WarmUpSlices && (run <= WarmUpSlices || steady < WarmUpSlices / 2); run++)
        {
            var before = process.CpuSeconds;
            var round = await generator.Run(next, slice);
            var cost = (process.CpuSeconds - before) / round.Requests;
            steady = cost < best * StillFalling ? 0 : steady + 1;
            best = Math.Min(best, cost);
        }
    }

    public async Task Measure(Func<byte[]> next, TimeSpan time)
    {
        var before = process.CpuSeconds;
        rounds.Add(await generator.Run(next, time));
        cpuSeconds += process.CpuSeconds - before;
    }

    /// <summary>The latency that this share of the requests stays below.</summary>
    public TimeSpan Wait(double share)
    {
        var all = rounds.SelectMany(round => round.Waits).Order().ToList();
        return all[(int)((all.Count - 1) * share)];
    }
}
