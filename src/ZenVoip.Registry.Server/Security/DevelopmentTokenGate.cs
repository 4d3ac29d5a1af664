using System.Net;

namespace ZenVoip.Registry.Server.Security;

/// <summary>
/// Lets Development tokens in from this machine only. A call that a proxy passed on comes from elsewhere,
/// whatever its last hop was.
/// </summary>
internal static class DevelopmentTokenGate
{
    private static readonly string[] ProxyHeaders = ["Forwarded", "X-Forwarded-For", "X-Real-IP"];

    public static bool IsOpenTo(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)
        && !ProxyHeaders.Any(context.Request.Headers.ContainsKey);
}
