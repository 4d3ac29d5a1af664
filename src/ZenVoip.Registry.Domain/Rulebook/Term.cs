using System.Globalization;
using System.Text.RegularExpressions;

namespace ZenVoip.Registry.Domain.Rulebook;

/// <summary>In what a <see cref="Term"/> is counted.</summary>
public enum TermUnit
{
    /// <summary>Calendar days.</summary>
    Days,

    /// <summary>Days that are neither of a weekend nor a holiday.</summary>
    BusinessDays,

    /// <summary>Calendar months.</summary>
    Months,
}

/// <summary>
/// A period that ends with a day, as laws write it: <c>1 month</c>, <c>45 days</c>, <c>10 business days</c>,
/// <c>the same day</c>. What it means on a date, the <see cref="RequestCalendar"/> says. At most 999.
/// </summary>
public readonly partial record struct Term : ICode<Term>
{
    private const string AtOnce = "the same day";

    private Term(string value, int count, TermUnit unit)
    {
        Value = value;
        Count = count;
        Unit = unit;
    }

    public string Value => field ?? throw new InvalidOperationException("default(Term) is not a term.");

    public int Count { get; }

    public TermUnit Unit { get; }

    public static Term? TryParse(string? text) => text switch
    {
        null => null,
        AtOnce => new(AtOnce, 0, TermUnit.Days),
        _ when Pattern().Match(text) is { Success: true } match => new(
            text,
            int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture),
            match.Groups["unit"].Value switch
            {
                "month" => TermUnit.Months,
                "day" => TermUnit.Days,
                _ => TermUnit.BusinessDays,
            }),
        _ => null,
    };

    /// <summary>Both, one after the other, where they are counted in the same.</summary>
    internal Term Plus(Term more) => new($"{Count + more.Count} {NameOf(Unit)}s", Count + more.Count, Unit);

    public override string ToString() => Value;

    private static string NameOf(TermUnit unit) => unit switch
    {
        TermUnit.Months => "month",
        TermUnit.Days => "day",
        _ => "business day",
    };

    [GeneratedRegex(@"\A(?<count>[1-9][0-9]{0,2}) (?<unit>day|business day|month)s?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
