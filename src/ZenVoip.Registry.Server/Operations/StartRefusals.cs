using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Npgsql;
using ZenVoip.Registry.Server.Rulebook;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Server.Operations;

/// <summary>What ends a start as a sentence for whoever has to mend it.</summary>
internal static class StartRefusals
{
    /// <summary>Null: a fault of the program, whose stack trace is worth more.</summary>
    public static string? Of(Exception fault) => fault switch
    {
        StartRefusedException or InvalidOperationException or RulebookException => fault.Message,
        OptionsValidationException invalid => string.Join(Environment.NewLine, invalid.Failures),
        AggregateException { InnerExceptions: var all } when all.All(one => one is OptionsValidationException) =>
            string.Join(Environment.NewLine, all.Select(Of)),
        IOException { InnerException: AddressInUseException } => fault.Message,
        NpgsqlException => $"PostgreSQL cannot be reached, or refuses the connection: {fault.Message}",
        _ => null,
    };

    /// <exception cref="StartRefusedException">
    /// Something on the command line is neither a command nor a setting that anybody reads.
    /// </exception>
    public static void Demand(IReadOnlyList<string> leftOver)
    {
        if (Mistake(leftOver) is { } mistake)
            throw new StartRefusedException(mistake);
    }

    private static string? Mistake(IReadOnlyList<string> leftOver)
    {
        for (var index = 0; index < leftOver.Count; index++)
        {
            var word = leftOver[index];
            if (!word.StartsWith("--", StringComparison.Ordinal))
                return $"There is no command {word}: see --help.";
            var key = word[2..].Split('=')[0];
            if (!KnownSettings.Contain(key))
                return $"--{key} is no setting that anybody reads, and no option of this command: see --help.";
            if (word.Contains('=', StringComparison.Ordinal)) continue;
            if (++index == leftOver.Count || leftOver[index].StartsWith("--", StringComparison.Ordinal))
                return $"{word} is a setting without a value.";
        }
        return null;
    }
}
