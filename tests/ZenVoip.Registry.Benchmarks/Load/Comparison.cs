using System.Globalization;
using ZenVoip.Registry.Benchmarks.Harness;
using ZenVoip.Registry.Benchmarks.Registry;

namespace ZenVoip.Registry.Benchmarks.Load;

/// <summary>Rounds of the registry and of a floor in turns: noise meets both.</summary>
internal sealed class Comparison(Options options, MeasuredProcess registry, MeasuredProcess bare)
{
    /// <summary>Beside the endpoint that returns the same bytes for the same request.</summary>
    public async Task<Result> WithBare(Scenario scenario)
    {
        var sample = new Generator(registry.Port, connections: 1, scenario.Proof).Sample(scenario.Requests[0]);
        using (var http = new HttpClient { BaseAddress = bare.Address })
        using (var content = new ByteArrayContent(sample))
            (await http.PutAsync(BareEndpoint.Answer, content)).EnsureSuccessStatusCode();
        var floor = Of(bare, scenario);
        return (await InTurns(scenario, "bare endpoint", floor, scenario.Next)) with
        {
            Note = string.Create(CultureInfo.InvariantCulture, $"bare CPU {floor.CpuPerRequest:F1} µs"),
        };
    }

    /// <summary>Beside the same question asked one by one, at the same registry.</summary>
    public Task<Result> WithSingle(Scenario many, Scenario one) => InTurns(many, one.Name, Of(registry, one), one.Next);

    /// <summary>Beside pgbench.</summary>
    public async Task<Result> WithPgBench(Scenario scenario, PgBench pgBench)
    {
        var seconds = (int)options.Round.TotalSeconds;
        var ours = Of(registry, scenario);
        await ours.WarmUp(scenario.Next, options.WarmUp);
        await pgBench.Run(seconds);
        List<double> floor = [];
        return Result.Of(scenario, ours, "pgbench", await Rounds(ours, scenario, Floor), floor.Average());

        async Task<double> Floor()
        {
            floor.Add(await pgBench.Run(seconds));
            return floor[^1];
        }
    }

    private async Task<Result> InTurns(Scenario scenario, string name, Side floor, Func<byte[]> next)
    {
        var ours = Of(registry, scenario);
        await ours.WarmUp(scenario.Next, options.WarmUp);
        await floor.WarmUp(next, options.WarmUp / 2);
        return Result.Of(scenario, ours, name, await Rounds(ours, scenario, Floor), floor.PerSecond);

        async Task<double> Floor()
        {
            await floor.Measure(next, options.Round);
            return floor.LastPerSecond;
        }
    }

    /// <summary>Answers a second of ours to each of the floor's, round by round.</summary>
    private async Task<List<double>> Rounds(Side ours, Scenario scenario, Func<Task<double>> floor)
    {
        List<double> ratios = [];
        for (var round = 0; round < options.Rounds; round++)
        {
            await ours.Measure(scenario.Next, options.Round);
            ratios.Add(ours.LastPerSecond * scenario.Weight / await floor());
        }
        return ratios;
    }

    private Side Of(MeasuredProcess process, Scenario scenario) => new(process, scenario.Proof, options.Connections);
}
