using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Deployment;

/// <summary>
/// The published output, run as an operator would: without the sources, in a folder that it may not write to, as a user
/// without rights when the tests have them.
/// </summary>
internal sealed class PublishedServer : IDisposable
{
    private const string Nobody = "65534";

    /// <summary>More than a pod is given to stop.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    private readonly Process process;
    private readonly List<string> output = [];
    private readonly HttpClient http;

    private PublishedServer(Process process, Uri address)
    {
        this.process = process;
        http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(20) };
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

    /// <summary>
    /// Starts what stands in <paramref name="folder"/> in Development, with the working folder elsewhere or there.
    /// </summary>
    public static PublishedServer Start(string folder, string workingFolder, string dataFolder)
    {
        var ports = Ports.Free(3);
        return Start(folder, workingFolder, [], new Dictionary<string, string>
        {
            ["HOME"] = dataFolder,
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{ports[0]}",
            ["Registry__DataDirectory"] = dataFolder,
            ["Orleans__SiloPort"] = $"{ports[1]}",
            ["Orleans__GatewayPort"] = $"{ports[2]}",
        });
    }

    /// <summary>Starts what stands in <paramref name="folder"/>, with these variables alone and the path.</summary>
    public static PublishedServer Start(
        string folder,
        string workingFolder,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> environment)
    {
        var start = Unprivileged(["dotnet", Path.Combine(folder, "ZenVoip.Registry.Server.dll"), .. arguments]);
        start.WorkingDirectory = workingFolder;
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        // Nothing of the test run's own environment may help the server.
        var path = start.Environment["PATH"];
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        // On every address of the machine is on this one too.
        var address = new Uri(environment["ASPNETCORE_URLS"].Replace("+", "127.0.0.1", StringComparison.Ordinal));
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

    /// <summary>The status of a call of GraphQL, with a token or without.</summary>
    public async Task<HttpStatusCode> Call(string? token, CancellationToken cancellation)
    {
        using var call = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query = "{ __typename }" }),
        };
        call.Headers.Authorization = token is null ? null : new("Bearer", token);
        using var answer = await http.SendAsync(call, cancellation);
        return answer.StatusCode;
    }

    /// <summary>Asks the server to stop as Kubernetes does, and returns its exit code.</summary>
    public async Task<int> Terminate(CancellationToken cancellation)
    {
        Shell.Run("kill", "-TERM", $"{process.Id}");
        return await Ended(cancellation);
    }

    /// <summary>The exit code of what ends by itself.</summary>
    public async Task<int> Ended(CancellationToken cancellation)
    {
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
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException
            && !cancellation.IsCancellationRequested)
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
}
