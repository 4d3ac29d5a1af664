using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using ZenVoip.Registry.Server.Operations;

namespace ZenVoip.Registry.Tests.Codebase;

public sealed partial class DocumentedSettingsTests
{
    private static readonly (object Options, string Section)[] Sections =
        [.. KnownSettings.Sections.Select(section => (Activator.CreateInstance(section.Options)!, section.Section))];

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
    public void Every_key_that_is_read_by_name_is_known()
    {
        var read = SourceTree.Files("src", "*.cs")
            .SelectMany(file => KeysIn(SourceTree.Read(file))).Distinct().ToList();

        Assert.Contains("Orleans:SiloPort", read);
        Assert.Empty(read.Except(KnownSettings.Keys));
    }

    [Fact]
    public void The_keys_that_the_command_line_takes_are_those_that_are_documented() =>
        Assert.Equal(Handbook.Settings.Keys.Order(), KnownSettings.Keys.Order());

    [Fact]
    public void Every_class_of_options_is_known() => Assert.Equal(
        typeof(KnownSettings).Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && type.IsClass)
            .OrderBy(type => type.Name),
        KnownSettings.Sections.Select(section => section.Options).OrderBy(type => type.Name));

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
