using System.Runtime.InteropServices;
using System.Text.Json;

namespace ZenVoip.Registry.Server.Http;

/// <summary>A message of a client.</summary>
/// <param name="Payload">The JSON object as it came; null: none.</param>
internal sealed record SocketMessage(string Type, string? Id, byte[]? Payload)
{
    /// <exception cref="SocketClosedException">4400.</exception>
    public static SocketMessage Parse(ReadOnlyMemory<byte> text) => Read(text, message => new SocketMessage(
        Text(message, "type") ?? throw Invalid(), Text(message, "id"), Map(message, "payload")));

    /// <summary>The id, where a message must have one.</summary>
    /// <exception cref="SocketClosedException">4400.</exception>
    public string Named() => Id is { Length: > 0 } ? Id : throw Invalid();

    /// <summary>What stands in the payload as a header would; clients spell its name in both ways.</summary>
    /// <exception cref="SocketClosedException">4400.</exception>
    public string? Authorization() => Payload is null
        ? null
        : Read(Payload, payload => Text(payload, "Authorization") ?? Text(payload, "authorization"));

    public override string ToString() => nameof(SocketMessage);

    private static T Read<T>(ReadOnlyMemory<byte> text, Func<JsonElement, T> reading)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return reading(json.RootElement);
        }
        // InvalidOperationException: no object, or a text that is no valid Unicode.
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw Invalid();
        }
    }

    private static string? Text(JsonElement json, string name) => !json.TryGetProperty(name, out var value) ? null
        : value.ValueKind is JsonValueKind.String ? value.GetString()
        : throw Invalid();

    private static byte[]? Map(JsonElement json, string name) => !json.TryGetProperty(name, out var value) ? null
        : value.ValueKind switch
        {
            JsonValueKind.Object => JsonMarshal.GetRawUtf8Value(value).ToArray(),
            JsonValueKind.Null => null,
            _ => throw Invalid(),
        };

    private static SocketClosedException Invalid() => new(SocketClosure.Invalid);
}
