using YamlDotNet.Core;
using ZenVoip.Registry.Tests.Codebase;

namespace ZenVoip.Registry.Tests.Deployment;

public sealed class ComposeTests
{
    private static ComposeFile Committed => ComposeFile.Parse(SourceTree.Read("docker-compose.yml"));

    [Fact]
    public void Every_rule_holds() => Assert.Empty((IEnumerable<string>)
    [
        .. ComposeRules.UnreadSettings(Committed), .. ComposeRules.SecretsInClear(Committed),
        .. ComposeRules.WeakContainers(Committed), .. ComposeRules.OpenPorts(Committed),
        .. ComposeRules.BrokenReferences(Committed), .. ComposeRules.EndlessWaits(Committed),
    ]);

    [Fact]
    public void Two_silos_form_one_cluster_after_the_migration()
    {
        var silos = Committed.Services.Where(service => service.Key.StartsWith("registry-", StringComparison.Ordinal))
            .Select(service => service.Value).ToList();

        Assert.Equal(2, silos.Count);
        Assert.Single(silos.Select(silo => silo.Environment["Orleans__ClusterId"]).Distinct());
        Assert.Single(silos.Select(silo => silo.Environment["ConnectionStrings__Registry"]).Distinct());
        Assert.Equal(2, silos.Select(silo => silo.Environment["Orleans__AdvertisedAddress"]).Distinct().Count());
        Assert.Equal(2, silos.SelectMany(silo => silo.Ports).Distinct().Count());
        Assert.All(silos, silo => Assert.Contains("migrate", silo.DependsOn.Keys));
        Assert.Equal(["migrate"], Committed.Services["migrate"].Command);
    }

    [Fact]
    public void The_image_is_built_from_the_root_with_the_committed_dockerfile()
    {
        var build = Assert.IsType<ComposeBuild>(Committed.Silo?.Build);

        Assert.Equal(".", build.Context);
        Assert.True(File.Exists(SourceTree.PathOf(build.Dockerfile)));
    }

    [Theory]
    [InlineData("services: {a: {imge: x}}", "imge")]
    [InlineData("services: {a: {image: x, image: y}}", "image")]
    [InlineData("services: {a: {environment: {A: true}}}", "quoted")]
    [InlineData("services: {a: {read_only: maybe}}", "maybe")]
    public void What_compose_would_refuse_is_refused_here(string yaml, string reason)
    {
        var refusal = Assert.ThrowsAny<YamlException>(() => ComposeFile.Parse(yaml));

        Assert.Contains(reason, $"{refusal.Message} {refusal.InnerException?.Message}", StringComparison.Ordinal);
    }

    [Fact]
    public void Every_rule_finds_its_bad_example()
    {
        Assert.NotEmpty(ComposeRules.UnreadSettings(Bad("environment: {Orleans__SiloNam: x}")));
        Assert.NotEmpty(ComposeRules.SecretsInClear(Bad("environment: {Registry__MasterKey: x}")));
        Assert.NotEmpty(ComposeRules.SecretsInClear(Bad("environment: {Registry__MasterKey: '${KEY:-}'}")));
        Assert.NotEmpty(ComposeRules.WeakContainers(Bad("image: zenvoip-registry:0.1.0")));
        Assert.NotEmpty(ComposeRules.OpenPorts(Bad("ports: ['5080:8080']")));
        Assert.NotEmpty(ComposeRules.BrokenReferences(Bad("networks: [registri]")));
        Assert.NotEmpty(ComposeRules.EndlessWaits(Bad("depends_on: {a: {condition: service_healthy}}")));
    }

    private static ComposeFile Bad(string part) => ComposeFile.Parse($"services:\n  a:\n    {part}\n");
}
