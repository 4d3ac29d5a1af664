using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>`onTaken: RETURN_OWNER`: whom a registration finds, and when it makes somebody new known.</summary>
public sealed class FindOrCreateTests
{
    private readonly object office = Exercise.Identifier("ACCOUNT", Fresh.Name("acme"));
    private readonly object line = Exercise.Identifier("IP", Fresh.Ip());
    private readonly object email = Exercise.Identifier("EMAIL", Fresh.Email());
    private readonly object another = Exercise.Identifier("EMAIL", Fresh.Email());

    [Fact]
    public async Task The_owner_of_what_cannot_be_shared_is_found_whatever_is_shared()
    {
        var registry = await SharedSilo.Registry();
        var ada = await Find(registry, email, office);

        Assert.Equal(ada, await Find(registry, email));
        Assert.Equal(ada, await Find(registry, email, line));
        Assert.Equal(ada, await Find(registry, email, Exercise.Identifier("COOKIE", Fresh.Name("new"))));
    }

    [Fact]
    public async Task A_colleague_is_somebody_else()
    {
        var registry = await SharedSilo.Registry();
        var ada = await Find(registry, email, office);

        var grace = await Find(registry, another, office);

        Assert.NotEqual(ada, grace);
        Assert.Equal(grace, await Find(registry, another, office));
    }

    [Fact]
    public async Task Who_is_known_by_what_can_be_shared_alone_is_found_by_it()
    {
        var registry = await SharedSilo.Registry();
        var visitor = await Find(registry, line);

        Assert.Equal(visitor, await Find(registry, line));
        Assert.Equal(visitor, await Find(registry, line, office));
    }

    [Fact]
    public async Task What_several_share_finds_none_of_them()
    {
        var registry = await SharedSilo.Registry();
        await Find(registry, email, office);
        await Find(registry, another, office);

        var error = Assert.Single((await Register(registry, "RETURN_OWNER", office))["errors"]!.AsArray())!;

        Assert.Equal("AMBIGUOUS_IDENTIFIER", error["code"]!.GetValue<string>());
        Assert.Equal("""["input","identifiers"]""", error["path"]!.ToJsonString());
    }

    [Fact]
    public async Task Without_it_what_can_be_shared_is_never_taken()
    {
        var registry = await SharedSilo.Registry();
        await Find(registry, office);

        Assert.Empty((await Register(registry, "REFUSE", office))["errors"]!.AsArray());
    }

    private static Task<JsonNode> Register(Running registry, string onTaken, params object[] identifiers) =>
        registry.Client.Change("registerSubject", new { kind = "CUSTOMER", identifiers, onTaken });

    private static async Task<string> Find(Running registry, params object[] identifiers) =>
        (await Register(registry, "RETURN_OWNER", identifiers))["subject"]!["id"]!.GetValue<string>();
}
