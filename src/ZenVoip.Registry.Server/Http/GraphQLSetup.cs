using GraphQL;
using GraphQL.DI;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Server.Http;

/// <summary>Registers and maps GraphQL over HTTP for whatever schema the container holds.</summary>
internal static class GraphQLSetup
{
    public const string Path = "/graphql";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Post, HttpMethods.Connect];

    public static IServiceCollection AddRegistryGraphQL(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<GraphQLOptions>()
            .Configure<IHostEnvironment>((options, host) => options.AllowIntrospection = host.IsDevelopment())
            .Bind(configuration.GetSection(GraphQLOptions.Section))
            .ValidateOnStart();
        services.AddOptions<QueryBudgetOptions>()
            .Bind(configuration.GetSection(QueryBudgetOptions.Section))
            .ValidateOnStart();
        services.AddOptions<StreamOptions>()
            .Bind(configuration.GetSection(StreamOptions.Section))
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton<IValidateOptions<StreamOptions>, StreamOptionsValidator>()
            .AddSingleton<StreamPlaces>()
            .AddSingleton<StreamPatience>()
            .AddSingleton<StreamedOperations>()
            .AddSingleton<EventStream>()
            .AddSingleton<SocketEndpoint>()
            .AddSingleton<IValidateOptions<GraphQLOptions>, GraphQLOptionsValidator>()
            .AddSingleton<IValidateOptions<QueryBudgetOptions>, QueryBudgetOptionsValidator>()
            .AddSingleton<QueryBudget>()
            .AddSingleton<IConfigureSchema, CostGate>()
            .AddSingleton<CallLimiter>()
            .AddSingleton<Turns>()
            .AddSingleton<SayingNo>()
            .AddSingleton<Faults>()
            .AddSingleton<DocumentCache>()
            .AddSingleton<TrustedDocuments>()
            .AddSingleton<Admission>()
            .AddSingleton<GraphQLEndpoint>()
            .AddSingleton<IAuthorizationMiddlewareResultHandler, SpokenRefusals>()
            .AddSingleton<SchemaDownload>();
    }

    /// <summary>
    /// Every call needs an authenticated caller: without a token the scheme's challenge answers 401. A socket may bring
    /// its token later, with its first message.
    /// </summary>
    public static void MapRegistryGraphQL(this IEndpointRouteBuilder app)
    {
        // Made now: a schema or a trusted document that is broken stops the start, not the first call.
        app.ServiceProvider.GetRequiredService<Admission>().LoadTrusted().GetAwaiter().GetResult();
        var endpoint = app.ServiceProvider.GetRequiredService<GraphQLEndpoint>();
        var download = app.ServiceProvider.GetRequiredService<SchemaDownload>();
        app.MapMethods(Path, Methods, Door(app, endpoint)).RequireAuthorization(Known).OpenToKnownCallers();
        // Whatever is matched by no method of the line above.
        app.Map(Path, AnotherMethod).AllowAnonymous();
        app.MapGet($"{Path}/schema.graphql", download.Serve).RequireAuthorization();
    }

    private static Task AnotherMethod(HttpContext http) => Answer.Send(
        http, AnswerForm.Json, new ExecutionError("Use GET or POST.") { Code = ErrorCodes.MethodNotAllowed });

    private static void Known(AuthorizationPolicyBuilder policy) => policy.RequireAssertion(context =>
        context.User.Identity is { IsAuthenticated: true }
        || (context.Resource is HttpContext http && SocketEndpoint.IsWanted(http)));

    private static RequestDelegate Door(IEndpointRouteBuilder app, GraphQLEndpoint endpoint)
    {
        var events = app.ServiceProvider.GetRequiredService<EventStream>();
        var upgrade = app.CreateApplicationBuilder().UseWebSockets();
        upgrade.Run(app.ServiceProvider.GetRequiredService<SocketEndpoint>().Serve);
        var sockets = upgrade.Build();
        return http => SocketEndpoint.IsWanted(http) ? sockets(http)
            : EventStream.IsTaken(http.Request) ? events.Serve(http)
            : Serve(http);

        Task Serve(HttpContext http)
        {
            // Nothing that a field asks for is made for one request: no scope is opened.
            http.RequestServices = app.ServiceProvider;
            return endpoint.Serve(http);
        }
    }
}
