using System.Text.RegularExpressions;

namespace ZenVoip.Registry.Tests.Codebase;

/// <summary>What a C# file keeps to so that it can be read at one sitting. Each finding names its line.</summary>
internal static partial class TidyRules
{
    public const int MaxColumns = 120;
    public const int MaxLines = 300;
    public const int MaxMethodLines = 40;

    public static IEnumerable<string> Findings(string file, string text)
    {
        var lines = text.TrimEnd('\n').Split('\n');
        if (lines.Length > MaxLines)
            yield return $"{file}: {lines.Length} lines";
        foreach (var (index, line) in lines.Index())
            foreach (var finding in FindingsOf(line))
                yield return $"{file}:{index + 1}: {finding}";
        foreach (var (start, length) in Methods(lines).Where(method => method.Length > MaxMethodLines))
            yield return $"{file}:{start + 1}: a method of {length} lines";
    }

    private static IEnumerable<string> FindingsOf(string line)
    {
        if (line.Length > MaxColumns)
            yield return $"{line.Length} columns";
        if (line.Contains('\t'))
            yield return "a tab";
        if (Region().IsMatch(line))
            yield return "a region";
        if (Leftover().IsMatch(line))
            yield return "a leftover";
        if (EmptyName().Match(line) is { Success: true } name)
            yield return $"{name.Groups["name"].Value} says nothing";
    }

    // Formatting is enforced, so a method is what stands between its signature and the brace in the same column.
    private static IEnumerable<(int Start, int Length)> Methods(string[] lines)
    {
        for (var open = 1; open < lines.Length; open++)
        {
            if (lines[open].Trim() != "{" || !lines[open - 1].TrimEnd().EndsWith(')'))
                continue;
            var indent = lines[open].IndexOf('{');
            var close = Array.FindIndex(lines, open, line => line.StartsWith(new string(' ', indent) + "}"));
            var start = Enumerable.Range(0, open).Last(line => Indent(lines[line]) == indent);
            if (indent is 4 or 8 && Member().IsMatch(lines[start]) && !Nested().IsMatch(lines[start]))
                yield return (start, close - start + 1);
        }
    }

    private static int Indent(string line) => line.Length - line.TrimStart().Length;

    [GeneratedRegex(@"^\s*#(end)?region\b")]
    private static partial Regex Region();

    // Put together from halves, so that the rule does not find itself.
    [GeneratedRegex(@"\b(TO" + "DO|FIX" + @"ME|HA" + @"CK)\b")]
    private static partial Regex Leftover();

    [GeneratedRegex(@"\b(class|record|struct|interface|enum)\s+"
        + @"(?<name>\w*(Manager|Helper|Helpers|Utils|Util|Common|Impl|Data|Info))\b")]
    private static partial Regex EmptyName();

    [GeneratedRegex(@"^\s+(public|private|internal|protected|static|async|\[)")]
    private static partial Regex Member();

    // A type with a primary constructor looks like a method, but is measured method by method.
    [GeneratedRegex(@"\b(class|record|struct)\b")]
    private static partial Regex Nested();
}
