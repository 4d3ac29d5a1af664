namespace ZenVoip.Registry.SystemTests.Node;

/// <summary>Where Node.js and npm are: in the folder that is named, else on the path.</summary>
internal static class NodeBinaries
{
    /// <summary>The environment variable that names the one folder to look in.</summary>
    public const string Setting = "REGISTRY_TESTS_NODE";

    /// <summary>Null: they are not installed.</summary>
    public static string? Folder { get; } = Candidates().FirstOrDefault(folder =>
        File.Exists(Path.Combine(folder, "node")) && File.Exists(Path.Combine(folder, "npm")));

    private static string[] Candidates() => Environment.GetEnvironmentVariable(Setting) is { } named
        ? [named]
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
}
