using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Server.Storage.Sqlite;

/// <summary>SQLite: one file, one process, nothing to install.</summary>
internal sealed class SqliteDatabase(string directory) : RegistryDatabase
{
    public const string FileName = "registry.db";

    private const string OrleansQueries = "create table if not exists orleansquery ("
        + "querykey text not null primary key, querytext text not null); delete from orleansquery;";

    private readonly string path = Path.Combine(directory, FileName);
    private readonly SqliteSource source = new(Path.Combine(directory, FileName));
    private FileStream? claim;

    public override DbDataSource Source => source;

    /// <summary>Orleans' name for Microsoft.Data.Sqlite.</summary>
    public override string Invariant => "System.Data.SQLite";

    public override string Folder => "Sqlite";

    /// <summary>Deferred: any other transaction of this driver begins with the write lock.</summary>
    public override Task<DbTransaction> BeginSnapshot(DbConnection connection, CancellationToken cancellation) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: true));

    /// <summary>Opening it would make the file.</summary>
    public override async Task<bool> IsMade(CancellationToken cancellation)
    {
        if (!File.Exists(path))
            return false;
        await using var command = source.CreateCommand(
            "select exists(select 1 from sqlite_master where name = 'registry_schema')");
        return await command.ExecuteScalarAsync(cancellation) is 1L;
    }

    public override async Task Claim(CancellationToken cancellation)
    {
        OwnerFiles.CreateDirectory(directory);
        try
        {
            claim ??= OwnerFiles.Open(Path.Combine(directory, "registry.lock"), FileMode.OpenOrCreate);
        }
        catch (IOException fault)
        {
            // A full disk, or one that cannot be written, is told here too.
            throw new StartRefusedException(
                $"The registry's data directory cannot be claimed: {fault.Message} Another process may use it: SQLite "
                + "serves one process; several silos need PostgreSQL (ConnectionStrings:Registry).");
        }

        OwnerFiles.ClaimDatabase(path);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await connection.Execute("pragma journal_mode = wal", transaction: null, cancellation);
    }

    public override async Task CheckForProduction(CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select exists(select 1 from registry_clock where ahead <> 0)");
        if (await command.ExecuteScalarAsync(cancellation) is 1L)
        {
            throw new StartRefusedException("registry_clock is ahead: only Development may move it.");
        }
    }

    /// <summary>A transaction of this driver begins with the write lock.</summary>
    public override async Task Alone(Func<DbTransaction, Task> work, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await work(transaction);
        await transaction.CommitAsync(cancellation);
    }

    public override Task InstallOrleansQueries(CancellationToken cancellation) =>
        Alone(transaction => Install(transaction, cancellation), cancellation);

    /// <summary>Positions are given where rows are written; autoincrement remembers the last.</summary>
    public override async Task<long> SequenceFeed(CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select seq from sqlite_sequence where name = 'feed'");
        return await command.ExecuteScalarAsync(cancellation) is long last ? last : 0;
    }

    public override string CodeOfLast(string column) => $"unicode(substr({column}, -1))";

    public override object Instant(DateTimeOffset at) => InstantText.Write(at);

    public override DateTimeOffset Instant(DbDataReader reader, int column) =>
        DateTimeOffset.Parse(reader.GetString(column), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public override object Interval(TimeSpan length) => length.TotalSeconds;

    public override object Texts(IReadOnlyCollection<string?> texts) => JsonSerializer.Serialize(texts);

    public override string Json(string parameter) => parameter;

    public override async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        if (claim is not null)
        {
            await claim.DisposeAsync();
        }
    }

    private static async Task Install(DbTransaction transaction, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        await connection.Execute(OrleansQueries, transaction, cancellation);
        foreach (var (name, text) in SqlText.All("Sqlite.orleans"))
        {
            await using var command = connection.Command(
                "insert into orleansquery (querykey, querytext) values (@name, @text)", transaction);
            await command.With("name", name).With("text", text).ExecuteNonQueryAsync(cancellation);
        }
    }
}
