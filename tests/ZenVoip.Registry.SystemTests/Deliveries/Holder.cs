using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ZenVoip.Registry.SystemTests.Deliveries;

/// <summary>A webhook as it came.</summary>
/// <param name="Headers">Those of Standard Webhooks.</param>
/// <param name="Status">What it was answered with.</param>
internal sealed record Webhook(IReadOnlyDictionary<string, string> Headers, string Body, int Status)
{
    public string Id => Headers["webhook-id"];

    public bool IsTaken => Status is 200;

    /// <summary>All of it.</summary>
    public string Text => string.Join('\n', [.. Headers.Select(header => $"{header.Key}: {header.Value}"), Body]);
}

/// <summary>A holder system: it takes webhooks on a real port, at its pace, and fails where it is told to.</summary>
internal sealed class Holder : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Webhook> got = new();
    private int status = 200;
    private int busy;

    private Holder(WebApplication app, string name) => (this.app, Name) = (app, name);

    public string Name { get; }

    public string Secret { get; set; } = "";

    public string Address => app.Urls.Single() + "/registry";

    /// <summary>How long it takes over each.</summary>
    public TimeSpan Pace { get; init; }

    /// <summary>Each webhook takes one, and waits for it; null: nobody has to wait.</summary>
    public SemaphoreSlim? Places { get; init; }

    /// <summary>What it answers with.</summary>
    public int Status
    {
        get => Volatile.Read(ref status);
        set => Volatile.Write(ref status, value);
    }

    /// <summary>Something came in that is not answered yet.</summary>
    public bool IsBusy => Volatile.Read(ref busy) > 0;

    public IReadOnlyList<Webhook> Got => [.. got];

    /// <summary>The ids that it took, once each, in the order in which it first did.</summary>
    public IReadOnlyList<string> Taken =>
        [.. got.Where(webhook => webhook.IsTaken).Select(webhook => webhook.Id).Distinct()];

    public static async Task<Holder> Start(string name, TimeSpan pace = default, SemaphoreSlim? places = null)
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var holder = new Holder(builder.Build(), name) { Pace = pace, Places = places };
        holder.app.Run(holder.Take);
        await holder.app.StartAsync();
        return holder;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Take(HttpContext http)
    {
        Interlocked.Increment(ref busy);
        try
        {
            await Answer(http);
        }
        finally
        {
            Interlocked.Decrement(ref busy);
        }
    }

    private async Task Answer(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        var headers = http.Request.Headers
            .Where(header => header.Key.StartsWith("webhook-", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString());
        await Task.Delay(Pace);
        await (Places?.WaitAsync() ?? Task.CompletedTask);
        http.Response.StatusCode = Status;
        got.Enqueue(new Webhook(headers, body, http.Response.StatusCode));
    }
}
