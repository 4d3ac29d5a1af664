namespace ZenVoip.Registry.Server.Security;

/// <summary>Lets callers in whose token was checked a moment ago.</summary>
internal static class KnownCallersSetup
{
    /// <summary>
    /// The endpoint asks of a caller no more than to be authenticated, and checks everything else itself: whoever is
    /// known may go straight to it.
    /// </summary>
    public static TBuilder OpenToKnownCallers<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(Open);

    /// <summary>Before authentication: it is for those who are not known.</summary>
    public static void UseKnownCallers(this WebApplication app)
    {
        var callers = app.Services.GetRequiredService<KnownCallers>();
        app.Use(next => http =>
        {
            if (http.GetEndpoint() is not { RequestDelegate: { } serve } endpoint
                || !endpoint.Metadata.Contains(Open)
                || callers.Find(http) is not { } caller)
                return next(http);
            http.User = caller;
            return serve(http);
        });
    }

    private static readonly object Open = new OpenToKnown();

    private sealed class OpenToKnown;
}
