using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ZenVoip.Registry.Server.Http;

namespace ZenVoip.Registry.Tests.Http;

/// <summary>A real Kestrel on a free port with the tiny schema; a token is "client scope scope ...".</summary>
public sealed class TinyServer : IAsyncDisposable
{
    public const string All = "tester things:read things:write things:admin robots:read schema:read";

    private readonly WebApplication _app;

    private TinyServer(WebApplication app)
    {
        _app = app;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Http { get; }

    public int Noes => _app.Services.GetRequiredService<TakenNoes>().Count;

    public LogCapture Log => _app.Services.GetRequiredService<LogCapture>();

    public static async Task<TinyServer> Start(
        IEnumerable<(string Key, string Value)>? settings = null,
        string environment = "Production",
        Action<IServiceCollection>? services = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(
            (settings ?? []).Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<LogCapture>();
        builder.Services.AddSingleton<ILoggerProvider>(s => s.GetRequiredService<LogCapture>());
        builder.Services.AddAuthentication("Test").AddScheme<AuthenticationSchemeOptions, TestTokens>("Test", null);
        builder.Services.AddAuthorization();
        builder.Services.AddTinySchema();
        builder.Services.AddRegistryGraphQL(builder.Configuration);
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapRegistryGraphQL();
        app.MapGet("/nobody", () => "never").RequireAuthorization(policy => policy.RequireAssertion(_ => false));
        await app.StartAsync();
        return new(app);
    }

    /// <summary>Says that it is about to stop, and does not.</summary>
    public void BeginToStop() => _app.Lifetime.StopApplication();

    public Task<Reply> Post(object body, string? accept = null, string token = All) =>
        PostText(JsonSerializer.Serialize(body), accept, token: token);

    public Task<Reply> Query(string query, string? accept = null, string token = All) =>
        Post(new { query }, accept, token);

    public Task<Reply> PostText(
        string body, string? accept = null, string? contentType = "application/json", string token = All) =>
        PostBytes(System.Text.Encoding.UTF8.GetBytes(body), accept, contentType, token);

    public Task<Reply> PostBytes(
        byte[] body, string? accept = null, string? contentType = "application/json", string token = All)
    {
        var content = new ByteArrayContent(body);
        if (contentType is not null) content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return Send(new(HttpMethod.Post, "/graphql") { Content = content }, accept, token);
    }

    public Task<Reply> Get(string query, string? variables = null, string? accept = null) => Send(
        new(HttpMethod.Get, $"/graphql?query={Uri.EscapeDataString(query)}"
            + (variables is null ? "" : $"&variables={Uri.EscapeDataString(variables)}")),
        accept);

    public async Task<Reply> Send(HttpRequestMessage request, string? accept = null, string? token = All)
    {
        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept", accept);
        if (token is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        using var response = await Http.SendAsync(request);
        return new(response, await response.Content.ReadAsByteArrayAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    private sealed class TestTokens(
        IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers.Authorization is not [{ } header])
                return Task.FromResult(AuthenticateResult.NoResult());
            var words = header.Split(' ');
            // A client may say who vouches for it: "issuer|client".
            var (issuer, client) = words[1].Split('|') is [var named, var other] ? (named, other) : ("test", words[1]);
            ClaimsIdentity identity = new(
                [new("iss", issuer), new("client_id", client), new("scope", string.Join(' ', words[2..]))], "Test");
            return Task.FromResult(AuthenticateResult.Success(new(new(identity), "Test")));
        }

        protected override Task HandleChallengeAsync(AuthenticationProperties properties)
        {
            Response.Headers.WWWAuthenticate = "Bearer";
            return base.HandleChallengeAsync(properties);
        }
    }
}

/// <summary>An answer of the server, read whole.</summary>
public sealed class Reply(HttpResponseMessage response, byte[] bytes)
{
    public int Status { get; } = (int)response.StatusCode;
    public string? MediaType { get; } = response.Content.Headers.ContentType?.ToString();
    public string? Header(string name) => response.Headers.TryGetValues(name, out var values) ? string.Join(",", values)
        : response.Content.Headers.TryGetValues(name, out values) ? string.Join(",", values) : null;
    public string Text { get; } = new System.Text.UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;
    public JsonElement Data => Json.GetProperty("data");
    public bool HasErrors => Json.TryGetProperty("errors", out _);
    public bool HasData => Json.TryGetProperty("data", out _);
    public JsonElement[] Errors => [.. Json.GetProperty("errors").EnumerateArray()];
    public string Code => Errors[0].GetProperty("extensions").GetProperty("code").GetString()!;
    public string Message => Errors[0].GetProperty("message").GetString()!;
}

/// <summary>Everything that was logged, as one text.</summary>
public sealed class LogCapture : ILoggerProvider, ILogger
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> _lines = new();

    public string Text => string.Join('\n', _lines);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter) => _lines.Enqueue(formatter(state, exception) + exception);

    public void Dispose()
    {
    }
}
