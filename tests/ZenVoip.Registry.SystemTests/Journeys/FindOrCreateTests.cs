using System.Text.Json.Nodes;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>`onTaken: RETURN_OWNER`: whom a registration finds, and when it makes somebody new known.</summary>
public sealed class FindOrCreateTests
{
    private static readonly object Office = Exercise.Identifier("ACCOUNT", "acme-4711");
    private static readonly object Line = Exercise.Identifier("IP", "192.0.2.7");

    [Fact]
    public async Task The_owner_of_what_cannot_be_shared_is_found_whatever_is_shared()
    {
        await using var registry = await Running.Start();
        var ada = await Find(registry, Email("ada"), Office);

        Assert.Equal(ada, await Find(registry, Email("ada")));
        Assert.Equal(ada, await Find(registry, Email("ada"), Line));
        Assert.Equal(ada, await Find(registry, Email("ada"), Exercise.Identifier("COOKIE", "new")));
    }

    [Fact]
    public async Task A_colleague_is_somebody_else()
    {
        await using var registry = await Running.Start();
        var ada = await Find(registry, Email("ada"), Office);

        var grace = await Find(registry, Email("grace"), Office);

        Assert.NotEqual(ada, grace);
        Assert.Equal(grace, await Find(registry, Email("grace"), Office));
    }

    [Fact]
    public async Task Who_is_known_by_what_can_be_shared_alone_is_found_by_it()
    {
        await using var registry = await Running.Start();
        var visitor = await Find(registry, Line);

        Assert.Equal(visitor, await Find(registry, Line));
        Assert.Equal(visitor, await Find(registry, Line, Office));
    }

    [Fact]
    public async Task What_several_share_finds_none_of_them()
    {
        await using var registry = await Running.Start();
        await Find(registry, Email("ada"), Office);
        await Find(registry, Email("grace"), Office);

        var error = Assert.Single((await Register(registry, "RETURN_OWNER", Office))["errors"]!.AsArray())!;

        Assert.Equal("AMBIGUOUS_IDENTIFIER", error["code"]!.GetValue<string>());
        Assert.Equal("""["input","identifiers"]""", error["path"]!.ToJsonString());
    }

    [Fact]
    public async Task Without_it_what_can_be_shared_is_never_taken()
    {
        await using var registry = await Running.Start();
        await Find(registry, Office);

        Assert.Empty((await Register(registry, "REFUSE", Office))["errors"]!.AsArray());
    }

    private static object Email(string name) => Exercise.Identifier("EMAIL", $"{name}@example.org");

    private static Task<JsonNode> Register(Running registry, string onTaken, params object[] identifiers) =>
        registry.Client.Change("registerSubject", new { kind = "CUSTOMER", identifiers, onTaken });

    private static async Task<string> Find(Running registry, params object[] identifiers) =>
        (await Register(registry, "RETURN_OWNER", identifiers))["subject"]!["id"]!.GetValue<string>();
}
