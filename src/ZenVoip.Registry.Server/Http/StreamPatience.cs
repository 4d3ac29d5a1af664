using Microsoft.Extensions.Options;

namespace ZenVoip.Registry.Server.Http;

/// <summary>How long a reader may take nothing.</summary>
internal sealed class StreamPatience(IOptions<StreamOptions> options, TimeProvider clock)
{
    /// <summary>Sends; a reader that takes nothing is cut off.</summary>
    public async Task Send(HttpContext http, Func<CancellationToken, ValueTask> send)
    {
        using var patience = new CancellationTokenSource(options.Value.SendTimeout, clock);
        await using var cut = patience.Token.Register(http.Abort);
        await send(http.RequestAborted);
    }
}
