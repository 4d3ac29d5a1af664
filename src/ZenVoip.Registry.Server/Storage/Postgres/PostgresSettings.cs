using Npgsql;

namespace ZenVoip.Registry.Server.Storage.Postgres;

/// <summary>The settings without which an acknowledged opt-out could be lost in a crash.</summary>
internal static class PostgresSettings
{
    private static readonly string[] Durable = ["fsync", "full_page_writes", "synchronous_commit"];

    /// <summary>Refuses <c>off</c>; a <c>synchronous_commit</c> of <c>local</c> still survives the server.</summary>
    public static async Task Check(NpgsqlDataSource source, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        foreach (var name in Durable)
        {
            await using var command = connection.Command($"show {name}");
            if (await command.ExecuteScalarAsync(cancellation) is "off")
            {
                throw new InvalidOperationException(
                    $"PostgreSQL's setting {name} is off: what the registry acknowledges could be lost. Turn it on.");
            }
        }

        await using var clock = connection.Command("select exists(select from registry_clock where ahead <> '0')");
        if (await clock.ExecuteScalarAsync(cancellation) is true)
        {
            throw new InvalidOperationException("registry_clock is ahead: only Development may move it.");
        }
    }
}
