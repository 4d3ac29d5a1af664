using System.Globalization;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Server.Operations;

/// <summary>The registry's clock: the machine's. Development may set it ahead, so that deadlines of years can be seen.
/// </summary>
/// <param name="ahead">So much later than the machine it is.</param>
internal sealed class RegistryClock(TimeSpan ahead) : TimeProvider
{
    /// <summary>Further ahead the calendar ends before the longest period does.</summary>
    private static readonly TimeSpan Most = TimeSpan.FromDays(36_500);

    public TimeSpan Ahead => ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;

    /// <exception cref="StartRefusedException">It is moved outside Development, or not a time.</exception>
    public static RegistryClock Of(IConfiguration configuration, IHostEnvironment environment)
    {
        if (configuration["Registry:ClockOffset"] is not { Length: > 0 } text)
            return new(TimeSpan.Zero);
        if (!environment.IsDevelopment())
            throw new StartRefusedException("Registry:ClockOffset is for Development only.");
        // Silos that share a database tell each other by its clock who is alive.
        if (configuration.GetConnectionString("Registry") is { Length: > 0 })
            throw new StartRefusedException("Registry:ClockOffset is for SQLite only.");
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var ahead)
            && ahead >= TimeSpan.Zero && ahead <= Most
                ? new(ahead)
                : throw new StartRefusedException(
                    "Registry:ClockOffset must be a time such as 1826.00:00:00, from 0 to 36500 days.");
    }
}
