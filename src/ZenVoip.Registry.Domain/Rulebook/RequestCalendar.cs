using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Rulebook;

/// <summary>What becomes of a holiday with a date of its own that falls on a weekend.</summary>
public enum DayInLieu
{
    /// <summary>Nothing: the weekend is off anyway.</summary>
    None,

    /// <summary>Of a Sunday, the Monday after it is off.</summary>
    Monday,

    /// <summary>The next day is off that is not off already.</summary>
    NextWorkday,

    /// <summary>Of a Saturday the Friday before it, of a Sunday the Monday after it.</summary>
    Nearest,
}

/// <summary>How a regime counts days. All of it is by dates in its time zone.</summary>
public sealed record RequestCalendar : RightsRule
{
    /// <summary>The regime's code.</summary>
    public required string Regime { get; init; }

    /// <summary>In which days begin and end.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>What the law sets and what would end on a day off ends on the next working day.</summary>
    public required bool Rolls { get; init; }

    public ImmutableArray<Holiday> Holidays { get; init; } = [];

    public DayInLieu InLieu { get; init; }

    /// <summary>The date there.</summary>
    public DateOnly DateOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).Date);

    /// <summary>The first instant that is no longer of the date there, also where clocks change at midnight.</summary>
    public DateTimeOffset EndOf(DateOnly date)
    {
        var midnight = date.AddDays(1).ToDateTime(TimeOnly.MinValue);
        var offset = Zone.IsAmbiguousTime(midnight)
            ? Zone.GetAmbiguousTimeOffsets(midnight).Max()
            : Zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }

    public bool IsDayOff(DateOnly date) => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday
        || Enumerable.Range(date.Year - 1, 3).Any(year => HolidaysOf(year).Contains(date));

    /// <summary>
    /// The last day of a term that the law sets. The day of the event is not counted; a month ends on the day of the
    /// same number, or on its last day where that is missing; days on which the clock stood are added; a regime that
    /// rolls moves on to a working day.
    /// </summary>
    public DateOnly LastDay(DateOnly start, Term term, int stood = 0)
    {
        var last = Promised(start, term, stood);
        while (Rolls && IsDayOff(last))
            last = last.AddDays(1);
        return last;
    }

    /// <summary>The same of what somebody promised: a day off is no excuse.</summary>
    public DateOnly Promised(DateOnly start, Term term, int stood = 0) => term.Unit switch
    {
        TermUnit.Months => start.AddMonths(term.Count).AddDays(stood),
        TermUnit.Days => start.AddDays(term.Count + stood),
        _ => BusinessDaysAfter(start, term.Count).AddDays(stood),
    };

    private DateOnly BusinessDaysAfter(DateOnly date, int count)
    {
        while (count > 0)
        {
            date = date.AddDays(1);
            count -= IsDayOff(date) ? 0 : 1;
        }

        return date;
    }

    /// <summary>The holidays of a year, with the days off in their lieu, which may fall into the next or the last.
    /// </summary>
    private HashSet<DateOnly> HolidaysOf(int year)
    {
        if (year is < 1 or > 9998)
            return [];
        var days = new List<(DateOnly Date, bool IsFixed)>();
        foreach (var holiday in Holidays)
        {
            if (holiday.In(year) is { } date)
                days.Add((date, holiday.IsFixed));
        }

        HashSet<DateOnly> off = [.. days.Select(day => day.Date)];
        foreach (var (date, _) in days.Where(day => day.IsFixed).OrderBy(day => day.Date))
            off.Add(InLieuOf(date, off));
        return off;
    }

    private DateOnly InLieuOf(DateOnly date, HashSet<DateOnly> off) => (date.DayOfWeek, InLieu) switch
    {
        (DayOfWeek.Sunday, DayInLieu.Monday or DayInLieu.Nearest) => date.AddDays(1),
        (DayOfWeek.Saturday, DayInLieu.Nearest) => date.AddDays(-1),
        (DayOfWeek.Saturday or DayOfWeek.Sunday, DayInLieu.NextWorkday) => Enumerable.Range(1, 14)
            .Select(date.AddDays)
            .First(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !off.Contains(day)),
        _ => date,
    };
}
