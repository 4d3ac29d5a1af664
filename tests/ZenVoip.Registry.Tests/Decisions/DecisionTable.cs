namespace ZenVoip.Registry.Tests.Decisions;

/// <summary>One row of <c>decisions.md</c>, as it is written there.</summary>
internal sealed record DecisionRow(string Shown, string Person, string Said, string Asked, string Now, string Answer);

/// <summary>Reads the rows of <c>decisions.md</c>.</summary>
internal static class DecisionTable
{
    public static IReadOnlyDictionary<string, DecisionRow> Rows { get; } = File.ReadLines(FilePath())
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.Contains("| What is shown |"))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .Where(cells => cells[1] != "What is shown")
        .Select(cells => cells is ["", var shown, var person, var said, var asked, var now, var answer, ""]
            ? new DecisionRow(shown, person, said, asked, now, answer)
            : throw new FormatException($"Not six cells: {cells[1]}"))
        .ToDictionary(row => row.Shown);

    private static string FilePath()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ZenVoip.Registry.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The solution is not above the tests.");
        return Path.Combine(folder.FullName, "tests", "ZenVoip.Registry.Tests", "Decisions", "decisions.md");
    }
}
