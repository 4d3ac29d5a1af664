using ZenVoip.Registry.Tests.Codebase;

namespace ZenVoip.Registry.Tests.Retention;

/// <summary>One row of <c>clocks.md</c>.</summary>
internal sealed record ClockRow(
    string Category,
    string Person,
    string Controller,
    string Event,
    string When,
    string Due,
    string KeepUntil,
    string KeptBy,
    string Cutoff,
    string Rule);

/// <summary>Reads the rows of <c>clocks.md</c>.</summary>
internal static class ClockTable
{
    private const string Path = "tests/ZenVoip.Registry.Tests/Retention/clocks.md";

    public static IReadOnlyDictionary<string, ClockRow> Rows { get; } = SourceTree.Read(Path).Split('\n')
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .Where(cells => cells[1] != "What is shown")
        .ToDictionary(cells => cells[1], Row);

    private static ClockRow Row(string[] cells) => cells is
        ["", _, var category, var person, var controller, var happened, var when, var due, var keep, var by,
            var cutoff, var rule, ""]
            ? new(category, person, controller, happened, when, due, keep, by, cutoff, rule)
            : throw new FormatException($"Not eleven cells: {cells[1]}");
}
