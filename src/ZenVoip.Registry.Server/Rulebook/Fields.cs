using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ZenVoip.Registry.Server.Rulebook;

/// <summary>
/// Reads one mapping of the file key by key. What cannot be read is reported with its line and replaced by a
/// harmless value, so that reading goes on; keys that nobody has asked for are errors.
/// </summary>
internal sealed class Fields(YamlMappingNode node, Findings findings)
{
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    public Mark Start => node.Start;

    public bool Has(string key) => Find(key) is not null;

    /// <summary>A required value.</summary>
    public T One<T>(string key, Kind<T> kind, T otherwise)
    {
        if (Find(key) is { } value)
            return Read(value, key, kind, otherwise);

        findings.Add(node.Start, $"'{key}' is missing");
        return otherwise;
    }

    /// <summary>A value that may be left out.</summary>
    public T? Optional<T>(string key, Kind<T> kind) where T : struct =>
        Find(key) is { } value ? Read<T?>(value, key, kind.OrNothing(), null) : null;

    /// <summary>A list; left out or empty where it need not be there.</summary>
    public ImmutableArray<T> Many<T>(string key, Kind<T> kind, bool required)
    {
        var values = new List<T>();
        foreach (var item in Sequence(key, required))
        {
            var before = findings.Count;
            var value = Read<object?>(item, key, kind.AsObject(), null);
            if (findings.Count != before)
                continue;
            if (values.Contains((T)value!))
                findings.Add(item.Start, $"'{item}' stands twice in '{key}'");
            else
                values.Add((T)value!);
        }

        return [.. values];
    }

    /// <summary>A required list of mappings, each read to its end.</summary>
    public ImmutableArray<T> Each<T>(string key, Func<Fields, T> read)
    {
        var elements = ImmutableArray.CreateBuilder<T>();
        foreach (var item in Sequence(key, required: true))
        {
            if (item is YamlMappingNode mapping)
            {
                var fields = new Fields(mapping, findings);
                elements.Add(read(fields));
                fields.End();
            }
            else
            {
                findings.Add(item.Start, $"an element of '{key}' must be a mapping");
            }
        }

        return elements.ToImmutable();
    }

    /// <summary>Reports the keys that nobody has asked for.</summary>
    public void End()
    {
        foreach (var key in node.Children.Keys)
        {
            if (key is not YamlScalarNode { Value: { } name } || !asked.Contains(name))
                findings.Add(key.Start, $"unknown key '{key}'");
        }
    }

    public Mark StartOf(string key) => Find(key)?.Start ?? node.Start;

    private YamlNode? Find(string key)
    {
        asked.Add(key);
        return node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;
    }

    private IEnumerable<YamlNode> Sequence(string key, bool required)
    {
        switch (Find(key))
        {
            case YamlSequenceNode { Children.Count: > 0 } sequence:
                return sequence.Children;
            case YamlSequenceNode when !required:
            case null when !required:
                return [];
            case null:
                findings.Add(node.Start, $"'{key}' is missing");
                return [];
            case var other:
                findings.Add(other.Start, $"'{key}' must be a list with at least one element");
                return [];
        }
    }

    private T Read<T>(YamlNode value, string key, Kind<T> kind, T otherwise)
    {
        if (value is YamlScalarNode { Value: { } text } && kind.TryRead(text, out var read))
            return read;

        findings.Add(value.Start, $"'{key}' must be {kind.Expected}, not '{Shown(value)}'");
        return otherwise;
    }

    private static string Shown(YamlNode value) =>
        value is YamlScalarNode { Value: var text } ? $"{text}" : "a structure";
}
