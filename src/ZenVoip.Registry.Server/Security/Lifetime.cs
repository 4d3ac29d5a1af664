using System.Globalization;

namespace ZenVoip.Registry.Server.Security;

/// <summary>Reads how long a token lives.</summary>
internal static class Lifetime
{
    public static readonly TimeSpan Max = TimeSpan.FromDays(365);

    /// <param name="text">A whole number with s, m, h or d behind it, or hh:mm:ss.</param>
    public static TimeSpan? TryParse(string text)
    {
        var span = text switch
        {
            [.. var number, 's'] => Times(number, TimeSpan.TicksPerSecond),
            [.. var number, 'm'] => Times(number, TimeSpan.TicksPerMinute),
            [.. var number, 'h'] => Times(number, TimeSpan.TicksPerHour),
            [.. var number, 'd'] => Times(number, TimeSpan.TicksPerDay),
            _ when text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var exact) => exact,
            _ => (TimeSpan?)null,
        };
        return span > TimeSpan.Zero && span <= Max ? span : null;
    }

    private static TimeSpan? Times(string number, long unit) =>
        uint.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && count <= Max.Ticks / unit
            ? new TimeSpan(count * unit)
            : null;
}
