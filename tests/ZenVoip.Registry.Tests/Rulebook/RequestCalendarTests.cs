using System.Globalization;
using CsCheck;
using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Tests.Rulebook;

public sealed class RequestCalendarTests
{
    [Theory]
    [InlineData("12-25", "2027-12-25")]
    [InlineData("3 MON 01", "2027-01-18")]
    [InlineData("4 THU 11", "2026-11-26")]
    [InlineData("1 MON 09", "2027-09-06")]
    [InlineData("LAST MON 05", "2027-05-31")]
    [InlineData("LAST SUN 02", "2032-02-29")]
    [InlineData("EASTER", "2027-03-28")]
    [InlineData("EASTER", "2038-04-25")]
    [InlineData("EASTER", "2285-03-22")]
    [InlineData("EASTER-2", "2026-04-03")]
    [InlineData("EASTER+1", "2029-04-02")]
    [InlineData("2027-05-03", "2027-05-03")]
    [InlineData("02-29", "2028-02-29")]
    public void A_holiday_falls_on_its_day(string holiday, string date) =>
        Assert.Equal(Day(date), Holiday.TryParse(holiday)!.Value.In(Day(date).Year));

    [Theory]
    [InlineData("2027-05-03", 2028)]
    [InlineData("02-29", 2027)]
    public void A_holiday_may_be_missing_in_a_year(string holiday, int year) =>
        Assert.Null(Holiday.TryParse(holiday)!.Value.In(year));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Christmas")]
    [InlineData("25-12")]
    [InlineData("5 MON 01")]
    [InlineData("0 MON 01")]
    [InlineData("3 MOO 01")]
    [InlineData("3 MON 13")]
    [InlineData("EASTER-0")]
    [InlineData("2027-02-29")]
    public void What_is_no_holiday_is_none(string? text) => Assert.Null(Holiday.TryParse(text));

    [Theory]
    [InlineData("1 month", 1, TermUnit.Months)]
    [InlineData("2 months", 2, TermUnit.Months)]
    [InlineData("45 days", 45, TermUnit.Days)]
    [InlineData("1 day", 1, TermUnit.Days)]
    [InlineData("10 business days", 10, TermUnit.BusinessDays)]
    [InlineData("the same day", 0, TermUnit.Days)]
    public void A_term_is_read_as_laws_write_it(string text, int count, TermUnit unit) => Assert.Equal(
        (count, unit), (Term.TryParse(text)!.Value.Count, Term.TryParse(text)!.Value.Unit));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("P1M")]
    [InlineData("0 days")]
    [InlineData("-1 days")]
    [InlineData("1000 days")]
    [InlineData("1 week")]
    [InlineData("10 business  days")]
    [InlineData("1 month\n")]
    public void What_is_no_term_is_none(string? text) => Assert.Null(Term.TryParse(text));

    [Theory]
    [InlineData("Europe/Brussels", "2027-03-28", "2027-03-28T22:00Z")] // 23 hours long
    [InlineData("Europe/Brussels", "2027-10-31", "2027-10-31T23:00Z")] // 25 hours long
    [InlineData("America/Sao_Paulo", "2018-11-03", "2018-11-04T03:00Z")] // midnight was skipped
    [InlineData("America/Sao_Paulo", "2018-02-17", "2018-02-18T03:00Z")] // the hour before midnight came twice
    [InlineData("America/Havana", "2026-10-31", "2026-11-01T04:00Z")] // midnight comes twice
    [InlineData("Etc/UTC", "2028-02-29", "2028-03-01T00:00Z")]
    public void A_day_ends_where_its_time_zone_says(string zone, string date, string end) => Assert.Equal(
        DateTimeOffset.Parse(end, CultureInfo.InvariantCulture), Of(zone).EndOf(Day(date)));

    [Fact]
    public void The_end_of_a_date_is_the_first_instant_of_another() =>
        Gen.Select(
            Gen.Int[0, 20_000].Select(days => new DateOnly(2000, 1, 1).AddDays(days)),
            Gen.OneOf([.. Shipped.Rules.Clauses.Rights.Calendars, Of("Africa/Cairo"), Of("Atlantic/Azores")])).Sample(
            (date, calendar) => Assert.Equal(
                (date, date.AddDays(1)),
                (calendar.DateOf(calendar.EndOf(date).AddTicks(-1)), calendar.DateOf(calendar.EndOf(date)))));

    [Theory]
    [InlineData(DayInLieu.None, "2027-12-27", false)]
    [InlineData(DayInLieu.NextWorkday, "2027-12-27", true)]
    [InlineData(DayInLieu.NextWorkday, "2027-12-28", true)]
    [InlineData(DayInLieu.NextWorkday, "2027-12-29", false)]
    [InlineData(DayInLieu.Monday, "2027-12-27", true)]
    [InlineData(DayInLieu.Monday, "2027-12-24", false)]
    [InlineData(DayInLieu.Nearest, "2027-12-24", true)]
    [InlineData(DayInLieu.Nearest, "2027-12-27", true)]
    public void A_weekend_is_made_up_for_as_the_regime_says(DayInLieu inLieu, string date, bool isOff)
    {
        var calendar = Of("Etc/UTC") with
        {
            Holidays = [Holiday.TryParse("12-25")!.Value, Holiday.TryParse("12-26")!.Value],
            InLieu = inLieu,
        };

        Assert.Equal(isOff, calendar.IsDayOff(Day(date)));
    }

    [Fact]
    public void A_business_day_is_never_a_day_off_and_more_of_them_never_end_earlier() => Gen.Select(
        Gen.Int[0, 4_000].Select(days => new DateOnly(2026, 1, 1).AddDays(days)),
        Gen.Int[1, 30],
        Gen.OneOf([.. Shipped.Rules.Clauses.Rights.Calendars])).Sample((date, count, calendar) =>
        {
            var last = calendar.Promised(date, Term.TryParse($"{count} business days")!.Value);

            Assert.False(calendar.IsDayOff(last));
            Assert.True(last < calendar.Promised(date, Term.TryParse($"{count + 1} business days")!.Value));
            Assert.Equal(count, Enumerable.Range(1, last.DayNumber - date.DayNumber)
                .Count(day => !calendar.IsDayOff(date.AddDays(day))));
        });

    private static RequestCalendar Of(string zone) => new()
    {
        Id = "test",
        Citation = "none",
        Verified = false,
        Regime = "TEST",
        Zone = TimeZoneInfo.FindSystemTimeZoneById(zone),
        Rolls = false,
    };

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
