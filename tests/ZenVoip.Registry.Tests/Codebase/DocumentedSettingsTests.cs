using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Http;
using ZenVoip.Registry.Server.Identifiers;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Webhooks;

namespace ZenVoip.Registry.Tests.Codebase;

public sealed partial class DocumentedSettingsTests
{
    private static readonly (object Options, string Section)[] Sections =
    [
        (new RegistrySecurityOptions(), RegistrySecurityOptions.Section),
        (new GraphQLOptions(), GraphQLOptions.Section),
        (new StreamOptions(), StreamOptions.Section),
        (new WebhookOptions(), WebhookOptions.Section),
        (new QueryBudgetOptions(), QueryBudgetOptions.Section),
        (new IdentifierOptions(), "Registry"),
    ];

    public static TheoryData<string, string, string?> Options =>
    [
        .. Sections.SelectMany(
            section => section.Options.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public),
            (section, option) => (
                $"{section.Section}:{option.Name}{(IsList(option) ? ":#" : "")}",
                Written(option.GetValue(section.Options)),
                RangeOf(option))),
    ];

    [Theory, MemberData(nameof(Options))]
    public void An_option_is_documented_with_its_default_and_range(string key, string value, string? range)
    {
        var row = Assert.Contains(key, Handbook.Settings);

        Assert.Equal(value, row[0].Trim('`'));
        if (range is not null)
            Assert.Equal(range, row[1]);
    }

    [Fact]
    public void Every_key_that_is_read_by_name_is_documented()
    {
        var read = SourceTree.Files("src", "*.cs")
            .SelectMany(file => KeysIn(SourceTree.Read(file))).Distinct().ToList();

        Assert.Contains("Orleans:SiloPort", read);
        Assert.Empty(read.Except(Handbook.Settings.Keys));
    }

    [Fact]
    public void No_documented_key_is_made_up()
    {
        var source = string.Concat(SourceTree.Files("src", "*.cs").Select(SourceTree.Read));

        Assert.DoesNotContain(Handbook.Settings.Keys.Where(key => key.Contains(':')), key =>
            !Regex.IsMatch(source, $@"\b{Regex.Escape(key.TrimEnd('#', ':').Split(':')[^1])}\b"));
    }

    private static IEnumerable<string> KeysIn(string source) =>
        Whole().Matches(source).Select(key => key.Groups["key"].Value)
            .Concat(Connection().Matches(source).Select(key => $"ConnectionStrings:{key.Groups["key"].Value}"))
            .Concat(OfSilo().Matches(source).Select(key => $"Orleans:{key.Groups["key"].Value}"));

    private static bool IsList(PropertyInfo option) => typeof(IList).IsAssignableFrom(option.PropertyType)
        || option.PropertyType == typeof(IList<string>);

    private static string Written(object? value) => value switch
    {
        null or ICollection { Count: 0 } => "none",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string? RangeOf(PropertyInfo option) =>
        option.GetCustomAttribute<RangeAttribute>() is { } range ? $"{range.Minimum} to {range.Maximum}" : null;

    [GeneratedRegex(@"onfiguration\[""(?<key>[A-Z]\w+:[\w:]+)""\]")]
    private static partial Regex Whole();

    [GeneratedRegex(@"GetConnectionString\(""(?<key>\w+)""\)")]
    private static partial Regex Connection();

    [GeneratedRegex(@"settings(?:\.GetValue\(|\[)""(?<key>\w+)""")]
    private static partial Regex OfSilo();
}
