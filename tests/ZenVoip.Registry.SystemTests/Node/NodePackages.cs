using System.Diagnostics;
using ZenVoip.Registry.SystemTests.Node;

[assembly: AssemblyFixture(typeof(NodePackages))]

namespace ZenVoip.Registry.SystemTests.Node;

/// <summary>
/// The packages of <c>package-lock.json</c> and the scripts beside it, in a temporary folder: installed when the first
/// test asks for them, deleted when the run ends.
/// </summary>
public sealed class NodePackages : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> Folder = new(Install);

    /// <summary>The folder with the scripts; skips where Node.js or npm is missing.</summary>
    public static async Task<string> Installed()
    {
        if (NodeBinaries.Folder is null)
        {
            const string Missing = "Node.js is not installed";
            Assert.False(Environment.GetEnvironmentVariable("CI") is "true", Missing);
            Assert.Skip(Missing);
        }

        return await Folder.Value;
    }

    public async ValueTask DisposeAsync()
    {
        if (Folder is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            Directory.Delete(await Folder.Value, recursive: true);
    }

    /// <summary>Exactly what the lock file names, with its checksums; no package runs anything meanwhile.</summary>
    private static async Task<string> Install()
    {
        var folder = Directory.CreateTempSubdirectory("registry-node-").FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Node")))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        var start = new ProcessStartInfo(Path.Combine(NodeBinaries.Folder!, "npm"))
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "ci", "--ignore-scripts", "--no-audit", "--no-fund" },
        };
        using var npm = Process.Start(start)!;
        var errors = npm.StandardError.ReadToEndAsync();
        var output = await npm.StandardOutput.ReadToEndAsync();
        await npm.WaitForExitAsync();
        Assert.True(npm.ExitCode == 0, $"npm ci: {output}{await errors}");
        return folder;
    }
}
