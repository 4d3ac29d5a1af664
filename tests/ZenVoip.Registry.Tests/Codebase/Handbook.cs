using System.Text.RegularExpressions;

namespace ZenVoip.Registry.Tests.Codebase;

/// <summary>What src/reference.md says, table by table.</summary>
internal static partial class Handbook
{
    private static readonly string Text = SourceTree.Read("src/reference.md");

    /// <summary>
    /// Configuration keys with the other cells of their rows: default, range, meaning; # is an index.
    /// </summary>
    public static IReadOnlyDictionary<string, string[]> Settings { get; } =
        Rows("## Configuration").ToDictionary(cells => cells[0].Trim('`'), cells => cells[1..]);

    /// <summary>Every scope with what it allows.</summary>
    public static IReadOnlyDictionary<string, string> Scopes { get; } =
        Rows("## Scopes").ToDictionary(cells => cells[0].Trim('`'), cells => cells[1]);

    /// <summary>Every code with its meaning, of one part of the chapter about codes.</summary>
    public static IReadOnlyDictionary<string, string> Codes(string part) =>
        Rows($"### {part}").ToDictionary(cells => cells[0].Trim('`'), cells => cells[1]);

    /// <summary>Every name of an event, as the feed tells it.</summary>
    public static IReadOnlyList<string> Events { get; } = [.. Rows("## Events").Select(cells => cells[0].Trim('`'))];

    private static IEnumerable<string[]> Rows(string heading)
    {
        var start = Text.IndexOf($"\n{heading}", StringComparison.Ordinal);
        Assert.True(start >= 0, $"src/reference.md has no {heading}");
        var chapter = Text[(start + 1)..];
        var end = NextHeading().Match(chapter);
        return chapter[..(end.Success ? end.Index : chapter.Length)].Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Trim('|', ' ').Split(" | ").Select(cell => cell.Trim(' ', '|')).ToArray());
    }

    [GeneratedRegex(@"(?<=\n)##")]
    private static partial Regex NextHeading();
}
