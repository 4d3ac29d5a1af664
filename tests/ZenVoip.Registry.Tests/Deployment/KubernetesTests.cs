using k8s.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ZenVoip.Registry.Tests.Codebase;

namespace ZenVoip.Registry.Tests.Deployment;

public sealed class KubernetesTests
{
    private const string Production = "k8s/overlays/production";

    public static TheoryData<string> Deployed => ["k8s/overlays/local", Production];

    public static TheoryData<string> Folders => ["k8s/base", .. Deployed.Select(row => row.Data)];

    public static TheoryData<string> RuleNames => [.. Rule.All.Select(rule => rule.Name)];

    [Theory, MemberData(nameof(Folders))]
    public void Every_rule_holds(string folder)
    {
        var manifests = Manifests.Parse(Kustomize.Render(folder));

        Assert.NotEmpty(manifests.Workloads);
        Assert.Empty(Rule.All.SelectMany(rule => rule.Violations(manifests)));
    }

    [Theory, MemberData(nameof(RuleNames))]
    public void Every_rule_finds_its_bad_example(string name)
    {
        var bad = Manifests.Parse(SourceTree.Read($"tests/ZenVoip.Registry.Tests/Deployment/bad/{name}.yaml"));

        Assert.NotEmpty(Rule.All.Single(rule => rule.Name == name).Violations(bad));
    }

    [Theory]
    [InlineData("spec: {replicas: \"3\"}", "no integer")]
    [InlineData("spec: {paused: \"true\"}", "no boolean")]
    [InlineData("spec: {replicaz: 3}", "replicaz")]
    [InlineData("metadata: {name: bad, labels: {version: 1}}", "must be quoted")]
    public void What_the_api_server_would_refuse_is_refused_here(string part, string reason)
    {
        var refusal = Assert.Throws<FormatException>(
            () => Manifests.Parse($"apiVersion: apps/v1\nkind: Deployment\n{part}\n"));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Deployed))]
    public void A_deployment_may_reach_its_database(string folder)
    {
        var manifests = Manifests.Parse(Kustomize.Render(folder));

        foreach (var workload in manifests.Workloads.Where(it => it.Labels["app.kubernetes.io/name"] == "registry"))
            Assert.Contains(manifests.All<V1NetworkPolicy>(), policy =>
                workload.Matches(policy.Spec.PodSelector.MatchLabels)
                && (policy.Spec.Egress ?? []).Any(rule => rule.To is { Count: > 0 }
                    && rule.Ports.Any(port => port.Port.Value is "5432" or "postgres")));
    }

    [Fact]
    public void Production_has_an_authority_and_refuses_development_tokens()
    {
        var manifests = Manifests.Parse(Kustomize.Render(Production));
        var silos = manifests.Workloads.Single(workload => workload.Kind == "Deployment");

        var settings = ReferenceRules.Variables(manifests, silos).ToDictionary(it => it.Name, it => it.Value);

        Assert.Equal("Production", settings["ASPNETCORE_ENVIRONMENT"]);
        Assert.StartsWith("https://", settings["Registry__Authority"], StringComparison.Ordinal);
        Assert.Equal("false", settings["Registry__AllowDevelopmentTokens"]);
        Assert.Contains("ConnectionStrings__Keys", settings.Keys);
        Assert.NotEmpty(manifests.All<V2HorizontalPodAutoscaler>());
    }

    [Fact]
    public void The_run_book_tells_how_to_make_every_secret()
    {
        var runBook = SourceTree.Read("k8s/README.md");

        Assert.All(ReferenceRules.Secrets, secret =>
        {
            Assert.Contains(secret.Key, runBook, StringComparison.Ordinal);
            Assert.All(secret.Value, key => Assert.Contains(key, runBook, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void The_host_takes_its_shutdown_timeout_from_the_setting_that_the_manifests_use()
    {
        var configuration = new ConfigurationManager();
        // What the host makes of DOTNET_SHUTDOWNTIMEOUTSECONDS once it has taken the prefix off.
        configuration.AddInMemoryCollection([new("SHUTDOWNTIMEOUTSECONDS", "120")]);

        var settings = new HostApplicationBuilderSettings { Configuration = configuration };
        using var host = new HostApplicationBuilder(settings).Build();

        var options = host.Services.GetRequiredService<IOptions<HostOptions>>().Value;
        Assert.Equal(TimeSpan.FromSeconds(120), options.ShutdownTimeout);
    }
}
