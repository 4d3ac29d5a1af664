using System.Diagnostics;
using Npgsql;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>All places where a registry keeps what it was told.</summary>
internal static class Spills
{
    extension(Needles needles)
    {
        /// <summary>In every file of the data directory and, on PostgreSQL, of the server and in its dumps.</summary>
        /// <param name="except">Files that nobody else can open.</param>
        public async Task<IReadOnlyList<string>> InStorage(RegistrySettings settings, params string[] except)
        {
            var found = new List<string>(needles.InFolder(settings.DataDirectory, except));
            if (settings.Postgres is not { } registry)
                return found;
            foreach (var database in new[] { registry, KeysBeside(registry) })
                found.AddRange(await needles.InDump(database));
            await PostgresCluster.Execute(registry, "checkpoint");
            found.AddRange(needles.InFolder(await ServerFolder(registry)));
            return found;
        }

        public async Task<IReadOnlyList<string>> InDump(string connectionString)
        {
            var server = new NpgsqlConnectionStringBuilder(connectionString);
            using var dump = Process.Start(new ProcessStartInfo(
                Path.Combine(Programs, "pg_dump"),
                ["-h", server.Host!, "-p", $"{server.Port}", "-U", server.Username!, server.Database!])
            {
                RedirectStandardOutput = true,
            })!;
            var found = needles.In(dump.StandardOutput.BaseStream);
            await dump.WaitForExitAsync();
            Assert.Equal(0, dump.ExitCode);
            return [.. found.Select(form => $"dump of {server.Database}: {form}")];
        }
    }

    /// <summary>The files of the data directory and, on PostgreSQL, of the server that hold these bytes.</summary>
    public static async Task<IReadOnlyList<string>> FilesWith(byte[] bytes, RegistrySettings settings) =>
    [
        .. FilesWith(bytes, settings.DataDirectory),
        .. settings.Postgres is { } registry ? FilesWith(bytes, await ServerFolder(registry)) : [],
    ];

    public static IEnumerable<string> FilesWith(byte[] bytes, string folder) =>
        FilesIn(folder).Where(file => Read(file).AsSpan().IndexOf(bytes) >= 0).Select(file => file.Name);

    /// <summary>The files under a folder, open until the next is looked at.</summary>
    public static IEnumerable<FileStream> FilesIn(string folder, params string[] except)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            // PostgreSQL's socket stands beside its files.
            var name = Path.GetFileName(file);
            if (except.Contains(name) || name.StartsWith(".s.PGSQL", StringComparison.Ordinal))
                continue;
            using var opened = Open(file);
            if (opened is not null)
                yield return opened;
        }
    }

    /// <summary>The folder may hold links to some programs only; the others stand where those lead.</summary>
    private static string Programs
    {
        get
        {
            var server = Path.Combine(PostgresBinaries.Folder!, "postgres");
            return Path.GetDirectoryName(File.ResolveLinkTarget(server, returnFinalTarget: true)?.FullName ?? server)!;
        }
    }

    public static string KeysBeside(string registry)
    {
        var keys = new NpgsqlConnectionStringBuilder(registry);
        keys.Database += "_keys";
        return keys.ConnectionString;
    }

    /// <summary>A database that lives removes files.</summary>
    private static FileStream? Open(string file)
    {
        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static byte[] Read(FileStream file)
    {
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }

    public static async Task<string> ServerFolder(string database) =>
        Path.GetDirectoryName(await PostgresCluster.Text(database, "show data_directory"))!;
}
