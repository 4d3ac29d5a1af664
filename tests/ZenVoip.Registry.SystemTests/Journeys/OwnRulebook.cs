using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>A copy of the rulebook that is shipped, for the owner to edit, and settings that name it.</summary>
internal sealed class OwnRulebook : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rules-");
    private readonly string path;

    public OwnRulebook()
    {
        path = Path.Combine(folder.FullName, "ours.yaml");
        Settings = new() { More = new Dictionary<string, string> { ["Registry__Rulebook"] = path } };
        Write(Shipped);
    }

    public string Shipped { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "rulebook.yaml"));

    public RegistrySettings Settings { get; }

    /// <summary>It is read at a start.</summary>
    public void Write(string rules) => File.WriteAllText(path, rules);

    public void Dispose()
    {
        Settings.Dispose();
        folder.Delete(recursive: true);
    }
}
