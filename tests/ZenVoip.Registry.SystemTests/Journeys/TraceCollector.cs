using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>Takes traces and metrics over OTLP, and keeps them as they came.</summary>
internal sealed class TraceCollector : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<byte[]> received = new();

    private TraceCollector(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    /// <summary>Everything that came.</summary>
    public Stream Received => new MemoryStream([.. received.SelectMany(bytes => bytes)]);

    public static async Task<TraceCollector> Start()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var collector = new TraceCollector(builder.Build());
        collector.app.Run(collector.Take);
        await collector.app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Take(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        received.Enqueue(body.ToArray());
        http.Response.ContentType = "application/x-protobuf";
    }
}
