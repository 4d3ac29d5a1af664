using System.Globalization;
using System.Text.RegularExpressions;

namespace ZenVoip.Registry.Domain.Rulebook;

/// <summary>
/// An ISO 8601 duration, applied exactly: <c>P24M</c>, <c>P5Y</c>, <c>P30D</c>, <c>PT15M</c>.
/// Never nothing, never more than 250 years.
/// </summary>
public readonly partial record struct Period : ICode<Period>
{
    /// <summary>No period reaches further than this, so that a date near the end of the calendar saturates.</summary>
    private const int MaxYears = 250;

    private readonly int months;
    private readonly TimeSpan rest;

    private Period(string value, int months, TimeSpan rest)
    {
        Value = value;
        this.months = months;
        this.rest = rest;
    }

    public string Value => field ?? throw new InvalidOperationException("default(Period) is not a period.");

    public static Period? TryParse(string? text)
    {
        if (text is null || Pattern().Match(text) is not { Success: true } match)
            return null;

        var months = (Part("years") * 12) + Part("months");
        var rest = new TimeSpan((Part("weeks") * 7) + Part("days"), Part("hours"), Part("minutes"), Part("seconds"));
        return months == 0 && rest == TimeSpan.Zero ? null : new(text, months, rest);

        int Part(string name) =>
            match.Groups[name] is { Success: true } group ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>
    /// The instant at which the period that began at <paramref name="start"/> is over. Months are calendar months
    /// in UTC: they end on the same day of the month, or on its last day where that day is missing.
    /// </summary>
    public DateTimeOffset After(DateTimeOffset start) => start.Year > DateTime.MaxValue.Year - MaxYears
        ? DateTimeOffset.MaxValue
        : start.ToUniversalTime().AddMonths(months).Add(rest);

    public override string ToString() => Value;

    [GeneratedRegex(
        @"\AP(?=[0-9T])(?:(?<years>[0-9]{1,2})Y)?(?:(?<months>[0-9]{1,3})M)?(?:(?<weeks>[0-9]{1,3})W)?" +
        @"(?:(?<days>[0-9]{1,4})D)?" +
        @"(?:T(?=[0-9])(?:(?<hours>[0-9]{1,5})H)?(?:(?<minutes>[0-9]{1,6})M)?(?:(?<seconds>[0-9]{1,7})S)?)?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
