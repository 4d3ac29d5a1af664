using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace ZenVoip.Registry.Server.Http;

/// <summary>Who listens, and until when the token allows it.</summary>
internal sealed record StreamCaller(ClaimsPrincipal User, DateTimeOffset? Until)
{
    /// <summary>By the request's own header; null: it has none that is accepted.</summary>
    public static async Task<StreamCaller?> Of(HttpContext http) => Of(await http.AuthenticateAsync());

    /// <summary>By a header that came later, checked as if the request had had it; null: it is not accepted.</summary>
    public static async Task<StreamCaller?> Of(HttpContext http, string authorization)
    {
        // In a scope of its own: the handlers remember what they found for a request.
        await using var scope = http.RequestServices.CreateAsyncScope();
        var request = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        request.Connection.RemoteIpAddress = http.Connection.RemoteIpAddress;
        request.Connection.LocalIpAddress = http.Connection.LocalIpAddress;
        foreach (var header in http.Request.Headers)
            request.Request.Headers[header.Key] = header.Value;
        request.Request.Headers.Authorization = authorization;
        return Of(await request.AuthenticateAsync());
    }

    /// <summary>How long the token holds; zero: it has run out.</summary>
    public TimeSpan? Remaining(DateTimeOffset now) => Until is { } until
        ? TimeSpan.FromTicks(Math.Max(0, Math.Min((until - now).Ticks, Longest.Ticks)))
        : null;

    /// <summary>No timer runs longer.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private static StreamCaller? Of(AuthenticateResult result) =>
        result is { Succeeded: true, Principal.Identity.IsAuthenticated: true }
            ? new(result.Principal, result.Properties?.ExpiresUtc)
            : null;
}
