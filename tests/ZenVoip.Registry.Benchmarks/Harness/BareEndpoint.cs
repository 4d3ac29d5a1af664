namespace ZenVoip.Registry.Benchmarks.Harness;

/// <summary>
/// The floor: the least that ASP.NET does for a POST. It reads the body and returns bytes that were made before.
/// </summary>
internal static class BareEndpoint
{
    public const string Argument = "--bare";
    public const string Ready = "/ready";
    public const string Answer = "/answer";

    public static async Task Run()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        await using var app = builder.Build();
        var answer = ReadOnlyMemory<byte>.Empty;
        app.MapGet(Ready, () => "ready");
        app.MapPut(Answer, async http =>
        {
            using var bytes = new MemoryStream();
            await http.Request.Body.CopyToAsync(bytes);
            answer = bytes.ToArray();
        });
        app.MapPost("/graphql", async http =>
        {
            await Drain(http.Request);
            http.Response.ContentType = "application/json; charset=utf-8";
            http.Response.ContentLength = answer.Length;
            await http.Response.BodyWriter.WriteAsync(answer);
        });
        await app.RunAsync();
    }

    private static async Task Drain(HttpRequest request)
    {
        while (true)
        {
            var read = await request.BodyReader.ReadAsync();
            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted) return;
        }
    }
}
