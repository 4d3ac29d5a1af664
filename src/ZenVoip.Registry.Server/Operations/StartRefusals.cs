using Microsoft.Data.Sqlite;
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
        StartRefusedException or RulebookException => fault.Message,
        // A value that does not fit its setting; an address that cannot be served.
        InvalidOperationException
        {
            Source: "Microsoft.Extensions.Configuration.Binder" or "Microsoft.AspNetCore.Server.Kestrel.Core",
        } => fault.Message,
        OptionsValidationException invalid => string.Join(Environment.NewLine, invalid.Failures),
        AggregateException { InnerExceptions: var all } when all.All(one => one is OptionsValidationException) =>
            string.Join(Environment.NewLine, all.Select(Of)),
        IOException or UnauthorizedAccessException => fault.Message,
        NpgsqlException => $"PostgreSQL cannot be reached, or refuses the connection: {fault.Message}",
        SqliteException sqlite when IsDamage(sqlite) =>
            $"The file of the registry, or that of its keys, is damaged: restore it from a backup. {fault.Message}",
        SqliteException => $"The file of the registry, or that of its keys, cannot be used: {fault.Message}",
        _ => null,
    };

    /// <summary>SQLITE_CORRUPT, or SQLITE_NOTADB.</summary>
    public static bool IsDamage(SqliteException fault) => fault.SqliteErrorCode is 11 or 26;

    /// <exception cref="StartRefusedException">
    /// Something on the command line is neither a command nor a setting that anybody reads.
    /// </exception>
    public static void Demand(IReadOnlyList<string> leftOver)
    {
        if (Mistake(leftOver) is { } mistake)
            throw new StartRefusedException(mistake);
    }

    /// <summary>Wherever they come from: a variable and a file can be mistyped like an argument.</summary>
    /// <exception cref="StartRefusedException">The registry's own section holds what nobody reads.</exception>
    public static void Demand(IConfiguration configuration)
    {
        string[] unread = [.. configuration.GetSection(KnownSettings.OwnSection).AsEnumerable()
            .Where(setting => setting.Value is not null && !IsRead(setting.Key, setting.Value))
            .Select(setting => Unread(setting.Key)).Order(StringComparer.Ordinal)];
        if (unread is not [])
            throw new StartRefusedException(string.Join(Environment.NewLine, unread));
    }

    /// <summary>A list without items is the empty value of its name.</summary>
    private static bool IsRead(string key, string value) =>
        KnownSettings.Contain(key) || (value is "" && KnownSettings.Contain($"{key}:0"));

    private static string Unread(string name) =>
        $"{name} is no setting that anybody reads, and no option of this command: see --help.";

    private static string? Mistake(IReadOnlyList<string> leftOver)
    {
        for (var index = 0; index < leftOver.Count; index++)
        {
            var word = leftOver[index];
            if (!word.StartsWith("--", StringComparison.Ordinal))
                return $"There is no command {word}: see --help.";
            var key = word[2..].Split('=')[0];
            if (!KnownSettings.Contain(key))
                return Unread($"--{key}");
            if (word.Contains('=', StringComparison.Ordinal)) continue;
            if (++index == leftOver.Count || leftOver[index].StartsWith("--", StringComparison.Ordinal))
                return $"{word} is a setting without a value.";
        }
        return null;
    }
}
