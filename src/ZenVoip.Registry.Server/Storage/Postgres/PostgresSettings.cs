using Npgsql;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Server.Storage.Postgres;

/// <summary>The settings without which an acknowledged opt-out could be lost in a crash.</summary>
internal static class PostgresSettings
{
    private const string Off = """
        select string_agg(name, ', ') from pg_settings
        where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off'
        """;

    /// <summary>
    /// Those that are off; null: none. A <c>synchronous_commit</c> of <c>local</c> still survives the server.
    /// </summary>
    public static async Task<string?> Weakened(NpgsqlDataSource source, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(Off);
        return await command.ExecuteScalarAsync(cancellation) as string;
    }

    public static async Task Check(NpgsqlDataSource source, CancellationToken cancellation)
    {
        if (await Weakened(source, cancellation) is { } settings)
        {
            throw new StartRefusedException(
                $"PostgreSQL can lose what the registry acknowledges: switch on {settings}.");
        }

        await using var clock = source.CreateCommand("select exists(select from registry_clock where ahead <> '0')");
        if (await clock.ExecuteScalarAsync(cancellation) is true)
        {
            throw new StartRefusedException("registry_clock is ahead: only Development may move it.");
        }
    }
}
