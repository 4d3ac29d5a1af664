using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;
using ZenVoip.Registry.Server.Api;

namespace ZenVoip.Registry.Tests.Api;

/// <summary>The schema as the server builds it, without a server.</summary>
internal static class RegistrySchema
{
    public static ISchema Built { get; } = Build();

    private static ISchema Build()
    {
        var schema = new ServiceCollection().AddRegistryApi().BuildServiceProvider().GetRequiredService<ISchema>();
        schema.Initialize();
        return schema;
    }
}
