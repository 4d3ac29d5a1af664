using System.Security.Cryptography;
using System.Text.Json;

namespace ZenVoip.Registry.Server.Security;

/// <summary>Keys that Development makes for itself; all silos of one data directory share them.</summary>
internal sealed record DevelopmentKeys(string MasterKey, string DigestKey)
{
    public const string FileName = "keys.json";

    public static DevelopmentKeys ReadOrCreate(string dataDirectory)
    {
        var text = SecretFile.ReadOrCreate(
            PathIn(dataDirectory), () => JsonSerializer.Serialize(New(), JsonSerializerOptions.Web));
        return Read(text);
    }

    /// <summary>Makes no file: where there is none, keys as they would be made.</summary>
    public static DevelopmentKeys ReadOrPropose(string dataDirectory) =>
        File.Exists(PathIn(dataDirectory)) ? Read(File.ReadAllText(PathIn(dataDirectory))) : New();

    public override string ToString() => nameof(DevelopmentKeys);

    private static string PathIn(string dataDirectory) => Path.GetFullPath(Path.Combine(dataDirectory, FileName));

    private static DevelopmentKeys Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<DevelopmentKeys>(text, JsonSerializerOptions.Web)
                is { MasterKey: not null, DigestKey: not null } keys
                    ? keys
                    : throw Unreadable();
        }
        catch (JsonException)
        {
            throw Unreadable();
        }
    }

    private static DevelopmentKeys New() => new(Random(), Random());

    private static string Random() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes.Length));

    private static StartRefusedException Unreadable() =>
        new($"{FileName} in the data directory is unreadable. Restore it, or remove the whole data directory.");
}
