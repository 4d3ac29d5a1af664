using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace ZenVoip.Registry.SystemTests.Harness;

/// <summary>The real executable, as a process of its own: started, asked, paused, killed, started again.</summary>
internal sealed class RegistryProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "ZenVoip.Registry.Server.dll");

    private const int MaxStarts = 3;

    private readonly Process process;
    private readonly List<string> output = [];

    private readonly int[] ports;
    private readonly Stopwatch life = Stopwatch.StartNew();

    private RegistryProcess(Process process, int[] ports)
    {
        this.process = process;
        this.ports = ports;
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{ports[0]}"));
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    public int Id => process.Id;

    /// <summary>So long after its start it was seen to be ready.</summary>
    public TimeSpan ReadyAfter { get; private set; }

    /// <summary>So much of the processors' time it had cost until then.</summary>
    public TimeSpan CostToReady { get; private set; }

    /// <summary>Everything that it wrote.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return string.Join('\n', output);
        }
    }

    /// <summary>Between choosing a free port and taking it, somebody else took it.</summary>
    private bool LostAPort =>
        process.HasExited && (Output.Contains("already in use", StringComparison.OrdinalIgnoreCase)
            || Output.Contains("cannot be listened on", StringComparison.Ordinal));

    /// <summary>Starts a silo and waits until it is ready.</summary>
    /// <param name="before">One that has ended: the new one takes its place, on the same ports.</param>
    public static async Task<RegistryProcess> Start(RegistrySettings settings, RegistryProcess? before = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            var silo = Launch(settings, before);
            try
            {
                await silo.IsReady();
                return silo;
            }
            catch (Exception)
            {
                var lostAPort = silo.LostAPort;
                // What is not ready in time must not go on beside the tests that follow.
                await silo.DisposeAsync();
                if (before is not null || attempt == MaxStarts || !lostAPort)
                    throw;
            }
        }
    }

    /// <summary>Starts a silo that may refuse to.</summary>
    public static RegistryProcess Launch(RegistrySettings settings, RegistryProcess? before = null)
    {
        var ports = before?.ports ?? Ports.Free(3);
        var start = Info(settings, "serve");
        start.Environment["ASPNETCORE_URLS"] =
            string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{ports[0]}");
        start.Environment["Orleans__SiloPort"] = ports[1].ToString(CultureInfo.InvariantCulture);
        start.Environment["Orleans__GatewayPort"] = ports[2].ToString(CultureInfo.InvariantCulture);
        return new RegistryProcess(Guardian.Start(start), ports);
    }

    /// <summary>Runs a command of the executable to its end.</summary>
    public static async Task<(int Code, string Output, string Errors)> Run(
        RegistrySettings settings, params string[] arguments)
    {
        using var process = Guardian.Start(Info(settings, arguments));
        using var patience = new CancellationTokenSource(Patience);
        await using var end = patience.Token.Register(process.Kill);
        var errors = process.StandardError.ReadToEndAsync();
        var answer = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, answer, await errors);
    }

    public async Task IsReady()
    {
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(2) };
        await Wait.Until(
            async () =>
            {
                Assert.False(process.HasExited, $"the registry ended before it was ready:\n{Output}");
                return await Answers(http);
            },
            () => $"the registry was not ready in time:\n{Output}");
        ReadyAfter = life.Elapsed;
        CostToReady = process.TotalProcessorTime;
    }

    /// <summary>The exit code of a process that ends by itself.</summary>
    public async Task<int> Ended()
    {
        await process.WaitForExitAsync().WaitAsync(Patience);
        return process.ExitCode;
    }

    /// <summary>SIGSTOP, SIGCONT, SIGTERM: by name, without SIG.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>SIGKILL: nothing is flushed, nothing is said.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync().WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await Kill();
        process.Dispose();
    }

    private static ProcessStartInfo Info(RegistrySettings settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = settings.DataDirectory,
        };
        // Compiling is most of what a start costs. Measured: without these two it takes 30 % less of the processor.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        // Nor is anything compiled once more, to run faster, until it has stood still for four seconds (the number is a
        // hexadecimal). Measured: 15 % less again.
        start.Environment["DOTNET_TC_CallCountingDelayMs"] = "1000";
        foreach (var (name, value) in settings.Environment)
            start.Environment[name] = value;
        return start;
    }

    private static async Task<bool> Answers(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync("/health/ready");
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception silence) when (silence is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (output)
            output.Add(line.Data ?? "");
    }
}
