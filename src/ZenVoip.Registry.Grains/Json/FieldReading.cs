using System.Text;
using System.Text.Json;
using ZenVoip.Registry.Domain;

namespace ZenVoip.Registry.Grains.Json;

/// <summary>The vocabulary of readers of objects, field by field; null stands for a field that is not there.</summary>
internal static class FieldReading
{
    extension(ref Utf8JsonReader json)
    {
        /// <summary>Stands on the name of the next field of an object; false: on its end.</summary>
        public bool NextField() => json.Read() && json.TokenType is JsonTokenType.PropertyName;

        /// <exception cref="JsonException">This is no object.</exception>
        public void Enter()
        {
            if (json.TokenType is not JsonTokenType.StartObject) throw new JsonException("Not an object.");
        }

        public bool Is(ReadOnlySpan<byte> name) => json.ValueTextEquals(name);

        /// <summary>Passes over the field.</summary>
        public void Pass() => json.Skip();

        public bool Flag()
        {
            json.Read();
            return json.GetBoolean();
        }

        public int? Number() => json.HasValue() ? json.GetInt32() : null;

        public string? Text() => json.HasValue() ? json.GetString() : null;

        public DateTimeOffset? Instant() => json.HasValue() ? json.GetDateTimeOffset() : null;

        public T? Code<T>() where T : struct, ICode<T>
        {
            if (!json.HasValue()) return null;
            if (Last<T>.Code is { } last && json.ValueTextEquals(last.Value)) return last;
            return Last<T>.Code = T.Read(json.GetString()) ?? throw new JsonException($"Not a {typeof(T).Name}.");
        }

        public T? Name<T>() where T : struct, Enum
        {
            if (!json.HasValue()) return null;
            foreach (var (name, value) in Names<T>.All)
            {
                if (json.ValueTextEquals(name)) return value;
            }

            throw new JsonException($"Not a {typeof(T).Name}.");
        }

        private bool HasValue()
        {
            json.Read();
            return json.TokenType is not JsonTokenType.Null;
        }
    }

    /// <summary>The same few codes stand in nearly everybody's profile: the last one is remembered.</summary>
    private static class Last<T> where T : struct, ICode<T>
    {
        [ThreadStatic]
        public static T? Code;
    }

    private static class Names<T> where T : struct, Enum
    {
        public static readonly (byte[] Name, T Value)[] All = Array.ConvertAll(
            Enum.GetValues<T>(),
            value => (Encoding.UTF8.GetBytes(WireNames.Of(value)), value));
    }
}
