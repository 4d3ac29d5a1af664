using System.Runtime.InteropServices;
using System.Text.Json;

namespace ZenVoip.Registry.Server.Http;

/// <summary>A message of a client.</summary>
/// <param name="Payload">The JSON object as it came; null: none.</param>
internal sealed record SocketMessage(string Type, string? Id, byte[]? Payload)
{
    /// <exception cref="SocketClosedException">4400.</exception>
    public static SocketMessage Parse(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return new(
                Text(json.RootElement, "type") ?? throw Invalid(),
                Text(json.RootElement, "id"),
                Map(json.RootElement, "payload"));
        }
        // InvalidOperationException: no object, or a text that is no valid Unicode.
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw Invalid();
        }
    }

    /// <summary>The id, where a message must have one.</summary>
    /// <exception cref="SocketClosedException">4400.</exception>
    public string Named() => Id is { Length: > 0 } ? Id : throw Invalid();

    /// <summary>What stands in the payload as a header would; clients spell its name in both ways.</summary>
    public string? Authorization()
    {
        if (Payload is null) return null;
        using var payload = JsonDocument.Parse(Payload);
        return Text(payload.RootElement, "Authorization") ?? Text(payload.RootElement, "authorization");
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
