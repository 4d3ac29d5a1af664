using System.Text.RegularExpressions;

namespace ZenVoip.Registry.Tests.Deployment;

/// <summary>The instructions of a Dockerfile, continued lines joined.</summary>
internal sealed partial record Dockerfile(IReadOnlyList<Instruction> Instructions)
{
    /// <exception cref="FormatException">A line is no instruction.</exception>
    public static Dockerfile Parse(string text) => new(
    [
        .. Continuation().Replace(Comment().Replace(text, ""), " ")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(Instruction.Parse),
    ]);

    /// <summary>The stage that becomes the image.</summary>
    public IEnumerable<Instruction> Final =>
        Instructions.Reverse().TakeWhile(instruction => instruction.Word != "FROM").Reverse();

    public string FinalImage => Instructions.Last(instruction => instruction.Word == "FROM").Rest;

    /// <summary>What ENV sets in the final stage.</summary>
    public IReadOnlyDictionary<string, string> Environment => Final.Where(instruction => instruction.Word == "ENV")
        .SelectMany(instruction => instruction.Rest.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>Paths that COPY takes from the repository.</summary>
    public IEnumerable<string> Sources => Instructions
        .Where(it => it.Word == "COPY" && !it.Rest.Contains("--from", StringComparison.Ordinal))
        .SelectMany(it => it.Rest.Split(' ', StringSplitOptions.RemoveEmptyEntries)[..^1]);

    [GeneratedRegex(@"^\s*#.*\n", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\\\s*\n")]
    private static partial Regex Continuation();
}

internal sealed record Instruction(string Word, string Rest)
{
    private static readonly string[] Words =
    [
        "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "RUN", "USER", "VOLUME", "WORKDIR",
    ];

    public static Instruction Parse(string line) => line.Split(' ', 2, StringSplitOptions.TrimEntries) switch
    {
        [var word, var rest] when Words.Contains(word) => new(word, rest),
        _ => throw new FormatException($"No instruction: {line}"),
    };
}
