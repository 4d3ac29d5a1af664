using System.Globalization;
using System.Reflection;
using System.Text.Json.Serialization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ZenVoip.Registry.Tests.Deployment;

/// <summary>
/// Compares how scalars are written with the types of the Kubernetes models. The client's own strict parser refuses
/// unknown keys but takes <c>replicas: "3"</c> and <c>value: 5</c>, which the API server refuses.
/// </summary>
internal static class YamlTypes
{
    private static readonly string[] NotStrings = ["true", "false", "null", "~", ""];

    public static IEnumerable<string> Mistakes(YamlNode node, Type type, string path) =>
        (node, Nullable.GetUnderlyingType(type) ?? type) switch
        {
            (YamlScalarNode scalar, var wanted) => Mistake(scalar, wanted) is { } mistake ? [$"{path}: {mistake}"] : [],
            (YamlSequenceNode items, { IsGenericType: true } list) when list.GetGenericArguments() is [var item] =>
                items.SelectMany((child, index) => Mistakes(child, item, $"{path}[{index}]")),
            (YamlMappingNode map, { IsGenericType: true } pairs) when pairs.GetGenericArguments() is [_, var value] =>
                map.SelectMany(pair => Mistakes(pair.Value, value, $"{path}.{pair.Key}")),
            (YamlMappingNode map, var model) => map.SelectMany(pair => Member(model, $"{pair.Key}") is { } member
                ? Mistakes(pair.Value, member.PropertyType, $"{path}.{pair.Key}")
                : [$"{path}: unknown key {pair.Key}"]),
            _ => [$"{path}: {type.Name} cannot be written as {node.NodeType}"],
        };

    private static PropertyInfo? Member(Type model, string key) => model.GetProperties()
        .FirstOrDefault(member => member.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name == key);

    private static string? Mistake(YamlScalarNode scalar, Type type)
    {
        var text = scalar.Value ?? "";
        var plain = scalar.Style is ScalarStyle.Plain;
        return type switch
        {
            _ when type == typeof(string) => plain && LooksTyped(text) ? $"{text} must be quoted" : null,
            _ when type == typeof(int) || type == typeof(long) =>
                plain && long.TryParse(text, CultureInfo.InvariantCulture, out _) ? null : $"'{text}' is no integer",
            _ when type == typeof(bool) => plain && text is ("true" or "false") ? null : $"'{text}' is no boolean",
            _ when type.Name is "IntOrString" or "ResourceQuantity" => null,
            _ => $"'{text}' cannot be a {type.Name}",
        };
    }

    private static bool LooksTyped(string text) =>
        NotStrings.Contains(text) || double.TryParse(text, CultureInfo.InvariantCulture, out _);
}
