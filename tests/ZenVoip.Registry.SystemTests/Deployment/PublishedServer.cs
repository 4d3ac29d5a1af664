using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Deployment;

/// <summary>
/// The published output, run as an operator would: without the sources, in a folder that it may not write to, as a user
/// without rights when the tests have them.
/// </summary>
internal sealed class PublishedServer : IDisposable
{
    private const string Nobody = "65534";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly List<string> output = [];
    private readonly HttpClient http;

    private PublishedServer(Process process, Uri address)
    {
        this.process = process;
        http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(5) };
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The last lines that it wrote: what a failed test shows.</summary>
    public string LastWords
    {
        get
        {
            lock (output)
                return string.Join('\n', output.TakeLast(40));
        }
    }

    /// <summary>Starts what stands in <paramref name="folder"/>, with the working folder elsewhere or there.</summary>
    public static PublishedServer Start(string folder, string workingFolder, string dataFolder)
    {
        var ports = FreePorts(3);
        var address = new Uri($"http://127.0.0.1:{ports[0]}");
        var start = Unprivileged(["dotnet", Path.Combine(folder, "ZenVoip.Registry.Server.dll")]);
        start.WorkingDirectory = workingFolder;
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        // Nothing of the test run's own environment may help the server.
        var path = start.Environment["PATH"];
        start.Environment.Clear();
        foreach (var (name, value) in new Dictionary<string, string?>
        {
            ["PATH"] = path,
            ["HOME"] = dataFolder,
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = address.ToString(),
            ["Registry__DataDirectory"] = dataFolder,
            ["Orleans__SiloPort"] = $"{ports[1]}",
            ["Orleans__GatewayPort"] = $"{ports[2]}",
        })
            start.Environment[name] = value;
        return new(Guardian.Start(start), address);
    }

    /// <summary>Gives a folder to the user that the server runs as.</summary>
    public static void GiveAway(string folder)
    {
        if (Environment.IsPrivilegedProcess)
            Shell.Run("chown", "-R", $"{Nobody}:{Nobody}", folder);
    }

    public async Task Answers(string path, CancellationToken cancellation)
    {
        await Wait.Until(
            async () =>
            {
                Assert.False(process.HasExited, $"the server ended before {path} answered:\n{LastWords}");
                return await Status(path, cancellation) == HttpStatusCode.OK;
            },
            () => $"{path} did not answer 200 in time:\n{LastWords}");
    }

    /// <summary>Asks the server to stop as Kubernetes does, and returns its exit code.</summary>
    public async Task<int> Terminate(CancellationToken cancellation)
    {
        Shell.Run("kill", "-TERM", $"{process.Id}");
        await process.WaitForExitAsync(cancellation).WaitAsync(Patience, cancellation);
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
        http.Dispose();
    }

    private async Task<HttpStatusCode?> Status(string path, CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.GetAsync(path, cancellation);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (output)
            output.Add(line.Data ?? "");
    }

    private static ProcessStartInfo Unprivileged(string[] command) => Environment.IsPrivilegedProcess
        ? new("setpriv", [$"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", "--no-new-privs", .. command])
        : new(command[0], command[1..]);

    private static int[] FreePorts(int count)
    {
        // All are held until all are known: otherwise the same one could come twice.
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, port: 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }
}
