using System.Data;
using System.Data.Common;
using Npgsql;

namespace ZenVoip.Registry.Server.Storage.Postgres;

/// <summary>PostgreSQL: many silos, everything real.</summary>
internal sealed class PostgresDatabase : RegistryDatabase
{
    /// <summary>
    /// What the connection string may override. The pool is small because a database with few cores writes fastest
    /// through few connections; statements are prepared at their second use, and planned once: all of them go by key,
    /// so that planning for each call's values finds the same plan at several times the price of running it. One that
    /// is made while a table is nearly empty would go on to read it whole when it is full: none may, where an index
    /// serves. (What no index serves is still read, at a price that looks as if compiling paid; hence jit.) Of several
    /// hosts only the primary is used: a standby may lag behind an acknowledged no.
    /// </summary>
    private const string Defaults = "Maximum Pool Size=8;Max Auto Prepare=50;Auto Prepare Min Usages=2;"
        + "Application Name=zenvoip-registry;Enlist=false;Timeout=5;Command Timeout=15;Keepalive=30;"
        + "Options=-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c jit=off;";

    /// <summary>Any number, but the same in every release.</summary>
    private const long MigrationLock = 0x5A656E566F4950;

    private readonly PostgresQueries queries = new();
    private readonly string connectionString;
    private readonly ILoggerFactory? loggers;
    private readonly NpgsqlDataSource source;

    public PostgresDatabase(string connectionString, ILoggerFactory? loggers = null)
    {
        (this.connectionString, this.loggers) = (connectionString, loggers);
        source = Sourced();
    }

    public override DbDataSource Source => source;

    public override string Invariant => "Npgsql";

    public override string Folder => "Postgres";

    public override async Task<DbTransaction> BeginSnapshot(
        DbConnection connection, CancellationToken cancellation) =>
        await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);

    public override async Task<bool> IsMade(CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select to_regclass('public.registry_schema') is not null");
        return await command.ExecuteScalarAsync(cancellation) is true;
    }

    public override Task Claim(CancellationToken cancellation) => Task.CompletedTask;

    public override Task CheckForProduction(CancellationToken cancellation) =>
        PostgresSettings.Check(source, cancellation);

    public override Task<string?> Weakened(CancellationToken cancellation) =>
        PostgresSettings.Weakened(source, cancellation);

    /// <summary>
    /// The lock comes before the transaction: one that began earlier would not see the schema that the other silo has
    /// just made.
    /// </summary>
    public override async Task Alone(Func<DbTransaction, Task> work, CancellationToken cancellation)
    {
        // A migration takes as long as it takes, and so long the other silos wait.
        await using var patient = Sourced(settings => settings.CommandTimeout = 0);
        await using var connection = await patient.OpenConnectionAsync(cancellation);
        await connection.Execute($"select pg_advisory_lock({MigrationLock})", transaction: null, cancellation);
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            // Otherwise "create table" would mean the schema of this release's queries.
            await connection.Execute("set local search_path = public", transaction, cancellation);
            await work(transaction);
            await transaction.CommitAsync(cancellation);
        }
        finally
        {
            // A broken connection has lost the lock already.
            if (connection.State is ConnectionState.Open)
            {
                await connection.Execute(
                    $"select pg_advisory_unlock({MigrationLock})", transaction: null, CancellationToken.None);
            }
        }
    }

    public override Task InstallOrleansQueries(CancellationToken cancellation) =>
        Alone(transaction => queries.Install(transaction, cancellation), cancellation);

    public override Task<long> SequenceFeed(CancellationToken cancellation) =>
        PostgresFeed.Sequence(source, cancellation);

    public override string CodeOfLast(string column) => $"ascii(right({column}, 1))";

    public override object Instant(DateTimeOffset at) => at.UtcDateTime;

    public override DateTimeOffset Instant(DbDataReader reader, int column) =>
        reader.GetFieldValue<DateTimeOffset>(column);

    public override object Interval(TimeSpan length) => length;

    public override object Texts(IReadOnlyCollection<string?> texts) => texts.ToArray();

    public override string Json(string parameter) => $"{parameter}::json";

    public override ValueTask DisposeAsync() => source.DisposeAsync();

    private NpgsqlDataSource Sourced(Action<NpgsqlConnectionStringBuilder>? otherwise = null)
    {
        var builder = new NpgsqlDataSourceBuilder(Defaults + connectionString) { Name = "registry" };
        builder.ConnectionStringBuilder.SearchPath = $"{queries.Schema},public";
        // Nothing here leaves anything behind in a session.
        builder.ConnectionStringBuilder.NoResetOnClose = true;
        otherwise?.Invoke(builder.ConnectionStringBuilder);
        builder.UseLoggerFactory(loggers);
        return PrimarySource.Build(builder);
    }
}
