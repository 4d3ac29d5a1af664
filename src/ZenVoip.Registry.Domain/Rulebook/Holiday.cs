using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ZenVoip.Registry.Domain.Rulebook;

/// <summary>
/// A day of every year, or of one: <c>12-25</c>, <c>3 MON 01</c> (the third Monday of January), <c>LAST MON 05</c>,
/// <c>EASTER-2</c> (Good Friday, of the Gregorian computus), <c>2027-05-03</c>.
/// </summary>
public readonly partial record struct Holiday : ICode<Holiday>
{
    private const int LastOfMonth = 0;
    private const int DaysOfWeek = 7;

    private static readonly FrozenDictionary<string, DayOfWeek> DayNames = Enum.GetValues<DayOfWeek>()
        .ToFrozenDictionary(day => day.ToString()[..3].ToUpperInvariant());

    private readonly Func<int, DateOnly?> dateIn;

    private Holiday(string value, Func<int, DateOnly?> find, bool isFixed)
    {
        Value = value;
        dateIn = find;
        IsFixed = isFixed;
    }

    public string Value => field ?? throw new InvalidOperationException("default(Holiday) is not a holiday.");

    /// <summary>Has a date of its own, so that it may fall on a weekend.</summary>
    public bool IsFixed { get; }

    public static Holiday? TryParse(string? text) => text is null ? null
        : OfDate(text) ?? OfDayOfYear(text) ?? OfWeek(text) ?? OfEaster(text);

    /// <summary>Null: it does not fall in that year.</summary>
    public DateOnly? In(int year) => dateIn(year);

    public bool Equals(Holiday other) => Value == other.Value;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Value);

    public override string ToString() => Value;

    /// <summary>Easter Sunday (Meeus, Jones and Butcher).</summary>
    public static DateOnly EasterOf(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var h = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        var l = (32 + (2 * (b % 4)) + (2 * (c / 4)) - h - (c % 4)) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var sum = h + l - (7 * m) + 114;
        return new(year, sum / 31, (sum % 31) + 1);
    }

    private static Holiday? OfDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var date)
            ? new(text, year => year == date.Year ? date : null, isFixed: true)
            : null;

    // Parsed within a leap year, so that 29 February is a day; a year without it has no such holiday.
    private static Holiday? OfDayOfYear(string text) => DateOnly.TryParseExact(
        $"2028-{text}", "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var date)
        ? new(
            text,
            year => date.Day <= DateTime.DaysInMonth(year, date.Month) ? new(year, date.Month, date.Day) : null,
            isFixed: true)
        : null;

    private static Holiday? OfWeek(string text)
    {
        if (WeekPattern().Match(text) is not { Success: true } match
            || !DayNames.TryGetValue(match.Groups["day"].Value, out var day))
            return null;
        var month = int.Parse(match.Groups["month"].Value, CultureInfo.InvariantCulture);
        var nth = match.Groups["nth"].Value is ['1' or '2' or '3' or '4'] digit ? digit[0] - '0' : LastOfMonth;
        return new(text, year => nth == LastOfMonth ? Last(year, month, day) : Nth(year, month, day, nth), false);
    }

    private static Holiday? OfEaster(string text) => EasterPattern().Match(text) is { Success: true } match
        ? new(
            text,
            year => EasterOf(year).AddDays(match.Groups["days"] is { Success: true } days
                ? int.Parse(days.Value, CultureInfo.InvariantCulture)
                : 0),
            isFixed: false)
        : null;

    private static DateOnly Nth(int year, int month, DayOfWeek day, int nth)
    {
        var first = new DateOnly(year, month, 1);
        var ahead = ((int)day - (int)first.DayOfWeek + DaysOfWeek) % DaysOfWeek;
        return first.AddDays(ahead + ((nth - 1) * DaysOfWeek));
    }

    private static DateOnly Last(int year, int month, DayOfWeek day)
    {
        var last = new DateOnly(year, month, DateTime.DaysInMonth(year, month));
        return last.AddDays(-(((int)last.DayOfWeek - (int)day + DaysOfWeek) % DaysOfWeek));
    }

    [GeneratedRegex(@"\A(?<nth>[1-4]|LAST) (?<day>[A-Z]{3}) (?<month>0[1-9]|1[0-2])\z", RegexOptions.CultureInvariant)]
    private static partial Regex WeekPattern();

    [GeneratedRegex(@"\AEASTER(?<days>[+-][1-9][0-9]?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex EasterPattern();
}
