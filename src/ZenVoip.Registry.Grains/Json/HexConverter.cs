using System.Text.Json;
using System.Text.Json.Serialization;

namespace ZenVoip.Registry.Grains.Json;

/// <summary>Writes bytes as lower-case hex, which both databases can turn back into bytes by themselves.</summary>
internal sealed class HexConverter : JsonConverter<byte[]>
{
    public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Convert.FromHexString(reader.GetString() ?? throw new JsonException("Not hex."));

    public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Convert.ToHexStringLower(value));
}
