using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Decisions;

/// <summary>The hours in which people may be reached, in the time zones that they may be in.</summary>
public static class QuietHours
{
    /// <summary>
    /// More steps than any set of real time zones needs to meet: each step goes forward to some zone's opening, and
    /// there are at most two of those a day for each of the world's zones.
    /// </summary>
    private const int MaxSteps = 1_000;

    /// <summary>
    /// The earliest instant, not before <paramref name="now"/>, at which it is open everywhere; null: there is none.
    /// </summary>
    public static DateTimeOffset? NextOpen(
        IReadOnlyList<(CallingHours Hours, TimeZoneInfo Zone)> places, DateTimeOffset now)
    {
        var at = now;
        for (var step = 0; step < MaxSteps; step++)
        {
            var next = at;
            for (var i = 0; i < places.Count; i++)
                next = Later(next, Opening(places[i].Hours, places[i].Zone, at));
            if (next == at)
                return at;

            at = next;
        }

        return null;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => other > one ? other : one;

    /// <summary>The instant itself if it is open then, else the next opening.</summary>
    private static DateTimeOffset Opening(CallingHours hours, TimeZoneInfo zone, DateTimeOffset at)
    {
        var local = at.UtcDateTime + zone.GetUtcOffset(at);
        var time = TimeOnly.FromDateTime(local);
        if (time >= hours.Opens && time < hours.Closes)
            return at;

        var day = DateOnly.FromDateTime(local);
        return time < hours.Opens && Opening(hours, zone, day, after: at) is { } today
            ? today
            : Opening(hours, zone, day.AddDays(1), after: at) ?? at.AddDays(1);
    }

    /// <summary>When that day opens: after the gap if summer time skips the hour, twice if it repeats it.</summary>
    private static DateTimeOffset? Opening(CallingHours hours, TimeZoneInfo zone, DateOnly day, DateTimeOffset after)
    {
        var local = day.ToDateTime(hours.Opens, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(1);

        TimeSpan[] offsets = zone.IsAmbiguousTime(local)
            ? zone.GetAmbiguousTimeOffsets(local)
            : [zone.GetUtcOffset(local)];
        DateTimeOffset? earliest = null;
        foreach (var offset in offsets)
        {
            var opening = new DateTimeOffset(local - offset, TimeSpan.Zero);
            if (opening > after && (earliest is null || opening < earliest))
                earliest = opening;
        }

        return earliest;
    }
}
