using System.Globalization;
using System.Text.Json.Nodes;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>Takes a good input and makes one field of it bad, each in its turn.</summary>
internal static class Spoiling
{
    /// <summary>Values that fit the field's type and mean nothing there; the others do not even fit.</summary>
    private static readonly Dictionary<string, JsonNode> Bad = new(StringComparer.Ordinal)
    {
        ["id"] = "sub_nobody",
        ["value"] = "\u0001",
        ["controller"] = "two words",
        ["operationId"] = "",
        ["method"] = "",
        ["noticeVersion"] = new string('n', 200),
        ["evidence.source"] = new string('s', 2_000),
        ["at"] = "2199-01-01T00:00:00Z",
        ["expectedVersion"] = 9_999,
        ["purpose"] = "quackenbush",
        ["channel"] = "POST",
        ["status"] = "EXPIRED",
    };

    public static IEnumerable<(string Leaf, JsonObject Input)> EachFieldOf(JsonObject input) =>
        Leaves(input, "input").Select(leaf => (leaf, Spoilt(input, leaf.Split('.'))));

    private static IEnumerable<string> Leaves(JsonNode? node, string path) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Leaves(field.Value, $"{path}.{field.Key}")),
        JsonArray items => items.SelectMany((item, index) => Leaves(item, $"{path}.{index}")),
        _ => [path],
    };

    private static JsonObject Spoilt(JsonObject input, string[] path)
    {
        var copy = input.DeepClone().AsObject();
        JsonNode parent = copy;
        foreach (var step in path[1..^1])
            parent = Child(parent, step);
        parent[path[^1]] = (Bad.GetValueOrDefault(string.Join('.', path[^2..]))
            ?? Bad.GetValueOrDefault(path[^1])
            ?? "NOTHING").DeepClone();
        return copy;
    }

    private static JsonNode Child(JsonNode parent, string step) => parent is JsonArray items
        ? items[int.Parse(step, CultureInfo.InvariantCulture)]!
        : parent[step]!;
}
