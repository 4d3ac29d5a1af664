using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace ZenVoip.Registry.Server.Http;

/// <summary>How answers are streamed, by server-sent events and WebSocket (<c>Registry:Streams</c>).</summary>
internal sealed class StreamOptions
{
    public const string Section = "Registry:Streams";

    /// <summary>
    /// Event streams and sockets of one client at this silo; 100 by default. As many sockets more are let in, not for
    /// long and only to say no.
    /// </summary>
    [Range(1, 100_000)]
    public int ConnectionsPerClient { get; set; } = 100;

    /// <summary>Sockets that have not yet said who they are; 1,000 by default.</summary>
    [Range(1, 100_000)]
    public int UnknownSockets { get; set; } = 1_000;

    /// <summary>Operations of one socket at a time; 100 by default. A no is exempt.</summary>
    [Range(1, 10_000)]
    public int OperationsPerSocket { get; set; } = 100;

    /// <summary>Largest message of a socket in bytes; 64 KB by default.</summary>
    [Range(1_024, 16 * 1024 * 1024)]
    public int MessageBytes { get; set; } = 64 * 1024;

    /// <summary>How long a socket may wait with <c>connection_init</c>; 10 seconds by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan InitTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a silent stream says that it is alive; 15 seconds by default.</summary>
    /// <remarks>Shorter than the minute after which proxies usually give up.</remarks>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a reader may take nothing before it is cut off; 30 seconds by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(30);
}

[OptionsValidator]
internal sealed partial class StreamOptionsValidator : IValidateOptions<StreamOptions>;
