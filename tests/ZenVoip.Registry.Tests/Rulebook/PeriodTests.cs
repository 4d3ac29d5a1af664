using System.Globalization;
using CsCheck;
using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Tests.Rulebook;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("P24M", "2026-11-23T20:45:00Z", "2028-11-23T20:45:00Z")]
    [InlineData("P5Y", "2024-02-29T00:00:00Z", "2029-02-28T00:00:00Z")]
    [InlineData("P1M", "2026-01-31T12:00:00Z", "2026-02-28T12:00:00Z")]
    [InlineData("P1M", "2028-01-31T12:00:00Z", "2028-02-29T12:00:00Z")]
    [InlineData("P1M", "2026-02-28T12:00:00Z", "2026-03-28T12:00:00Z")]
    [InlineData("P30D", "2026-01-31T12:00:00Z", "2026-03-02T12:00:00Z")]
    [InlineData("P2W", "2026-12-25T00:00:00Z", "2027-01-08T00:00:00Z")]
    [InlineData("PT15M", "2026-12-31T23:50:00Z", "2027-01-01T00:05:00Z")]
    [InlineData("P1Y6M3DT4H5M6S", "2026-01-01T00:00:00Z", "2027-07-04T04:05:06Z")]
    public void A_period_ends_exactly(string period, string start, string end) =>
        Assert.Equal(Instant(end), Period.TryParse(period)!.Value.After(Instant(start)));

    [Fact]
    public void Months_are_counted_in_UTC() => Assert.Equal(
        Instant("2026-02-28T23:30:00Z"),
        Period.TryParse("P1M")!.Value.After(Instant("2026-02-01T01:30:00+02:00")));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1DT")]
    [InlineData("P0D")]
    [InlineData("P-1D")]
    [InlineData("P1.5D")]
    [InlineData("24M")]
    [InlineData("p24m")]
    [InlineData("P1M1Y")]
    [InlineData("P24M ")]
    [InlineData("P24M\n")]
    [InlineData("P99999Y")]
    public void What_is_no_period_is_none(string? text) => Assert.Null(Period.TryParse(text));

    [Fact]
    public void The_end_of_the_calendar_is_not_passed() => Assert.Equal(
        DateTimeOffset.MaxValue, Period.TryParse("P99Y")!.Value.After(Instant("9990-01-01T00:00:00Z")));

    [Fact]
    public void A_period_never_ends_before_it_begins() =>
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 999], Gen.Int[1, 9999], Gen.DateTimeOffset)
            .Where(each => each.Item4.UtcDateTime.Year > 1)
            .Sample((years, months, days, start) =>
                Period.TryParse($"P{years}Y{months}M{days}D")!.Value.After(start) > start);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
