using System.Globalization;
using ZenVoip.Registry.Benchmarks.Registry;

namespace ZenVoip.Registry.Benchmarks.Load;

/// <summary>What a scenario came to.</summary>
internal sealed record Result
{
    public required string Name { get; init; }

    public required double PerSecond { get; init; }

    public required string Floor { get; init; }

    public required double FloorPerSecond { get; init; }

    /// <summary>Of each pair of rounds.</summary>
    public required IReadOnlyList<double> Ratios { get; init; }

    public required double CpuPerRequest { get; init; }

    public required TimeSpan Median { get; init; }

    public required TimeSpan Slowest { get; init; }

    public string Note { get; init; } = "";

    /// <summary>Half of the rounds came to more: a neighbour who is loud for one of them decides nothing.</summary>
    public double Ratio => Ratios.Order().ElementAt(Ratios.Count / 2);

    public static Result Of(Scenario scenario, Side ours, string floor, List<double> ratios, double floorPerSecond) =>
        new()
        {
            Name = scenario.Name,
            PerSecond = ours.PerSecond,
            Floor = floor,
            FloorPerSecond = floorPerSecond,
            Ratios = ratios,
            CpuPerRequest = ours.CpuPerRequest,
            Median = ours.Wait(0.50),
            Slowest = ours.Wait(0.99),
        };

    private string RatioOfRounds =>
        string.Join(' ', Ratios.Select(ratio => ratio.ToString("F2", CultureInfo.InvariantCulture)));

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name}: {PerSecond:N0}/s, {Floor} {FloorPerSecond:N0}/s, RATIO {Ratio:F3} (rounds {RatioOfRounds}), "
        + $"CPU {CpuPerRequest:F1} µs, p50 {Median.TotalMilliseconds:F2} ms, "
        + $"p99 {Slowest.TotalMilliseconds:F2} ms {Note}");
}
