using System.Collections.Frozen;
using System.Text.Json;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>The values of an enum by their names in the database, in GraphQL and in metrics.</summary>
internal static class WireNames<T> where T : struct, Enum
{
    private static readonly FrozenDictionary<string, T> Values = Enum.GetValues<T>()
        .ToFrozenDictionary(Of);

    public static string Of(T value) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());

    public static T Parse(string name) => Values.TryGetValue(name, out var value)
        ? value
        : throw new InvalidDataException($"{name} is not a {typeof(T).Name}.");
}
