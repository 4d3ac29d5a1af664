using System.Reflection;
using System.Xml.Linq;

namespace ZenVoip.Registry.Tests.Codebase;

/// <summary>Clocks, dice and ways off a grain's scheduler are compile errors: each overload is named, as it is spelt.
/// </summary>
public sealed class BannedSymbolTests
{
    private static readonly string[] Everywhere =
    [
        "P:System.DateTime.Now", "P:System.DateTime.UtcNow", "P:System.DateTime.Today",
        "P:System.DateTimeOffset.Now", "P:System.DateTimeOffset.UtcNow", "T:System.Random",
        .. Overloads(typeof(Guid), nameof(Guid.NewGuid)),
        .. Overloads(typeof(Guid), nameof(Guid.CreateVersion7)),
        .. Overloads(typeof(Task), nameof(Task.Delay), ownClock: true),
        .. Overloads(typeof(Thread), nameof(Thread.Sleep)),
    ];

    private static readonly string[] InGrains =
    [
        "T:System.Threading.Tasks.TaskFactory", "T:System.Threading.Tasks.TaskFactory`1",
        "T:System.Threading.ThreadPool", "P:System.TimeProvider.System",
        .. Overloads(typeof(Task), nameof(Task.Run)),
    ];

    [Theory]
    [InlineData("Domain")]
    [InlineData("Grains")]
    [InlineData("Server")]
    public void Clocks_and_dice_are_banned_by_every_overload(string ring) =>
        Assert.DoesNotContain(Everywhere, symbol => !IsBanned(ring, symbol));

    [Fact]
    public void Ways_off_the_scheduler_and_the_clock_of_the_machine_are_banned_in_grains() =>
        Assert.DoesNotContain(InGrains, symbol => !IsBanned("Grains", symbol));

    /// <summary>A symbol that is misspelt bans nothing, and nobody says so.</summary>
    [Theory]
    [InlineData("Domain")]
    [InlineData("Grains")]
    [InlineData("Server")]
    public void What_is_banned_exists(string ring) =>
        Assert.DoesNotContain(Banned(ring), symbol => !Exists(symbol));

    /// <summary>Without the analyzer, its list or errors for warnings, nothing is banned.</summary>
    [Fact]
    public void The_analyzer_reads_the_lists_and_its_warnings_are_errors()
    {
        var build = XDocument.Parse(SourceTree.Read("Directory.Build.props"));

        Assert.Equal("true", Assert.Single(build.Descendants("TreatWarningsAsErrors")).Value);
        Assert.Contains(build.Descendants("PackageReference"), package =>
            (string?)package.Attribute("Include") == "Microsoft.CodeAnalysis.BannedApiAnalyzers");
        Assert.EndsWith(
            "/BannedSymbols.txt", (string?)Assert.Single(build.Descendants("AdditionalFiles")).Attribute("Include"),
            StringComparison.Ordinal);
        Assert.DoesNotContain(
            SourceTree.Files("src", "*.cs").Append(".editorconfig"),
            file => SourceTree.Read(file).Contains("RS0030", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Banned(string ring) =>
        SourceTree.Read($"src/ZenVoip.Registry.{ring}/BannedSymbols.txt").Trim().Split('\n')
            .Select(line => line.Split(';')[0]);

    /// <summary>By itself or with its whole type.</summary>
    private static bool IsBanned(string ring, string symbol) => Banned(ring).Any(banned => banned == symbol
        || (banned[0] is 'T' && symbol.StartsWith($"M:{banned[2..]}.", StringComparison.Ordinal)));

    private static bool Exists(string symbol)
    {
        var name = symbol[2..].Split('(')[0];
        return symbol[0] is 'T'
            ? TypeOf(name) is not null
            : TypeOf(name[..name.LastIndexOf('.')])?.GetMembers().Any(member => Spelt(member) == symbol) is true;
    }

    private static Type? TypeOf(string name) => AppDomain.CurrentDomain.GetAssemblies()
        .Append(typeof(HttpClient).Assembly)
        .Select(assembly => assembly.GetType(name))
        .FirstOrDefault(type => type is not null);

    /// <param name="ownClock">Only those that take no clock of the caller's.</param>
    private static IEnumerable<string> Overloads(Type type, string name, bool ownClock = false) =>
        type.GetMethods().Where(method => method.Name == name
                && !(ownClock && method.GetParameters().Any(each => each.ParameterType == typeof(TimeProvider))))
            .Select(Spelt);

    /// <summary>As in documentation comments (C# standard, annex D.4.2).</summary>
    private static string Spelt(MemberInfo member) => member switch
    {
        PropertyInfo => $"P:{member.DeclaringType!.FullName}.{member.Name}",
        MethodInfo method => $"M:{method.DeclaringType!.FullName}.{method.Name}"
            + (method.IsGenericMethod ? $"``{method.GetGenericArguments().Length}" : "")
            + (method.GetParameters() is { Length: > 0 } all
                ? $"({string.Join(',', all.Select(each => Spelt(each.ParameterType)))})"
                : ""),
        _ => "",
    };

    private static string Spelt(Type type) =>
        type.IsGenericMethodParameter ? $"``{type.GenericParameterPosition}"
        : type.IsGenericType ? $"{type.Namespace}.{type.Name.Split('`')[0]}"
            + $"{{{string.Join(',', type.GetGenericArguments().Select(Spelt))}}}"
        : type.FullName!;
}
