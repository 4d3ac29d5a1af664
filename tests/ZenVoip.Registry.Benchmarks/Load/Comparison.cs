using System.Globalization;
using ZenVoip.Registry.Benchmarks.Harness;
using ZenVoip.Registry.Benchmarks.Registry;

namespace ZenVoip.Registry.Benchmarks.Load;

/// <summary>Rounds of the registry and of a floor in turns.</summary>
internal sealed class Comparison(Options options, MeasuredProcess registry, MeasuredProcess bare)
{
    /// <summary>Beside the endpoint that returns the same bytes for the same request.</summary>
    public async Task<Result> WithBare(Scenario scenario)
    {
        var sample = new Generator(registry.Port, connections: 1, scenario.Proof).Sample(scenario.Requests[0]);
        using (var http = new HttpClient { BaseAddress = bare.Address })
        using (var content = new ByteArrayContent(sample))
            (await http.PutAsync(BareEndpoint.Answer, content)).EnsureSuccessStatusCode();
        var (ours, floor) = (Of(registry), Of(bare));
        await ours.WarmUp(scenario.Next, options.WarmUp);
        await floor.WarmUp(scenario.Next, options.WarmUp / 2);
        List<double> ratios = [];
        for (var round = 0; round < options.Rounds; round++)
        {
            await ours.Measure(scenario.Next, options.Round);
            await floor.Measure(scenario.Next, options.Round);
            ratios.Add(ours.LastPerSecond / floor.LastPerSecond);
        }
        return Result.Of(scenario, ours, "bare endpoint", floor.PerSecond, ratios) with
        {
            Note = string.Create(CultureInfo.InvariantCulture, $"bare CPU {floor.CpuPerRequest:F1} µs"),
        };

        Side Of(MeasuredProcess process) => new(process, scenario.Proof, options.Connections);
    }

    /// <summary>Beside pgbench.</summary>
    public async Task<Result> WithPgBench(Scenario scenario, PgBench pgBench)
    {
        var seconds = (int)options.Round.TotalSeconds;
        var ours = new Side(registry, scenario.Proof, options.Connections);
        await ours.WarmUp(scenario.Next, options.WarmUp);
        await pgBench.Run(seconds);
        List<double> ratios = [];
        List<double> floor = [];
        for (var round = 0; round < options.Rounds; round++)
        {
            await ours.Measure(scenario.Next, options.Round);
            floor.Add(await pgBench.Run(seconds));
            ratios.Add(ours.LastPerSecond / floor[^1]);
        }
        return Result.Of(scenario, ours, "pgbench", floor.Average(), ratios);
    }
}
