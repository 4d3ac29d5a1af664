using CsCheck;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Tests.Decisions;

public sealed class QuietHoursTests
{
    private static readonly Gen<TimeZoneInfo> Zone = Gen.OneOf(
    [
        .. "America/New_York America/Phoenix Pacific/Honolulu Europe/Berlin Australia/Lord_Howe Asia/Kathmandu"
            .Split(' ')
            .Select(TimeZoneInfo.FindSystemTimeZoneById),
    ]);

    /// <summary>Minute by minute is slow and simple: the answer must be the first open minute.</summary>
    [Fact]
    public void The_next_opening_is_what_counting_the_minutes_finds() =>
        Gen.Select(Gen.Int[0, 22], Gen.Int[1, 12], Zone.Array[1, 2], Gen.Int[0, 365 * 24 * 60]).Sample(
            (opens, length, zones, minute) =>
            {
                var hours = Hours(new TimeOnly(opens, 30), new TimeOnly(Math.Min(opens + length, 23), 45));
                var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minute);

                var open = QuietHours.NextOpen([.. zones.Select(zone => (hours, zone))], now);

                Assert.Equal(Counted(hours, zones, now), open < now.AddDays(3) ? open : null);
            },
            iter: 300);

    [Fact]
    public void Where_no_hour_suits_both_there_is_none() => Assert.Null(QuietHours.NextOpen(
        [
            (Hours(new(9, 0), new(10, 0)), TimeZoneInfo.FindSystemTimeZoneById("America/New_York")),
            (Hours(new(9, 0), new(10, 0)), TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo")),
        ],
        Any.Start));

    [Fact]
    public void An_opening_that_summer_time_skips_is_right_after_the_gap()
    {
        var now = new DateTimeOffset(2026, 3, 8, 6, 0, 0, TimeSpan.Zero);

        var open = QuietHours.NextOpen(
            [(Hours(new(2, 30), new(4, 0)), TimeZoneInfo.FindSystemTimeZoneById("America/New_York"))], now);

        Assert.Equal(new DateTimeOffset(2026, 3, 8, 7, 0, 0, TimeSpan.Zero), open);
    }

    private static DateTimeOffset? Counted(CallingHours hours, TimeZoneInfo[] zones, DateTimeOffset now)
    {
        for (var at = now; at < now.AddDays(3); at = at.AddMinutes(1))
        {
            if (Array.TrueForAll(zones, zone => IsOpen(hours, TimeZoneInfo.ConvertTime(at, zone))))
                return at;
        }

        return null;
    }

    private static bool IsOpen(CallingHours hours, DateTimeOffset local) =>
        local.TimeOfDay >= hours.Opens.ToTimeSpan() && local.TimeOfDay < hours.Closes.ToTimeSpan();

    private static CallingHours Hours(TimeOnly opens, TimeOnly closes) =>
        new() { Id = "test", Citation = "none", Verified = false, Opens = opens, Closes = closes };
}
