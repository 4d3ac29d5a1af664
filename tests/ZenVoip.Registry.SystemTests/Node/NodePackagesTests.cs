using System.Diagnostics;
using System.Text.Json.Nodes;

namespace ZenVoip.Registry.SystemTests.Node;

/// <summary>The harness itself: what other tests rely on.</summary>
public sealed class NodePackagesTests
{
    private static readonly string Files = Path.Combine(AppContext.BaseDirectory, "Node");

    [Fact]
    public async Task What_is_installed_is_what_is_wanted()
    {
        var wanted = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Files, "package.json")))!["dependencies"];

        var installed = await NodeScript.Run("versions.mjs", new { });

        Assert.Equal(wanted!.ToJsonString(), installed.ToJsonString());
    }

    [Fact]
    public async Task The_lock_file_says_what_is_fetched_but_not_from_where()
    {
        var lockFile = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Files, "package-lock.json")))!;
        var packages = lockFile["packages"]!.AsObject()
            .Where(package => package.Key != "").Select(package => package.Value!).ToList();

        Assert.All(packages, package => Assert.NotNull(package["integrity"]));
        Assert.All(packages, package => Assert.Null(package["resolved"]));
    }

    [Theory]
    [InlineData("", "Failed: 0, Skipped: 1")]
    [InlineData("true", "Failed: 1, Skipped: 0")]
    public async Task A_test_that_needs_node_is_skipped_here_and_fails_on_a_build_server(string ci, string expected)
    {
        var start = new ProcessStartInfo(Path.ChangeExtension(typeof(NodePackages).Assembly.Location, null))
        {
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "-method", $"{typeof(NodePackagesTests).FullName}.{nameof(What_is_installed_is_what_is_wanted)}",
                "-noColor",
            },
            Environment = { ["CI"] = ci, [NodeBinaries.Setting] = "/nowhere" },
        };

        using var run = Process.Start(start)!;
        var output = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();

        Assert.Contains($"Total: 1, Errors: 0, {expected}", output, StringComparison.Ordinal);
        Assert.Equal(ci is "true", run.ExitCode != 0);
        Assert.Contains("Node.js is not installed", output, StringComparison.Ordinal);
    }
}
