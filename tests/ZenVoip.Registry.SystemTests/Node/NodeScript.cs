using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ZenVoip.Registry.SystemTests.Node;

/// <summary>
/// A script of this folder as a process that is told, and tells, one JSON value a line. It ends with its input, so also
/// with the test run.
/// </summary>
internal sealed class NodeScript : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly List<JsonNode> told = [];
    private readonly List<string> errors = [];

    private NodeScript(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Keep(told, line.Data, text => JsonNode.Parse(text)!);
        process.ErrorDataReceived += (_, line) => Keep(errors, line.Data, text => text);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What the script has told so far.</summary>
    public IReadOnlyList<JsonNode> Told
    {
        get
        {
            lock (told)
                return [.. told];
        }
    }

    /// <summary>Starts a script; skips where Node.js is missing.</summary>
    /// <param name="name">Of its file.</param>
    public static async Task<NodeScript> Start(string name, params string[] arguments)
    {
        var folder = await NodePackages.Installed();
        var start = new ProcessStartInfo(Path.Combine(NodeBinaries.Folder!, "node"), [name, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new NodeScript(Process.Start(start)!);
    }

    /// <summary>Runs a script that is told something once, to its end: the last value that it tells.</summary>
    public static async Task<JsonNode> Run(string name, object input)
    {
        await using var script = await Start(name);
        script.Tell(input);
        script.process.StandardInput.Close();
        await script.process.WaitForExitAsync().WaitAsync(Patience);
        Assert.True(script.process.ExitCode == 0 && script.Told.Count > 0, script.Errors());
        return script.Told[^1];
    }

    public void Tell(object value) =>
        process.StandardInput.WriteLine(JsonSerializer.Serialize(value, JsonSerializerOptions.Web));

    /// <summary>Waits until what was told is enough.</summary>
    public async Task<IReadOnlyList<JsonNode>> Heard(Predicate<IReadOnlyList<JsonNode>> enough)
    {
        IReadOnlyList<JsonNode> heard = [];
        await Wait.Until(
            () =>
            {
                // First the end, then what was told before it.
                var ended = process.HasExited;
                heard = Told;
                var isEnough = enough(heard);
                Assert.False(ended && !isEnough, LastWords());
                return isEnough;
            },
            LastWords);
        return heard;

        string LastWords() => string.Join('\n', heard.TakeLast(20)) + Errors();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static void Keep<T>(List<T> lines, string? text, Func<string, T> read)
    {
        if (text is not { Length: > 0 })
            return;
        lock (lines)
            lines.Add(read(text));
    }

    private string Errors()
    {
        lock (errors)
            return $"\n{string.Join('\n', errors)}";
    }
}
