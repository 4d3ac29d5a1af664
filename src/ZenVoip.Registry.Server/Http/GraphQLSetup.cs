using Microsoft.Extensions.Options;
using ZenVoip.Registry.Server.Guard;

namespace ZenVoip.Registry.Server.Http;

/// <summary>Registers and maps GraphQL over HTTP for whatever schema the container holds.</summary>
internal static class GraphQLSetup
{
    public const string Path = "/graphql";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Post];

    public static IServiceCollection AddRegistryGraphQL(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<GraphQLOptions>()
            .Configure<IHostEnvironment>((options, host) => options.AllowIntrospection = host.IsDevelopment())
            .Bind(configuration.GetSection(GraphQLOptions.Section))
            .ValidateOnStart();
        services.AddOptions<QueryBudgetOptions>()
            .Bind(configuration.GetSection(QueryBudgetOptions.Section))
            .ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<GraphQLOptions>, GraphQLOptionsValidator>()
            .AddSingleton<IValidateOptions<QueryBudgetOptions>, QueryBudgetOptionsValidator>()
            .AddSingleton<QueryBudget>()
            .AddSingleton<CallLimiter>()
            .AddSingleton<Faults>()
            .AddSingleton<DocumentCache>()
            .AddSingleton<TrustedDocuments>()
            .AddSingleton<Admission>()
            .AddSingleton<GraphQLEndpoint>()
            .AddSingleton<SchemaDownload>();
    }

    /// <summary>Every call needs an authenticated caller: without a token the scheme's challenge answers 401.</summary>
    public static void MapRegistryGraphQL(this IEndpointRouteBuilder app)
    {
        // Made now: a schema or a trusted folder that is broken stops the start, not the first call.
        var endpoint = app.ServiceProvider.GetRequiredService<GraphQLEndpoint>();
        var download = app.ServiceProvider.GetRequiredService<SchemaDownload>();
        app.MapMethods(Path, Methods, endpoint.Serve).RequireAuthorization();
        app.MapGet($"{Path}/schema.graphql", download.Serve).RequireAuthorization();
    }
}
