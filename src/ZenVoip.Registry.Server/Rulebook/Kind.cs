using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Grains.Json;

namespace ZenVoip.Registry.Server.Rulebook;

/// <summary>What a scalar of the file may be.</summary>
/// <param name="Expected">In words, for the sentence "must be ...".</param>
/// <param name="Parse">Whether the text is one, and its value.</param>
internal sealed record Kind<T>(string Expected, Func<string, (bool Is, T Value)> Parse)
{
    public bool TryRead(string text, [MaybeNullWhen(false)] out T value)
    {
        (var isOne, value) = Parse(text);
        return isOne;
    }

    public Kind<object?> AsObject() =>
        new(Expected, text => Parse(text) is (true, var value) ? (true, value) : default);

    /// <summary>All of them but one, which stands for what is none.</summary>
    public Kind<T> But(T none) =>
        new(Expected, text => Parse(text) is (true, var value) && !Equals(value, none) ? (true, value) : default);

    /// <summary>Only those of them that are known; says what the others are not.</summary>
    public Kind<T> Among(IReadOnlyCollection<T> known, string expected) =>
        new(expected, text => Parse(text) is (true, var value) && known.Contains(value) ? (true, value) : default);
}

/// <summary>The kinds of scalars in a rulebook. YAML's own typing is not used: <c>NO</c> is Norway.</summary>
internal static partial class Kinds
{
    public static Kind<string> Text { get; } =
        new("a text", text => (!string.IsNullOrWhiteSpace(text), text.Trim()));

    public static Kind<bool> Flag { get; } =
        new("true or false", text => (text is "true" or "false", text is "true"));

    public static Kind<DateOnly> Date { get; } = new("a date such as 2027-01-31", text =>
        (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var date), date));

    public static Kind<TimeOnly> Time { get; } = new("a time of day such as 08:00", text =>
        (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, default, out var time), time));

    public static Kind<int> Age { get; } = new("an age from 1 to 25", text =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var age) && age is >= 1 and <= 25
            ? (true, age)
            : default);

    public static Kind<int> Count { get; } = new("a number from 1 to 99", text =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= 99
            ? (true, count)
            : default);

    public static Kind<TimeZoneInfo> TimeZone { get; } = new("an IANA time zone such as America/Chicago", text =>
        (TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) && zone.HasIanaId, zone!));

    public static Kind<string> RuleId { get; } = Matching(RuleIdPattern(), "a rule id such as gdpr.marketing");

    public static Kind<string> Capitals { get; } = Matching(CapitalsPattern(), "a code such as IDENTIFY_SENDER");

    public static Kind<string> DpvName { get; } = Matching(DpvPattern(), "a DPV name such as dpv:Marketing");

    public static Kind<T> Code<T>(string expected) where T : struct, ICode<T> =>
        new(expected, text => T.TryParse(text) is { } code ? (true, code) : default);

    /// <summary>By its wire name.</summary>
    public static Kind<T> Choice<T>() where T : struct, Enum => new(
        $"one of {string.Join(", ", WireNames.All<T>().Order(StringComparer.Ordinal))}",
        text => WireNames.Find<T>(text) is { } value ? (true, value) : default);

    /// <summary>The same, or <c>NONE</c>.</summary>
    public static Kind<T?> ChoiceOrNone<T>() where T : struct, Enum
    {
        var choice = Choice<T>();
        return new($"NONE or {choice.Expected}", text => text is "NONE" ? (true, null)
            : choice.TryRead(text, out var value) ? (true, value) : default);
    }

    public static Kind<T?> OrNothing<T>(this Kind<T> kind) where T : struct =>
        new(kind.Expected, text => kind.TryRead(text, out var value) ? (true, value) : default);

    private static Kind<string> Matching(Regex pattern, string expected) =>
        new(expected, text => (pattern.IsMatch(text), text));

    [GeneratedRegex(@"\A[a-z][a-z0-9.-]{0,63}\z")]
    private static partial Regex RuleIdPattern();

    [GeneratedRegex(@"\A[A-Z][A-Z0-9_]{0,31}\z")]
    private static partial Regex CapitalsPattern();

    [GeneratedRegex(@"\Adpv:[a-zA-Z0-9]+\z")]
    private static partial Regex DpvPattern();
}
