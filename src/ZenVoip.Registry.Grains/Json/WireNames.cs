using System.Collections.Frozen;
using System.Text.Json;

namespace ZenVoip.Registry.Grains.Json;

/// <summary>The values of enums by their names in the database, in GraphQL, in the rulebook and in metrics.</summary>
public static class WireNames
{
    public static IReadOnlyCollection<string> All<T>() where T : struct, Enum => Known<T>.Values.Keys;

    public static string Of<T>(T value) where T : struct, Enum => Known<T>.Names[value];

    /// <param name="value">Null stays null.</param>
    public static string? Of<T>(T? value) where T : struct, Enum => value is { } known ? Of(known) : null;

    /// <summary>Null: no value has that name.</summary>
    public static T? Find<T>(string name) where T : struct, Enum =>
        Known<T>.Values.TryGetValue(name, out var value) ? value : null;

    /// <exception cref="InvalidDataException">No value has that name.</exception>
    public static T Parse<T>(string name) where T : struct, Enum =>
        Find<T>(name) ?? throw new InvalidDataException($"{name} is not a {typeof(T).Name}.");

    private static class Known<T> where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Names = Enum.GetValues<T>()
            .ToFrozenDictionary(value => value, value => JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString()));

        public static readonly FrozenDictionary<string, T> Values = Names.ToFrozenDictionary(
            known => known.Value, known => known.Key, StringComparer.Ordinal);
    }
}
