using System.Text.Json;
using System.Text.Json.Serialization;
using ZenVoip.Registry.Grains.Json;

namespace ZenVoip.Registry.Server.Deletions;

/// <summary>
/// The JSON of documents that leave the registry for good, such as certificates: its own, but read strictly. A schema
/// beside each kind of document follows from its types; a test compares them.
/// </summary>
internal static class PublishedJson
{
    public static JsonSerializerOptions Options { get; } = Make();

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(RegistryJson.Options)
        {
            // What is not there is said, so that it cannot be taken for forgotten.
            DefaultIgnoreCondition = JsonIgnoreCondition.Never,
            // A document may be pasted into a page.
            Encoder = null,
            PropertyNameCaseInsensitive = false,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            AllowDuplicateProperties = false,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
        };
        options.MakeReadOnly();
        return options;
    }
}
