namespace ZenVoip.Registry.Tests.Codebase;

/// <summary>The repository that the tests were built from, as files.</summary>
internal static class SourceTree
{
    private const string Landmark = "ZenVoip.Registry.sln";

    private static readonly string[] Generated = ["bin", "obj", "data", "TestResults", "artifacts"];

    /// <summary>The folder of the solution, found upwards from the test assembly.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    /// <summary>Files below a folder that people wrote, relative to the root, in a stable order.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern) =>
        [.. Directory.EnumerateFiles(PathOf(folder), pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(Generated.Contains))
            .Order(StringComparer.Ordinal)];

    private static string FindRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, Landmark)))
                return folder.FullName;
        throw new DirectoryNotFoundException($"No {Landmark} above {start}.");
    }
}
