using System.Data.Common;

namespace ZenVoip.Registry.Server.Security;

/// <summary>
/// PostgreSQL leaves the old version of a row in its page, and what a plain vacuum frees is not overwritten: only a
/// table that is written anew holds no trace of a destroyed key. One silo at a time does it, and only where keys were
/// destroyed since. Nobody reads a key meanwhile, about two seconds for a million of them, so it is done by the hour.
/// </summary>
internal static class PostgresKeyScrub
{
    private const long ScrubLock = 0x5A56_4B53_4352;

    /// <summary>How many keys were destroyed: it only ever grows, and needs no clock.</summary>
    private const string Destroyed = "select int8send(count(*)) from subject_key where destroyed_at is not null";

    private const string Known = "select value from key_check where name = 'scrubbed'";

    private const string Note =
        """
        insert into key_check (name, value) values ('scrubbed', @destroyed)
        on conflict (name) do update set value = excluded.value
        """;

    public static async ValueTask Run(DbConnection connection, bool always, CancellationToken cancellation)
    {
        var destroyed = (byte[])(await Ask(connection, Destroyed, cancellation))!;
        if (!always && await Ask(connection, Known, cancellation) is byte[] known && known.SequenceEqual(destroyed))
            return;
        if (await Ask(connection, $"select pg_try_advisory_lock({ScrubLock})", cancellation) is not true)
            return;
        try
        {
            await Rewrite(connection, cancellation);
            // What was destroyed since it was counted is left to the next time.
            await using var note = connection.Command(Note, ("@destroyed", destroyed));
            await note.ExecuteNonQueryAsync(cancellation);
        }
        finally
        {
            await Ask(connection, $"select pg_advisory_unlock({ScrubLock})", CancellationToken.None);
        }
    }

    /// <summary>Who reads all keys, as <c>verify</c> does, is not waited for: readers would queue up behind.</summary>
    private static async Task Rewrite(DbConnection connection, CancellationToken cancellation)
    {
        var before = await FileOf(connection, cancellation);
        await Ask(connection, "set lock_timeout = '1s'", cancellation);
        try
        {
            await using var vacuum = connection.Command("vacuum (full) subject_key");
            vacuum.CommandTimeout = 0;
            await vacuum.ExecuteNonQueryAsync(cancellation);
        }
        finally
        {
            await Ask(connection, "reset lock_timeout", CancellationToken.None);
        }

        // It is a mere warning of PostgreSQL's to a role that may not.
        if (await FileOf(connection, cancellation) == before)
        {
            throw new UnauthorizedAccessException(
                "The role of ConnectionStrings:Keys may not vacuum subject_key: it must own the table.");
        }
    }

    private static async Task<uint> FileOf(DbConnection connection, CancellationToken cancellation) =>
        (uint)(await Ask(connection, "select pg_relation_filenode('subject_key')", cancellation))!;

    private static async Task<object?> Ask(DbConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.Command(sql);
        return await command.ExecuteScalarAsync(cancellation);
    }
}
