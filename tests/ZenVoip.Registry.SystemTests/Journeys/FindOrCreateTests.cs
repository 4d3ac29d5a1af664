using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>`onTaken: RETURN_OWNER`: whom a registration finds, and when it makes somebody new known.</summary>
public sealed class FindOrCreateTests
{
    private static readonly object Office = Exercise.Identifier("ACCOUNT", "acme-4711");
    private static readonly object Line = Exercise.Identifier("IP", "192.0.2.7");

    [Fact]
    public async Task The_owner_of_what_cannot_be_shared_is_found_whatever_is_shared()
    {
        await using var registry = await Started();
        var ada = await registry.Find(Email("ada"), Office);

        Assert.Equal(ada, await registry.Find(Email("ada")));
        Assert.Equal(ada, await registry.Find(Email("ada"), Line));
        Assert.Equal(ada, await registry.Find(Email("ada"), Exercise.Identifier("COOKIE", "new")));
    }

    [Fact]
    public async Task A_colleague_is_somebody_else()
    {
        await using var registry = await Started();
        var ada = await registry.Find(Email("ada"), Office);

        var grace = await registry.Find(Email("grace"), Office);

        Assert.NotEqual(ada, grace);
        Assert.Equal(grace, await registry.Find(Email("grace"), Office));
    }

    [Fact]
    public async Task Who_is_known_by_what_can_be_shared_alone_is_found_by_it()
    {
        await using var registry = await Started();
        var visitor = await registry.Find(Line);

        Assert.Equal(visitor, await registry.Find(Line));
        Assert.Equal(visitor, await registry.Find(Line, Office));
    }

    [Fact]
    public async Task What_several_share_finds_none_of_them()
    {
        await using var registry = await Started();
        await registry.Find(Email("ada"), Office);
        await registry.Find(Email("grace"), Office);

        var error = Assert.Single((await registry.Register("RETURN_OWNER", Office))["errors"]!.AsArray())!;

        Assert.Equal("AMBIGUOUS_IDENTIFIER", error["code"]!.GetValue<string>());
        Assert.Equal("""["input","identifiers"]""", error["path"]!.ToJsonString());
    }

    [Fact]
    public async Task Without_it_what_can_be_shared_is_never_taken()
    {
        await using var registry = await Started();
        await registry.Find(Office);

        Assert.Empty((await registry.Register("REFUSE", Office))["errors"]!.AsArray());
    }

    private static object Email(string name) => Exercise.Identifier("EMAIL", $"{name}@example.org");

    private static async Task<Registry> Started()
    {
        var settings = RegistrySettings.OnSqlite();
        var silo = await RegistryProcess.Start(settings);
        return new(settings, silo, await RegistryClient.Of(silo, settings));
    }

    private sealed class Registry(RegistrySettings settings, RegistryProcess silo, RegistryClient client)
        : IAsyncDisposable
    {
        public Task<JsonNode> Register(string onTaken, params object[] identifiers) =>
            client.Change("registerSubject", new { kind = "CUSTOMER", identifiers, onTaken });

        public async Task<string> Find(params object[] identifiers) =>
            (await Register("RETURN_OWNER", identifiers))["subject"]!["id"]!.GetValue<string>();

        public async ValueTask DisposeAsync()
        {
            client.Dispose();
            await silo.DisposeAsync();
            settings.Dispose();
        }
    }
}
