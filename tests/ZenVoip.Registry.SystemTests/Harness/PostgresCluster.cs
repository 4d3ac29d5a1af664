using System.Globalization;
using Npgsql;
using ZenVoip.Registry.SystemTests.Harness;

[assembly: AssemblyFixture(typeof(PostgresCluster))]

namespace ZenVoip.Registry.SystemTests.Harness;

/// <summary>One PostgreSQL for the whole test run, started when the first test asks for a database.</summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> Server = new(PostgresServer.Start);

    private static int databases;

    /// <summary>Creates an empty database and returns its connection string; skips without PostgreSQL.</summary>
    public static async Task<string> Database()
    {
        Demand();
        var server = await Server.Value;
        return await server.Create(
            string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref databases)}"));
    }

    /// <summary>
    /// A server of the caller's own, for who searches all that it stores; skips without PostgreSQL. As the run book has
    /// it: what its log no longer needs is deleted with a checkpoint, not kept to be used again.
    /// </summary>
    internal static async Task<PostgresServer> Own()
    {
        Demand();
        var server = await PostgresServer.Start();
        var database = server.ConnectionString("postgres");
        await Execute(database, "alter system set wal_recycle = off");
        await Execute(database, "select pg_reload_conf()");
        await Wait.Until(async () => await Text(database, "show wal_recycle") is "off");
        return server;
    }

    /// <summary>The log is closed, and what of it is not needed deleted. Of a server of one's own.</summary>
    public static async Task LeaveLogBehind(string database)
    {
        await Execute(database, "select pg_switch_wal()");
        await Execute(database, "checkpoint");
    }

    /// <summary>The answer of a query that has one.</summary>
    public static async Task<string> Text(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    public static async Task Execute(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        // On a busy disk a checkpoint takes as long as it takes.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>
    /// Lets connections in or throws all out, and the same for the keys, which have their own database.
    /// </summary>
    /// <param name="but">The backend that is not thrown out.</param>
    public static async Task Allow(string database, bool connections, int but = 0)
    {
        var builder = new NpgsqlConnectionStringBuilder(database);
        var name = builder.Database!;
        builder.Database = "postgres";
        foreach (var one in (string[])[name, $"{name}_keys"])
        {
            await Execute(builder.ConnectionString, $"alter database {one} with allow_connections {connections}");
            if (!connections)
            {
                await Execute(
                    builder.ConnectionString,
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                    + $" where datname = '{one}' and pid <> {but}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Server is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            NpgsqlConnection.ClearAllPools();
            await (await Server.Value).Stop();
        }
    }

    private static bool OnBuildServer => Environment.GetEnvironmentVariable("CI") is "true";

    private static void Demand()
    {
        if (PostgresBinaries.Folder is not null)
            return;
        const string Missing = "PostgreSQL is not installed";
        Assert.False(OnBuildServer, Missing);
        Assert.Skip(Missing);
    }
}
