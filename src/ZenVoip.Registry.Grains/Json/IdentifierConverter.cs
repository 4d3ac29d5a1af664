using System.Text.Json;
using System.Text.Json.Serialization;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Identifiers;

namespace ZenVoip.Registry.Grains.Json;

/// <summary>Writes an identifier as <c>["PHONE","+49…"]</c>, and reads what has that form.</summary>
internal sealed class IdentifierConverter : JsonConverter<Identifier>
{
    public override Identifier Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<string?[]>(ref reader, options) is [{ } type, { } value]
            ? Identifier.Read(TypeOf(type), value)
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
