using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ZenVoip.Registry.Server.Http;

/// <summary>A reused buffer in which an answer is made whole before its first byte is sent.</summary>
/// <remarks>
/// So a fault while writing can still become an honest status, and the answer carries its length. Text is not escaped
/// for HTML: the answer is never part of a page.
/// </remarks>
internal sealed class AnswerBuffer : IDisposable
{
    private const int MaxKeptBytes = 256 * 1024;

    [ThreadStatic]
    private static AnswerBuffer? _spare;

    private readonly ArrayBufferWriter<byte> _bytes = new(4 * 1024);
    private readonly Utf8JsonWriter _json;

    private AnswerBuffer() => _json = new(_bytes, new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    });

    public Utf8JsonWriter Json => _json;

    public static AnswerBuffer Rent()
    {
        var spare = _spare ?? new();
        _spare = null;
        return spare;
    }

    /// <summary>The answer as written so far; valid until the buffer is disposed of.</summary>
    public ReadOnlyMemory<byte> Written()
    {
        _json.Flush();
        return _bytes.WrittenMemory;
    }

    public void Restart()
    {
        _bytes.ResetWrittenCount();
        _json.Reset();
    }

    public void Dispose()
    {
        if (_bytes.Capacity > MaxKeptBytes) return;
        Restart();
        _spare = this;
    }
}
