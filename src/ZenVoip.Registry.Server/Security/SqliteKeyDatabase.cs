using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace ZenVoip.Registry.Server.Security;

/// <summary>The keys in a SQLite file of their own, which only its owner can read.</summary>
internal sealed class SqliteKeyDatabase(string connectionString) : IKeyDatabase
{
    public const string FileName = "keys.db";

    // Every key is on the disk before anything is sealed with it, and a destroyed one is overwritten with zeros.
    private const string Session = "pragma synchronous = full; pragma secure_delete = on";

    public string Tables =>
        """
        create table if not exists subject_key (
            subject_id text not null primary key,
            wrapped blob null,
            created_at text not null,
            destroyed_at text null) strict;
        create index if not exists subject_key_destroyed on subject_key (destroyed_at) where destroyed_at is not null;
        create table if not exists key_check (name text not null primary key, value blob not null) strict;
        """;

    private string FilePath => Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource);

    public static SqliteKeyDatabase In(string dataDirectory) =>
        new($"Data Source={Path.GetFullPath(Path.Combine(dataDirectory, FileName))}");

    public ValueTask<bool> IsMade(CancellationToken cancellation) => ValueTask.FromResult(File.Exists(FilePath));

    public async ValueTask Create(CancellationToken cancellation)
    {
        OwnerFiles.ClaimDatabase(FilePath);
        await using var connection = await Open(cancellation);
        await using var journal = connection.Command("pragma journal_mode = wal");
        await journal.ExecuteNonQueryAsync(cancellation);
    }

    public async ValueTask<DbConnection> Open(CancellationToken cancellation)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            await using var session = connection.Command(Session);
            await session.ExecuteNonQueryAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public ValueTask<DbTransaction> BeginAlone(DbConnection connection, CancellationToken cancellation) =>
        ValueTask.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: false));

    public bool ScrubsAtOnce => true;

    // The write-ahead log still holds the page as it was; a reader in the way leaves it to the next time.
    public async ValueTask Scrub(DbConnection connection, bool always, CancellationToken cancellation)
    {
        await using var checkpoint = connection.Command("pragma wal_checkpoint(truncate)");
        await checkpoint.ExecuteNonQueryAsync(cancellation);
    }

    public ValueTask DisposeAsync()
    {
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
        return ValueTask.CompletedTask;
    }
}
