namespace ZenVoip.Registry.Server.Http;

/// <summary>When and why a stream ends that would not end by itself.</summary>
internal sealed class StreamEnd : IDisposable
{
    private readonly CancellationTokenSource _expired;
    private readonly CancellationTokenSource _any;

    public StreamEnd(HttpContext http, IHostApplicationLifetime host, TimeProvider clock)
    {
        _expired = new(Timeout.InfiniteTimeSpan, clock);
        _any = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted, host.ApplicationStopping, _expired.Token);
    }

    /// <summary>Whatever comes first.</summary>
    public CancellationToken Any => _any.Token;

    /// <summary>The token has run out.</summary>
    public bool Expired => _expired.IsCancellationRequested;

    /// <summary>From now on the stream ends with the caller's token.</summary>
    public void With(StreamCaller caller, TimeProvider clock)
    {
        if (caller.Remaining(clock.GetUtcNow()) is { } remaining) _expired.CancelAfter(remaining);
    }

    /// <summary>It ends now.</summary>
    public Task Begin() => _any.CancelAsync();

    public void Dispose()
    {
        _any.Dispose();
        _expired.Dispose();
    }
}
