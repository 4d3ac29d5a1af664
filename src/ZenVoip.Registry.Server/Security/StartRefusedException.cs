namespace ZenVoip.Registry.Server.Security;

/// <summary>
/// The registry may not start like this. The message names the setting and what it must be, and holds no secret:
/// print it without a stack trace and exit.
/// </summary>
public sealed class StartRefusedException(string message) : Exception(message);
