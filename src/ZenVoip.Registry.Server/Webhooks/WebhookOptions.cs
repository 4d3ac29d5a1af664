using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Options;

namespace ZenVoip.Registry.Server.Webhooks;

/// <summary>How orders and tasks are delivered to holder systems (<c>Registry:Webhooks</c>).</summary>
internal sealed class WebhookOptions : IValidatableObject
{
    public const string Section = "Registry:Webhooks";

    /// <summary>
    /// Never a receiver's: unspecified, link-local (where clouds hand out credentials), multicast.
    /// </summary>
    private static readonly IPNetwork[] Shut =
    [
        .. new[]
        {
            "0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "::/128", "fe80::/10", "ff00::/8",
            // Beside the IPv4-mapped addresses, which .NET takes for IPv4: whatever is wide enough for them has it too.
            "::fffe:0:0/96",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    /// <summary>
    /// Hosts that receivers may have: <c>hooks.example.com</c>, or <c>*.example.com</c> for all below it. None by
    /// default; Development allows this machine besides.
    /// </summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>
    /// Networks (CIDR) that receivers may have although they are not public: <c>10.20.0.0/16</c>. None by default, and
    /// never one with addresses that are unspecified, link-local, multicast or IPv4-mapped; Development allows this
    /// machine besides.
    /// </summary>
    public IList<string> AllowedNetworks { get; } = [];

    /// <summary>How long a receiver may take to answer; 10 seconds by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Deliveries to one system at a time; 8 by default.</summary>
    [Range(1, 256)]
    public int Concurrency { get; set; } = 8;

    /// <summary>The longest wait before the first retry; it doubles with each; 5 seconds by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "01:00:00")]
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>No wait before a retry is longer, and none that a receiver asks for; 1 hour by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "1.00:00:00")]
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Attempts after which a delivery counts as dead: some hours, by default.</summary>
    [Range(1, 1_000)]
    public int MaxAttempts { get; set; } = 20;

    /// <summary>How often a dead delivery is still tried, as long as it is open; once a day by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "7.00:00:00")]
    public TimeSpan DeadRetry { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Failures within half a minute after which a system is left alone; 5 by default.</summary>
    [Range(2, 1_000)]
    public int BreakAfter { get; set; } = 5;

    /// <summary>How long it is left alone before one delivery is tried; 30 seconds by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "1.00:00:00")]
    public TimeSpan BreakFor { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the old signing secret signs beside the new one; 1 day by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan SecretOverlap { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How often it is looked whether something is due; 2 seconds by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:05:00")]
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>What would allow nobody, or fail at the first delivery.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var host in AllowedHosts.Where(host => !IsHost(host)))
            yield return new($"{Section}:{nameof(AllowedHosts)}: {host} is no host, such as hooks.example.com.");
        foreach (var network in AllowedNetworks)
        {
            if (!IPNetwork.TryParse(network, out var parsed))
                yield return Mistake(network, "is no network, such as 10.20.0.0/16");
            else if (parsed.BaseAddress.IsIPv4MappedToIPv6
                || Shut.Any(shut => shut.Contains(parsed.BaseAddress) || parsed.Contains(shut.BaseAddress)))
                yield return Mistake(network, "opens what no receiver may have: "
                    + "unspecified, link-local, multicast or IPv4-mapped addresses");
        }

        static ValidationResult Mistake(string network, string what) =>
            new($"{Section}:{nameof(AllowedNetworks)}: {network} {what}.");
    }

    private static bool IsHost(string text) => Uri.CheckHostName(
        text.StartsWith(Receivers.AllBelow, StringComparison.Ordinal) ? text[Receivers.AllBelow.Length..] : text)
        is not UriHostNameType.Unknown;
}

[OptionsValidator]
internal sealed partial class WebhookOptionsValidator : IValidateOptions<WebhookOptions>;
