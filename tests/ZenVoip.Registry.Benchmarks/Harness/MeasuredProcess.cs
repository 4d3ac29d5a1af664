using System.Diagnostics;
using System.Globalization;
using System.Net;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.Benchmarks.Harness;

/// <summary>A .NET program that serves HTTP, as a process of its own whose CPU time and memory are read.</summary>
internal sealed class MeasuredProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>The kernel counts CPU time in hundredths of a second (USER_HZ), whatever its own clock.</summary>
    private const double TicksPerSecond = 100;

    private readonly Process process;
    private bool disposed;

    private MeasuredProcess(Process process, int port) => (this.process, Port) = (process, port);

    public int Port { get; }

    public int Id => process.Id;

    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}"));

    /// <summary>User and system time of all threads so far, in seconds.</summary>
    public double CpuSeconds
    {
        get
        {
            // The name of the program may hold spaces; what follows its closing parenthesis does not.
            var stat = File.ReadAllText($"/proc/{process.Id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            const int user = 11, system = 12;
            return (long.Parse(fields[user], CultureInfo.InvariantCulture)
                + long.Parse(fields[system], CultureInfo.InvariantCulture)) / TicksPerSecond;
        }
    }

    /// <summary>Resident memory in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    public static async Task<MeasuredProcess> Start(
        string program, string[] arguments, string ready, IReadOnlyDictionary<string, string> environment)
    {
        var port = Ports.Free();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program), .. arguments])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Guardian.Start(start);
        process.BeginOutputReadLine();
        var measured = new MeasuredProcess(process, port);
        await measured.Answers(ready);
        return measured;
    }

    /// <summary>Runs a command of a program to its end and returns what it printed.</summary>
    public static async Task<string> Output(
        string program, string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program), .. arguments])
        {
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Guardian.Start(start);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output.Trim() : throw new InvalidOperationException($"{program} failed.");
    }

    public async ValueTask DisposeAsync()
    {
        // Whoever could not start its successor disposes of it again.
        if (disposed) return;
        disposed = true;
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
        process.Dispose();
    }

    private async Task Answers(string ready)
    {
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(2) };
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(ready);
                if (answer.StatusCode == HttpStatusCode.OK) return;
            }
            catch (Exception silence) when (silence is HttpRequestException or TaskCanceledException)
            {
                if (process.HasExited) throw new InvalidOperationException("The program ended at its start.", silence);
            }
            if (waited.Elapsed > Patience) throw new TimeoutException("The program was not ready in time.");
            await Task.Delay(Poll);
        }
    }
}
