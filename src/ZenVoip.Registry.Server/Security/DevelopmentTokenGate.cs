using System.Net;

namespace ZenVoip.Registry.Server.Security;

/// <summary>
/// Lets Development tokens in from this machine only. A call that a proxy says it passed on comes from elsewhere,
/// whatever its last hop was; one that says nothing cannot be told from the machine.
/// </summary>
internal static class DevelopmentTokenGate
{
    // The last two also where ASP.NET itself was told to heed the others: it then takes them off the call.
    private static readonly string[] ProxyHeaders =
        ["Forwarded", "X-Forwarded-For", "X-Real-IP", "Via", "X-Original-For"];

    public static bool IsOpenTo(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)
        && !ProxyHeaders.Any(context.Request.Headers.ContainsKey);
}
