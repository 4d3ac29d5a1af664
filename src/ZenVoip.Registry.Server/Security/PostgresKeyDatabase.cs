using System.Data.Common;
using Npgsql;
using ZenVoip.Registry.Server.Storage.Postgres;

namespace ZenVoip.Registry.Server.Security;

/// <summary>The keys in a PostgreSQL database of their own.</summary>
/// <param name="connectionString">Of the key database.</param>
/// <param name="creator">Of a database on the same server, to create it from if it is missing; null: never.</param>
/// <param name="demandDurability">Refuse a server that can lose a committed key.</param>
internal sealed class PostgresKeyDatabase(string connectionString, string? creator, bool demandDurability)
    : IKeyDatabase
{
    public const string Suffix = "_keys";

    private const int LongestName = 63;
    private const int DefaultPoolSize = 8;
    private const int PreparedStatements = 20;
    private const long StartLock = 0x5A56_4B45_5953;

    private readonly NpgsqlDataSource source = Pooled(connectionString);

    // Asked for first: "if not exists" wants the right to create even where nothing is to be created.
    public string Tables =>
        """
        do $$ begin
            if to_regclass('subject_key') is null then
                create table subject_key (
                    subject_id text collate "C" primary key,
                    wrapped bytea,
                    created_at timestamptz not null,
                    destroyed_at timestamptz);
            end if;
            if to_regclass('subject_key_destroyed') is null then
                create index subject_key_destroyed on subject_key (destroyed_at) where destroyed_at is not null;
            end if;
            if to_regclass('key_check') is null then
                create table key_check (name text collate "C" primary key, value bytea not null);
            end if;
        end $$
        """;

    public async ValueTask<bool> IsMade(CancellationToken cancellation)
    {
        await using var made = source.CreateCommand("select to_regclass('subject_key') is not null");
        try
        {
            return await made.ExecuteScalarAsync(cancellation) is true;
        }
        catch (PostgresException fault) when (fault.SqlState is PostgresErrorCodes.InvalidCatalogName)
        {
            return false;
        }
    }

    public async ValueTask Create(CancellationToken cancellation)
    {
        if (creator is not null) await CreateDatabase(creator, cancellation);
        if (!demandDurability) return;

        if (await PostgresSettings.Weakened(source, cancellation) is { } settings)
        {
            throw new StartRefusedException(
                $"The server of ConnectionStrings:Keys can lose committed keys: switch on {settings}.");
        }
    }

    public async ValueTask<DbConnection> Open(CancellationToken cancellation) =>
        await source.OpenConnectionAsync(cancellation);

    public async ValueTask<DbTransaction> BeginAlone(DbConnection connection, CancellationToken cancellation)
    {
        var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var alone = transaction.Command("select pg_advisory_xact_lock(@lock)", ("@lock", StartLock));
        await alone.ExecuteNonQueryAsync(cancellation);
        return transaction;
    }

    public bool ScrubsAtOnce => false;

    public ValueTask Scrub(DbConnection connection, bool always, CancellationToken cancellation) =>
        PostgresKeyScrub.Run(connection, always, cancellation);

    public ValueTask DisposeAsync() => source.DisposeAsync();

    /// <summary>By the name the metrics know it: else they would tell its connection string.</summary>
    private static NpgsqlDataSource Pooled(string text)
    {
        var builder = new NpgsqlConnectionStringBuilder(text);
        if (builder.MaxPoolSize == new NpgsqlConnectionStringBuilder().MaxPoolSize)
        {
            builder.MaxPoolSize = DefaultPoolSize;
        }

        if (builder.MaxAutoPrepare == 0) builder.MaxAutoPrepare = PreparedStatements;
        builder.ApplicationName ??= "zenvoip-registry-keys";
        return PrimarySource.Build(new NpgsqlDataSourceBuilder(builder.ConnectionString) { Name = "keys" });
    }

    private async Task CreateDatabase(string from, CancellationToken cancellation)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        if (name.Length > LongestName)
        {
            throw new StartRefusedException($"The name {name} is too long for a database: set ConnectionStrings:Keys.");
        }

        await using var server = new NpgsqlDataSourceBuilder(from) { Name = "keys" }.Build();
        await using var known = server.CreateCommand("select 1 from pg_database where datname = @name");
        known.Parameters.AddWithValue("@name", name);
        if (await known.ExecuteScalarAsync(cancellation) is not null) return;

        using var quoter = new NpgsqlCommandBuilder();
        await using var create = server.CreateCommand($"create database {quoter.QuoteIdentifier(name)}");
        try
        {
            await create.ExecuteNonQueryAsync(cancellation);
        }
        catch (PostgresException fault) when (fault.SqlState
            is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another silo that starts at the same time was first.
        }
    }
}
