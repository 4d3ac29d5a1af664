using System.Text.Json;
using Orleans.Storage;
using ZenVoip.Registry.Grains.Json;
using ZenVoip.Registry.Grains.Subjects;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>
/// A subject's document goes to <c>WriteToStorageKey</c> as JSON and comes back as its sealed state alone; the states
/// of other grains are JSON both ways.
/// </summary>
internal sealed class SubjectDocumentSerializer : IGrainStorageSerializer
{
    /// <summary>SQLite stores the instants of a document as they are written.</summary>
    private static readonly JsonSerializerOptions Document = new(RegistryJson.Options)
    {
        Converters = { new InstantText() },
    };

    public BinaryData Serialize<T>(T? input) =>
        new(JsonSerializer.SerializeToUtf8Bytes(input, input is SubjectDocument ? Document : RegistryJson.Options));

    public T Deserialize<T>(BinaryData input) => typeof(T) == typeof(SubjectDocument)
        ? (T)(object)new SubjectDocument { State = input.ToArray() }
        : input.ToObjectFromJson<T>(RegistryJson.Options) ?? throw new JsonException("A grain's state is null.");
}
