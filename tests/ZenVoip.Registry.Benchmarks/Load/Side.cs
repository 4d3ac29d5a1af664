using ZenVoip.Registry.Benchmarks.Harness;

namespace ZenVoip.Registry.Benchmarks.Load;

/// <summary>One of the two that are compared, over all its rounds.</summary>
internal sealed class Side(MeasuredProcess process, byte[] proof)
{
    private readonly Generator generator = new(process.Port, Options.Connections, proof);
    private readonly List<Round> rounds = [];
    private double cpuSeconds;

    public int Requests => rounds.Sum(round => round.Requests);

    public double PerSecond => Requests / rounds.Sum(round => round.Elapsed.TotalSeconds);

    /// <summary>Of the server process, in microseconds.</summary>
    public double CpuPerRequest => cpuSeconds / Requests * 1_000_000;

    public double LastPerSecond => rounds[^1].PerSecond;

    public async Task WarmUp(Func<byte[]> next, TimeSpan time) => await generator.Run(next, time);

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
