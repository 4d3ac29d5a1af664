using System.Net;
using Microsoft.Extensions.Options;
using ZenVoip.Registry.Domain;

namespace ZenVoip.Registry.Server.Webhooks;

/// <summary>
/// Who may receive webhooks: hosts that the operator allows, by https. Development allows this machine besides, also
/// by http. To which addresses a host may resolve is the connection's business.
/// </summary>
internal sealed class Receivers(IOptions<WebhookOptions> options, IHostEnvironment environment)
{
    /// <summary>The longest address of a receiver, in characters.</summary>
    public const int MaxUrl = 2_048;

    /// <summary>Before a host: every host below it.</summary>
    public const string AllBelow = "*.";

    private readonly string[] allowed = [.. options.Value.AllowedHosts];

    /// <summary>Null: it may receive.</summary>
    public Refusal? Check(string url) =>
        !url.IsPlainWithin(MaxUrl) || !Uri.TryCreate(url, UriKind.Absolute, out var address) || !IsBare(address)
            ? HolderRefusals.WebhookUrlInvalid
        : IsThisMachine(address) && environment.IsDevelopment() ? null
        : address.Scheme != Uri.UriSchemeHttps ? HolderRefusals.WebhookUrlInvalid
        : Array.Exists(allowed, host => Covers(host, address.IdnHost)) ? null
        : HolderRefusals.WebhookNotAllowed;

    /// <summary>A secret in an address would end in logs, and a fragment is never sent.</summary>
    private static bool IsBare(Uri address) =>
        address.Scheme is "http" or "https" && address.UserInfo.Length == 0 && address.Fragment.Length == 0;

    private static bool IsThisMachine(Uri address) =>
        address.IdnHost == "localhost" || (IPAddress.TryParse(address.IdnHost, out var ip) && IPAddress.IsLoopback(ip));

    private static bool Covers(string host, string name) => host.StartsWith(AllBelow, StringComparison.Ordinal)
        ? name.EndsWith(host[1..], StringComparison.OrdinalIgnoreCase) && name.Length >= host.Length
        : name.Equals(host, StringComparison.OrdinalIgnoreCase);
}
