using System.Globalization;
using ZenVoip.Registry.Grains.Faults;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Server.Operations;

/// <summary>At what the process is to end, so that tests see what becomes of it: a point, and for what time.</summary>
internal sealed record ArmedFault(FaultPoint Point, int Time)
{
    public void Arm() => FaultPoints.Arm(Point, Time);

    /// <returns>Null: at nothing.</returns>
    /// <exception cref="StartRefusedException">It is set outside Development, or there is no such point.</exception>
    public static ArmedFault? Of(IConfiguration configuration, IHostEnvironment environment)
    {
        if (configuration["Registry:FaultPoint"] is not { Length: > 0 } text)
            return null;
        if (!environment.IsDevelopment())
            throw new StartRefusedException("Registry:FaultPoint is for Development only.");
        return Read(text.Split(':')) ?? throw new StartRefusedException(
            "Registry:FaultPoint must be a point, such as ChangeStored, or its third time, such as ChangeStored:3.");
    }

    private static ArmedFault? Read(string[] parts)
    {
        var time = 1;
        var isTime = parts is [_] || (parts is [_, var digits]
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out time) && time > 0);
        return isTime && Enum.GetNames<FaultPoint>().Contains(parts[0])
            ? new(Enum.Parse<FaultPoint>(parts[0]), time)
            : null;
    }
}
