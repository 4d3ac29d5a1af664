using System.Text.RegularExpressions;

namespace ZenVoip.Registry.Server.Guard;

/// <summary>
/// Why a value does not fit, from what the engine says after its first sentence: which field, and what is expected
/// there. Of names only what can be one is repeated, and of values nothing: they may be personal.
/// </summary>
internal static partial class Misfit
{
    /// <param name="words">The engine's, after its first sentence.</param>
    /// <returns>A sentence; null: it says nothing that a caller may read.</returns>
    public static string? Of(string words)
    {
        var match = Known().Match(words);
        if (!match.Success) match = Unconverted().Match(words);
        if (!match.Success) return null;
        string[] path = [.. match.Groups["field"].Captures.Select(capture => capture.Value)];
        return match.Groups["unknown"].Success ? path is [.., var last] ? $"There is no field {last}." : null
            : NameIn(match, "extra") is { } extra ? $"There is no field {extra}."
            : path is [] ? Wanted(match)
            : $"In {string.Join('.', path)}: {Wanted(match)}";
    }

    private static string Wanted(Match match) =>
        NameIn(match, "missing") is { } missing ? $"{missing} is required."
        : NameIn(match, "type") is { } type ? $"{type} is expected."
        : match.Groups["one"].Success ? "Exactly one of its fields is expected."
        : "A value is required.";

    private static string? NameIn(Match match, string group) =>
        match.Groups[group] is { Success: true, Value: var value } ? value : null;

    [GeneratedRegex("""
        ^((In\ field\ '(?<field>[_A-Za-z][_0-9A-Za-z]{0,63})'|In\ element\ \#[0-9]+):\ \[?)*
        ((?<unknown>Unknown\ field\.)
        |Unrecognized\ input\ fields\ '(?<extra>[_A-Za-z][_0-9A-Za-z]{0,63})'
        |Missing\ required\ field\ '(?<missing>[_A-Za-z][_0-9A-Za-z]{0,63})'
        |Expected\ type\ '(?<type>[\[_A-Za-z][_0-9A-Za-z!\]]{0,63})'
        |Unable\ to\ parse\ input\ as\ a\ '(?<type>[_A-Za-z][_0-9A-Za-z]{0,63})'
        |(?<one>Input\ object\ literals\ mapping\ to\ a\ OneOf)
        |(?<none>No\ value\ provided|Received\ a\ null\ input|Expected\ .+,\ found\ null))
        """, RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Known();

    /// <summary>The value stands in between, whatever is in it.</summary>
    [GeneratedRegex(
        @"\AUnable to convert '.*' to '(?<type>[_A-Za-z][_0-9A-Za-z]{0,63})'\.?\z",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Unconverted();
}
