using ZenVoip.Registry.SystemTests.Journeys;

namespace ZenVoip.Registry.SystemTests.Node;

/// <summary>The audits of the GraphQL-over-HTTP project, as it ships them, against the real executable.</summary>
public sealed class HttpAuditTests
{
    [Fact]
    public async Task The_registry_passes_every_audit()
    {
        var registry = await SharedSilo.Registry();

        var told = await NodeScript.Run(
            "http-audits.mjs", new { url = new Uri(registry.Silo.Address, "/graphql"), token = registry.Token() });

        Assert.Equal("[]", told["wrong"]!.ToJsonString());
        Assert.Equal(61, told["audits"]!.GetValue<int>());
    }
}
