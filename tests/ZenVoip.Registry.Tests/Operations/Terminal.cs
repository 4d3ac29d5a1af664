using System.CommandLine;
using ZenVoip.Registry.Server.Operations;

namespace ZenVoip.Registry.Tests.Operations;

/// <summary>Runs commands of the executable in this process, one after the other: they read its variables.</summary>
[CollectionDefinition(Collection)]
public sealed class Terminal
{
    public const string Collection = "commands";

    /// <summary>What should refuse to serve, and serves, would not end.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>In Development, with a data directory.</summary>
    internal static Task<(int Code, string Output, string Errors)> Run(string directory, params string[] words) => Say(
        [
            .. words, "--environment", "Development", "--urls", "http://127.0.0.1:0",
            "--Registry:DataDirectory", directory,
        ]);

    /// <summary>These words, and no others.</summary>
    internal static async Task<(int Code, string Output, string Errors)> Say(params string[] words)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var invocation = new InvocationConfiguration
        {
            Output = output,
            Error = errors,
            ProcessTerminationTimeout = null,
        };
        var code = await RegistryCommands.Run(words, invocation).WaitAsync(Patience);
        return (code, output.ToString(), errors.ToString());
    }
}
