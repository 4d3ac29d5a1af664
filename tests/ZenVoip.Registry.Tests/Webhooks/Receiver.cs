using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ZenVoip.Registry.Tests.Webhooks;

/// <summary>A receiver of webhooks on a real port: answers as it is told, and keeps what it got.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;

    private Receiver(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First());

    /// <summary>The headers of each request, with its body under an empty name.</summary>
    public ConcurrentQueue<IReadOnlyDictionary<string, string>> Got { get; } = new();

    public static async Task<Receiver> Start(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(async http =>
        {
            await receiver.Keep(http.Request);
            await answer(http);
        });
        await app.StartAsync();
        return receiver;
    }

    public static Task<Receiver> Start(int status) => Start(http =>
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }

    private async Task Keep(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var parts = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(),
            StringComparer.OrdinalIgnoreCase);
        parts[""] = await reader.ReadToEndAsync();
        Got.Enqueue(parts);
    }
}
