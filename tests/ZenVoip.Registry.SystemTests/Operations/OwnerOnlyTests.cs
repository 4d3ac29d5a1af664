using System.Runtime.Versioning;
using ZenVoip.Registry.SystemTests.Cluster;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Operations;

/// <summary>What stands in the data directory is its owner's, whatever the umask: the usual one is 022.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class OwnerOnlyTests
{
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnDirectory = OwnFile | UnixFileMode.UserExecute;
    private const UnixFileMode Wide = OwnDirectory | UnixFileMode.GroupRead | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    [Fact]
    public async Task A_new_data_directory_and_all_in_it_are_readable_by_the_owner_only()
    {
        using var place = RegistrySettings.OnSqlite();
        var data = Path.Combine(place.DataDirectory, "data");
        await using var silo = await Live(place, data);

        Assert.Equal(OwnDirectory, File.GetUnixFileMode(data));
        var files = Directory.GetFiles(data).Select(path => Path.GetFileName(path)).ToList();
        Assert.Superset(
            new HashSet<string>
            {
                "registry.db", "registry.db-wal", "registry.db-shm", "registry.lock",
                "keys.db", "keys.db-wal", "keys.db-shm", "keys.json", "token-key.json",
            },
            files.ToHashSet());
        Assert.All(
            files, file => Assert.Equal((file, OwnFile), (file, File.GetUnixFileMode(Path.Combine(data, file)))));
        Assert.DoesNotContain("have rights in", silo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_written_outside_the_data_directory()
    {
        using var home = RegistrySettings.OnSqlite();
        using var settings = RegistrySettings.OnSqlite() with
        {
            More = new Dictionary<string, string> { ["HOME"] = home.DataDirectory },
        };
        await using var silo = await RegistryProcess.Start(settings);

        Assert.Empty(Directory.EnumerateFileSystemEntries(home.DataDirectory));
        Assert.DoesNotContain("warn: ", silo.Output, StringComparison.Ordinal);
    }

    [Fact(Explicit = true)]
    public async Task Files_that_others_could_read_are_closed_and_an_open_directory_is_told_about()
    {
        using var place = RegistrySettings.OnSqlite();
        var data = Path.Combine(place.DataDirectory, "data");
        await using (await Live(place, data))
        {
        }
        // Killed, so that the write-ahead logs are still there.
        File.SetUnixFileMode(data, Wide);
        foreach (var file in Directory.GetFiles(data))
            File.SetUnixFileMode(file, Wide);

        await using var silo = await Live(place, data);

        Assert.All(
            Directory.GetFiles(data).Where(HoldsSomething),
            file => Assert.Equal((file, OwnFile), (file, File.GetUnixFileMode(file))));
        Assert.Contains($"Others than the owner have rights in {data}", silo.Output, StringComparison.Ordinal);
    }

    /// <summary>The locks of those who make a key are empty, and are left alone once the key is there.</summary>
    private static bool HoldsSomething(string file) =>
        !file.EndsWith(".lock", StringComparison.Ordinal) || Path.GetFileName(file) is "registry.lock";

    private static async Task<RegistryProcess> Live(RegistrySettings place, string data)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has access lists");
        var settings = place with { More = new Dictionary<string, string> { ["Registry__DataDirectory"] = data } };
        var silo = await RegistryProcess.Start(settings);
        using var client = await RegistryClient.Of(silo, settings);
        await client.Register("EMAIL", $"{Path.GetRandomFileName()}@example.com");
        return silo;
    }
}
