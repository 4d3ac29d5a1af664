using System.Globalization;

namespace ZenVoip.Registry.Benchmarks.Load;

/// <summary>Whether a scenario came to what is wanted of it.</summary>
internal sealed record Verdict(string Scenario, double Ratio, double Wanted)
{
    /// <summary>Ratios to the floor of a scenario; of <c>decideMany</c>, to decisions per second of <c>decide</c>.
    /// </summary>
    public static IReadOnlyDictionary<string, double> Targets { get; } = new Dictionary<string, double>
    {
        ["decide"] = 0.40,
        ["subject"] = 0.40,
        ["decideMany"] = 4,
        ["recordConsent"] = 0.25,
    };

    /// <summary>Not below: what is no number is below, too.</summary>
    public bool IsReached => Ratio >= Wanted;

    /// <param name="ratio">As it was measured, not rounded.</param>
    public static Verdict Of(string scenario, double ratio) => new(scenario, ratio, Targets[scenario]);

    /// <summary>The exit code of a run. The rounds of a quick one are too short to judge by.</summary>
    public static int ExitCode(IEnumerable<Verdict> verdicts, bool isQuick) =>
        isQuick || verdicts.All(verdict => verdict.IsReached) ? 0 : 1;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(IsReached ? "PASS" : "BELOW")} {Scenario}: {Ratio:F3}, wanted {Wanted:F2}");
}
