using ZenVoip.Registry.Tests.Codebase;

namespace ZenVoip.Registry.Tests.Rights;

/// <summary>One row of <c>deadlines.md</c>.</summary>
internal sealed record DeadlineRow(
    string Regimes,
    string Right,
    string Received,
    string Verified,
    string Questions,
    string Told,
    string Acknowledge,
    string DueOn,
    string DueAt,
    string Rule,
    string Clock,
    string Extended);

/// <summary>Reads the rows of <c>deadlines.md</c>.</summary>
internal static class DeadlineTable
{
    private const string Path = "tests/ZenVoip.Registry.Tests/Rights/deadlines.md";

    public static IReadOnlyDictionary<string, DeadlineRow> Rows { get; } = SourceTree.Read(Path).Split('\n')
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .Where(cells => cells[1] != "What is shown")
        .ToDictionary(cells => cells[1], Row);

    private static DeadlineRow Row(string[] cells) => cells is
        ["", _, var regimes, var right, var received, var verified, var questions, var told, var acknowledge,
            var dueOn, var dueAt, var rule, var clock, var extended, ""]
            ? new(regimes, right, received, verified, questions, told, acknowledge, dueOn, dueAt, rule, clock, extended)
            : throw new FormatException($"Not thirteen cells: {cells[1]}");
}
