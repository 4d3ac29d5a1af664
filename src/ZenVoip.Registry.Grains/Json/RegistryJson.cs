using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ZenVoip.Registry.Grains.Json;

/// <summary>
/// The one JSON of the registry: stored documents, journal entries, profiles, messages between silos.
/// </summary>
public static class RegistryJson
{
    public static JsonSerializerOptions Options { get; } = Make();

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            IgnoreReadOnlyProperties = true,
            // Nothing of it is ever put into a page, and a "+" stays one character.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { MessageNames.Discriminate } },
            Converters =
            {
                new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false),
                new CodeConverters(),
                new HexConverter(),
                new IdentifierConverter(),
            },
        };
        options.MakeReadOnly();
        return options;
    }
}
