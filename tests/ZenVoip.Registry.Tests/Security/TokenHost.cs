using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Tests.Security;

/// <summary>A small real server behind the registry's authentication.</summary>
internal sealed class TokenHost : IAsyncDisposable
{
    /// <summary>A call that carries this header seems to come from the address in it.</summary>
    public const string SeemsFrom = "Test-Remote-Address";

    private readonly WebApplication app;
    private readonly RegistryKeys keys;
    private readonly HttpClient client;

    private TokenHost(WebApplication app, RegistryKeys keys)
    {
        this.app = app;
        this.keys = keys;
        client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public static async Task<TokenHost> Start(
        string environment, HttpMessageHandler? authority, params (string, string?)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.AddConfiguration(TestKeys.Configuration(settings));
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var keys = await RegistryKeys.Prepare(
            builder.Configuration, builder.Environment, TimeProvider.System, TestContext.Current.CancellationToken);
        builder.Services.AddRegistrySecurity(builder.Configuration, builder.Environment, keys);
        if (authority is not null)
        {
            builder.Services.Configure<JwtBearerOptions>(
                BearerTokens.AuthorityScheme, bearer => bearer.BackchannelHttpHandler = authority);
        }

        var app = builder.Build();
        app.Use((context, next) =>
        {
            var seems = context.Request.Headers[SeemsFrom].ToString();
            if (seems.Length > 0) context.Connection.RemoteIpAddress = IPAddress.Parse(seems);
            return next(context);
        });
        app.UseKnownCallers();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/open", () => "open").AllowAnonymous();
        app.MapGet("/who", (HttpContext context) => Caller.Of(context.User)?.Client ?? "nobody").OpenToKnownCallers();
        app.MapGet("/write", (HttpContext context) =>
            Caller.Of(context.User)!.May(Scopes.SubjectsWrite) ? Results.Ok() : Results.Forbid());
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new TokenHost(app, keys);
    }

    public async Task<HttpResponseMessage> Get(string path, string? token, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<HttpStatusCode> Status(string path, string? token, params (string Name, string Value)[] headers)
    {
        using var response = await Get(path, token, headers);
        return response.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
        await keys.DisposeAsync();
    }
}
