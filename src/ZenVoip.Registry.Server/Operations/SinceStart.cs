namespace ZenVoip.Registry.Server.Operations;

/// <summary>
/// A clock whose timestamps count from its making. Orleans 10.4.2 has its watchdog look before it has noted when it
/// last did (Watchdog.Start: the platform's thread runs before <c>_componentWatchdogTimestamp</c> is set), so that it
/// finds the time since timestamp zero, which is since the machine was switched on: a warning of a stall, and a worse
/// score of the silo's health, at an ordinary start.
/// </summary>
internal sealed class SinceStart : TimeProvider
{
    private readonly long start = System.GetTimestamp();

    public override long GetTimestamp() => System.GetTimestamp() - start;
}
