using System.Globalization;

namespace ZenVoip.Registry.SystemTests.Harness;

/// <summary>
/// Where PostgreSQL's programs are: where it is said, else on the path, or where Debian puts them, the newest first.
/// </summary>
internal static class PostgresBinaries
{
    /// <summary>The environment variable that names the one folder to look in.</summary>
    public const string Setting = "REGISTRY_TESTS_POSTGRES";

    public static string? Folder { get; } = Candidates().FirstOrDefault(folder =>
        File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));

    private static IEnumerable<string> Candidates() => Environment.GetEnvironmentVariable(Setting) is { } named
        ? [named]
        :
        [
            .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator),
            .. Installed("/usr/lib/postgresql"),
        ];

    private static IEnumerable<string> Installed(string root) => Directory.Exists(root)
        ? Directory.EnumerateDirectories(root).OrderByDescending(Release).Select(home => Path.Combine(home, "bin"))
        : [];

    private static decimal Release(string home) =>
        decimal.TryParse(Path.GetFileName(home), CultureInfo.InvariantCulture, out var release) ? release : 0;
}
