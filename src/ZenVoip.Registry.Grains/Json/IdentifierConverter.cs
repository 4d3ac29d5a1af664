using System.Text.Json;
using System.Text.Json.Serialization;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Identifiers;

namespace ZenVoip.Registry.Grains.Json;

/// <summary>Writes an identifier as <c>["PHONE","+49…"]</c>, and refuses to read what is not canonical.</summary>
internal sealed class IdentifierConverter : JsonConverter<Identifier>
{
    public override Identifier Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<string[]>(ref reader, options) is [var type, var value]
        && (value.Length == 0 ? Identifier.Forgotten(TypeOf(type)) : Identifier.TryCreate(TypeOf(type), value))
            is { } identifier
            ? identifier
            : throw new JsonException("Not an identifier.");

    public override void Write(Utf8JsonWriter writer, Identifier value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        JsonSerializer.Serialize(writer, value.Type, options);
        writer.WriteStringValue(value.Value);
        writer.WriteEndArray();
    }

    private static IdentifierType TypeOf(string name) =>
        Enum.TryParse<IdentifierType>(name, ignoreCase: true, out var type)
            ? type
            : throw new JsonException("Not an identifier type.");
}
