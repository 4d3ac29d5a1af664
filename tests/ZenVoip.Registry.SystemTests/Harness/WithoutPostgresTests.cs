using System.Diagnostics;

namespace ZenVoip.Registry.SystemTests.Harness;

/// <summary>A run where PostgreSQL is missing says so, and a build server does not pass without it.</summary>
public sealed class WithoutPostgresTests
{
    [Theory]
    [InlineData("", "Failed: 0, Skipped: 1")]
    [InlineData("true", "Failed: 1, Skipped: 0")]
    public async Task A_test_that_needs_it_is_skipped_here_and_fails_on_a_build_server(string ci, string expected)
    {
        var start = new ProcessStartInfo(Path.ChangeExtension(typeof(PostgresCluster).Assembly.Location, null))
        {
            RedirectStandardOutput = true,
            ArgumentList = { "-class", typeof(PostgresClusterTests).FullName!, "-noColor" },
            Environment = { ["CI"] = ci, [PostgresBinaries.Setting] = "/nowhere" },
        };

        using var run = Guardian.Start(start);
        var output = await run.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Contains($"Total: 1, Errors: 0, {expected}", output, StringComparison.Ordinal);
        Assert.Equal(ci is "true", run.ExitCode != 0);
        Assert.Contains("PostgreSQL is not installed", output, StringComparison.Ordinal);
    }
}
