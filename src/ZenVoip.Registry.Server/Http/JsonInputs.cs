using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using GraphQL;
using ZenVoip.Registry.Server.Guard;

namespace ZenVoip.Registry.Server.Http;

/// <summary>Reads JSON values into what the engine takes as variables, in one pass.</summary>
internal ref struct JsonInputs
{
    /// <summary>Values of one map, those within others counted too: an empty one weighs 80 bytes, and is written in 3.
    /// </summary>
    public const int MaxValues = 250_000;

    // Parsing a number is slower than linear in its digits.
    private const int MaxNumberLength = 100;
    private const int RememberedNames = 16;
    private const int LongestRemembered = 64;
    private static readonly UTF8Encoding Utf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly object True = true;
    private static readonly object False = false;

    // Items of a list repeat the same few names, and so does the next call: each is made once.
    [ThreadStatic]
    private static string?[]? _names;

    private int _values;

    /// <exception cref="GraphFault">BAD_REQUEST.</exception>
    public Inputs Read(ref Utf8JsonReader reader) => new(ReadObject(ref reader));

    private Dictionary<string, object?> ReadObject(ref Utf8JsonReader reader)
    {
        var result = new Dictionary<string, object?>();
        for (var position = 0; reader.Read() && reader.TokenType is not JsonTokenType.EndObject; position++)
        {
            var name = ReadName(ref reader, position + reader.CurrentDepth * 5);
            reader.Read();
            result[name] = ReadValue(ref reader);
        }
        return result;
    }

    private static string ReadName(ref Utf8JsonReader reader, int hint)
    {
        ref var remembered = ref (_names ??= new string?[RememberedNames])[hint % RememberedNames];
        if (remembered is not null && reader.ValueTextEquals(remembered)) return remembered;
        var name = reader.GetString()!;
        if (name.Length <= LongestRemembered) remembered = name;
        return name;
    }

    private List<object?> ReadArray(ref Utf8JsonReader reader)
    {
        var result = new List<object?>();
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
            result.Add(ReadValue(ref reader));
        return result;
    }

    private object? ReadValue(ref Utf8JsonReader reader)
    {
        if (++_values > MaxValues)
            throw new GraphFault(ErrorCodes.BadRequest, $"Variables hold at most {MaxValues} values.");
        return Value(ref reader);
    }

    private object? Value(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => ReadText(ref reader),
        JsonTokenType.Number => ReadNumber(ref reader),
        JsonTokenType.True => True,
        JsonTokenType.False => False,
        JsonTokenType.StartObject => ReadObject(ref reader),
        JsonTokenType.StartArray => ReadArray(ref reader),
        _ => null,
    };

    /// <summary>
    /// Also one with an escaped half of a character (a lone surrogate), which JSON allows and programs make that cut
    /// texts: what is wrong with it is the field's to say, and a no is recorded all the same.
    /// </summary>
    private static string? ReadText(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped) return reader.GetString();
        var raw = reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan;
        // JSON has no escape that means something else there. The reader throws at half of a character.
        return raw.IndexOf("\\u"u8) >= 0 ? Regex.Unescape(Utf8.GetString(raw)) : reader.GetString();
    }

    private static object ReadNumber(ref Utf8JsonReader reader)
    {
        if (reader.TryGetInt32(out var small)) return small;
        if (reader.TryGetInt64(out var large)) return large;
        var digits = reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan;
        if (digits.Length > MaxNumberLength) throw new JsonException("A number is too long.");
        if (digits.IndexOfAny("eE."u8) < 0)
            return BigInteger.Parse(Encoding.ASCII.GetString(digits), CultureInfo.InvariantCulture);
        var binary = reader.GetDouble();
        if (!double.IsFinite(binary)) throw new JsonException("A number is out of range.");
        // Digits that a double cannot keep are kept as a decimal; near its ends a decimal keeps no fraction anyway.
        const double safe = 1e27;
        return Math.Abs(binary) < safe && reader.TryGetDecimal(out var exact) && exact != new decimal(binary)
            ? exact
            : binary;
    }
}
