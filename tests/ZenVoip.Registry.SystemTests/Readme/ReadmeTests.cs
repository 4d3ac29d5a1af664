using System.Diagnostics;
using System.Text.RegularExpressions;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Readme;

/// <summary>What the front page, and the page that goes on from there, say to paste, pasted.</summary>
public sealed partial class ReadmeTests
{
    private const string Address = "http://127.0.0.1:5080";
    private const string Run = "dotnet run -v q --project src/ZenVoip.Registry.Server --";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "ZenVoip.Registry.Server.dll");

    [Fact]
    public async Task What_is_pasted_answers_as_printed()
    {
        if (!File.Exists("/bin/bash") || !File.Exists("/usr/bin/curl"))
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "bash or curl is not installed");
            Assert.Skip("bash or curl is not installed");
        }
        using var settings = RegistrySettings.OnSqlite();
        await using var silo = await RegistryProcess.Start(settings);
        var (script, printed) = Read(string.Concat(Pages().Select(File.ReadAllText)));

        var answered = await Paste(
            script.Replace(Address, silo.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
                .Replace(Run, $"dotnet {Program}", StringComparison.Ordinal),
            settings);

        Assert.Equal(11, printed.Length);
        Assert.Equal(printed, answered);
    }

    /// <summary>Every block to paste, one after the other, and every line that they answer.</summary>
    private static (string Script, string[] Printed) Read(string text)
    {
        var blocks = Block().Matches(text).Select(block => (block.Groups["kind"].Value, block.Groups["text"].Value));
        var pasted = blocks.Where(block => block.Item1 == "bash").Select(block => block.Item2).ToList();
        var printed = blocks.Where(block => block.Item1 == "json")
            .SelectMany(block => block.Item2.TrimEnd().Split('\n'));
        Assert.Contains(Run, pasted[0], StringComparison.Ordinal);
        Assert.Contains(Address, pasted[0], StringComparison.Ordinal);
        return (string.Join("\necho\n", pasted), [.. printed]);
    }

    private static async Task<string[]> Paste(string script, RegistrySettings settings)
    {
        var start = new ProcessStartInfo("/bin/bash", ["-c", script]) { RedirectStandardOutput = true };
        foreach (var (name, value) in settings.Environment)
            start.Environment[name] = value;
        using var shell = Process.Start(start)!;
        var output = await shell.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await shell.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(0, shell.ExitCode);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string[] Pages()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ZenVoip.Registry.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No solution above the tests.");
        return [Path.Combine(folder.FullName, "README.md"), Path.Combine(folder.FullName, "src", "walkthrough.md")];
    }

    [GeneratedRegex(@"```(?<kind>bash|json)\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
