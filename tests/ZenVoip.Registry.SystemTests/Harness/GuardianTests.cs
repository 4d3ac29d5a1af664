using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Npgsql;

namespace ZenVoip.Registry.SystemTests.Harness;

/// <summary>A test run that is killed leaves nothing behind that runs.</summary>
public sealed class GuardianTests
{
    [Fact(Explicit = true)]
    public async Task Silo_and_PostgreSQL_end_with_the_run_that_started_them()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a shell");
        Assert.SkipWhen(PostgresBinaries.Folder is null, "PostgreSQL is not installed");
        var told = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var start = new ProcessStartInfo(Path.ChangeExtension(typeof(Victim).Assembly.Location, null))
        {
            ArgumentList = { "-class", typeof(Victim).FullName!, "-explicit", "only", "-noColor" },
            Environment = { [Victim.Tells] = told },
            RedirectStandardOutput = true,
        };
        using var run = Guardian.Start(start);
        var output = run.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await Wait.Until(() => File.Exists(told) || run.HasExited);
        Assert.True(File.Exists(told), run.HasExited ? await output : "it did not start in time");
        var lines = await File.ReadAllLinesAsync(told, TestContext.Current.CancellationToken);
        var silo = int.Parse(lines[0], CultureInfo.InvariantCulture);
        var port = new NpgsqlConnectionStringBuilder(lines[1]).Port;
        Assert.True(IsRunning(silo));
        Assert.True(await Listens(port));

        run.Kill();

        await Wait.Until(() => !IsRunning(silo));
        await Wait.Until(async () => !await Listens(port));
        File.Delete(told);
        Directory.Delete(lines[2], recursive: true);
    }

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static async Task<bool> Listens(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
