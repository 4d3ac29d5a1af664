using System.Reflection;
using NetArchTest.Rules;

namespace ZenVoip.Registry.Tests.Codebase;

public sealed class ArchitectureTests
{
    private const string DomainName = "ZenVoip.Registry.Domain";
    private const string GrainsName = "ZenVoip.Registry.Grains";
    private const string ServerName = "ZenVoip.Registry.Server";

    // Composes all the others; nobody looks back at it.
    private const string Composer = "Subjects";

    // The rules are data that every capability decides by.
    private const string Shared = "Rulebook";

    private static readonly Assembly Domain = Assembly.Load(DomainName);
    private static readonly Assembly Grains = Assembly.Load(GrainsName);
    private static readonly Assembly Server = Assembly.Load(ServerName);

    // Who calls, how, and how much: what it is about, nobody of them knows.
    private static readonly string[] Serving = ["Http", "Guard", "Security"];

    public static TheoryData<string> Capabilities => [.. FoldersOf(Domain, DomainName)];

    [Fact]
    public void The_domain_needs_nothing_but_the_base_class_library() =>
        Assert.DoesNotContain(ReferencesOf(Domain), name => !IsBaseLibrary(name));

    [Fact]
    public void Grains_need_the_domain_and_Orleans_only() =>
        Assert.DoesNotContain(ReferencesOf(Grains), name => !IsBaseLibrary(name) && name != DomainName
            && !name.StartsWith("Orleans.", StringComparison.Ordinal)
            && !name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal));

    [Theory, MemberData(nameof(Capabilities))]
    public void A_capability_knows_no_other(string capability)
    {
        var others = Capabilities.Select(row => row.Data).Where(other => other != capability && other != Shared)
            .Select(other => $"{DomainName}.{other}").ToArray();

        if (capability != Composer)
            Assert.Empty(Offenders(Domain, $"{DomainName}.{capability}", others));
    }

    [Fact]
    public void The_rulebook_knows_no_capability() =>
        Assert.Empty(Offenders(Domain, $"{DomainName}.{Shared}",
            [.. Capabilities.Select(row => row.Data).Where(it => it != Shared).Select(it => $"{DomainName}.{it}")]));

    [Theory]
    [InlineData("Http")]
    [InlineData("Guard")]
    public void What_serves_http_knows_nothing_of_subjects(string folder) =>
        Assert.Empty(Offenders(Server, $"{ServerName}.{folder}",
            [
                DomainName, GrainsName,
                .. FoldersOf(Server, ServerName).Except(Serving).Select(it => $"{ServerName}.{it}"),
            ]));

    [Fact]
    public void Grain_classes_are_internal_and_sealed() =>
        Assert.DoesNotContain(Grains.GetTypes(), type => typeof(Orleans.IGrainBase).IsAssignableFrom(type)
            && type is { IsInterface: false } and not { IsSealed: true, IsNotPublic: true });

    [Fact]
    public void A_wrong_direction_would_be_found() =>
        Assert.NotEmpty(Offenders(Grains, GrainsName, [DomainName]));

    private static IEnumerable<string> FoldersOf(Assembly assembly, string name) =>
        assembly.GetTypes().Select(type => type.Namespace ?? "")
            .Where(space => space.StartsWith($"{name}.", StringComparison.Ordinal))
            .Select(space => space[(name.Length + 1)..].Split('.')[0])
            .Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<string> ReferencesOf(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(name => name.Name ?? "");

    private static bool IsBaseLibrary(string name) =>
        name is "netstandard" or "mscorlib" || name == "System" || name.StartsWith("System.", StringComparison.Ordinal);

    private static IEnumerable<string> Offenders(Assembly assembly, string space, string[] forbidden) =>
        forbidden.Length == 0
            ? []
            : Types.InAssembly(assembly).That().ResideInNamespace(space)
                .ShouldNot().HaveDependencyOnAny(forbidden)
                .GetResult().FailingTypeNames ?? [];
}
