using System.Globalization;

namespace ZenVoip.Registry.Benchmarks;

/// <summary>How long and what: <c>--quick</c>, <c>--only decide,subject</c>, <c>--people 20000</c>, ...</summary>
internal sealed record Options
{
    /// <summary>Calls under way at a time; 32 by default.</summary>
    public required int Connections { get; init; }

    /// <summary>Registered people; 20,000 by default, 2,000 in a quick run and for <c>due</c> and <c>far</c>.
    /// </summary>
    public required int People { get; init; }

    /// <summary>Rounds of each side, taken in turns; 5 by default, an odd number has a middle.</summary>
    public required int Rounds { get; init; }

    /// <summary>Length of a round; 4 seconds by default.</summary>
    public required TimeSpan Round { get; init; }

    /// <summary>
    /// Before the first round of a scenario, for each side: the JIT compiles in tiers. 12 s by default.
    /// </summary>
    public required TimeSpan WarmUp { get; init; }

    /// <summary>Names of scenarios; empty: all.</summary>
    public required IReadOnlyList<string> Only { get; init; }

    /// <summary>A smoke run.</summary>
    public required bool IsQuick { get; init; }

    public static Options Parse(string[] arguments)
    {
        var quick = arguments.Contains("--quick");
        string[] only = Value(arguments, "--only")?.Split(',') ?? [];
        return new Options
        {
            People = Number(arguments, "--people") ?? (quick || only.Any(IsOfDeadlines) ? 2_000 : 20_000),
            Rounds = Number(arguments, "--rounds") ?? (quick ? 1 : 5),
            Round = TimeSpan.FromSeconds(quick ? 1 : 4),
            WarmUp = TimeSpan.FromSeconds(quick ? 2 : 12),
            Only = only,
            IsQuick = quick,
            Connections = Number(arguments, "--connections") ?? 32,
        };
    }

    /// <summary>Scenarios of deadlines take a registry each, and run only where they are named, and then alone.
    /// </summary>
    public bool HasDeadlines => Only.Any(IsOfDeadlines);

    public bool Wants(string scenario) =>
        Only.Contains(scenario) || (Only.Count == 0 && !IsOfDeadlines(scenario));

    private static bool IsOfDeadlines(string scenario) => scenario is "due" or "far";

    private static int? Number(string[] arguments, string name) =>
        Value(arguments, name) is { } value ? int.Parse(value, CultureInfo.InvariantCulture) : null;

    private static string? Value(string[] arguments, string name) =>
        Array.IndexOf(arguments, name) is >= 0 and var at && at + 1 < arguments.Length ? arguments[at + 1] : null;
}
