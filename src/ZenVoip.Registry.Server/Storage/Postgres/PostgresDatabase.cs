using System.Data;
using System.Data.Common;
using Npgsql;

namespace ZenVoip.Registry.Server.Storage.Postgres;

/// <summary>PostgreSQL: many silos, everything real.</summary>
internal sealed class PostgresDatabase : RegistryDatabase
{
    /// <summary>
    /// What the connection string may override. The pool is small because a database with few cores writes fastest
    /// through few connections; statements are prepared at their second use.
    /// </summary>
    private const string Defaults = "Maximum Pool Size=8;Max Auto Prepare=50;Auto Prepare Min Usages=2;"
        + "Application Name=zenvoip-registry;Enlist=false;Command Timeout=15;Keepalive=30;";

    /// <summary>Any number, but the same in every release.</summary>
    private const long MigrationLock = 0x5A656E566F4950;

    private readonly PostgresQueries queries = new();
    private readonly NpgsqlDataSource source;

    public PostgresDatabase(string connectionString, ILoggerFactory? loggers = null)
    {
        var builder = new NpgsqlDataSourceBuilder(Defaults + connectionString);
        builder.ConnectionStringBuilder.SearchPath = $"{queries.Schema},public";
        // Nothing here leaves anything behind in a session.
        builder.ConnectionStringBuilder.NoResetOnClose = true;
        source = builder.UseLoggerFactory(loggers).Build();
    }

    public override DbDataSource Source => source;

    public override string Invariant => "Npgsql";

    public override string Folder => "Postgres";

    public override IsolationLevel Snapshot => IsolationLevel.RepeatableRead;

    public override Task Claim(CancellationToken cancellation) => Task.CompletedTask;

    public override Task CheckForProduction(CancellationToken cancellation) =>
        PostgresSettings.Check(source, cancellation);

    public override async Task LockForMigration(DbTransaction transaction, CancellationToken cancellation)
    {
        await using var command = transaction.Connection!.Command("select pg_advisory_xact_lock(@lock)", transaction);
        await command.With("lock", MigrationLock).ExecuteNonQueryAsync(cancellation);
    }

    public override async Task InstallOrleansQueries(CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await LockForMigration(transaction, cancellation);
        await queries.Install(transaction, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    public override object Instant(DateTimeOffset at) => at.UtcDateTime;

    public override DateTimeOffset Instant(DbDataReader reader, int column) =>
        reader.GetFieldValue<DateTimeOffset>(column);

    public override object Texts(IReadOnlyCollection<string> texts) => texts.ToArray();

    public override ValueTask DisposeAsync() => source.DisposeAsync();
}
