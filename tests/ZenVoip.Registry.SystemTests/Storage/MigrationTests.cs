using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Storage;
using ZenVoip.Registry.Server.Storage.Postgres;
using ZenVoip.Registry.Server.Storage.Sqlite;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Storage;

/// <summary>What stands between a database and the program that wants to use it.</summary>
public sealed class MigrationTests
{
    private const string TooNew = "insert into registry_schema (version, min_program_version) values (99, 98)";
    private const string Newer = "insert into registry_schema (version, min_program_version) values (99, 1)";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Silos_that_start_at_once_on_an_empty_database_all_come_up()
    {
        for (var round = 0; round < 5; round++)
        {
            var connectionString = await PostgresCluster.Database();
            var silos = Enumerable.Range(0, 4).Select(_ => new PostgresDatabase(connectionString)).ToArray();

            await Task.WhenAll(silos.Select(silo => Prepare(silo, Environments.Development)));

            await using var command = silos[0].Source.CreateCommand("select count(*) from orleansquery");
            Assert.Equal(20L, await command.ExecuteScalarAsync(Cancellation));
            await Task.WhenAll(silos.Select(silo => silo.DisposeAsync().AsTask()));
        }
    }

    [Fact]
    public async Task A_migration_may_take_longer_than_any_other_statement_and_so_long_others_wait()
    {
        var connectionString = await PostgresCluster.Database() + ";Command Timeout=1";
        await using var first = new PostgresDatabase(connectionString);
        await using var second = new PostgresDatabase(connectionString);

        await Task.WhenAll(Slow(first), Slow(second));

        static Task Slow(PostgresDatabase database) => database.Alone(
            transaction => transaction.Connection!.Execute("select pg_sleep(1.2)", transaction, Cancellation),
            Cancellation);
    }

    [Fact]
    public async Task A_silo_that_starts_again_finds_what_was_stored()
    {
        await using var database = new PostgresDatabase(await PostgresCluster.Database());
        await Prepare(database, Environments.Development);
        await Scalar(database, "insert into operation values ('key', 'fingerprint', null, 0, null, now())");

        await Prepare(database, Environments.Development);

        Assert.Equal(1L, await Scalar(database, "select count(*) from operation"));
        Assert.Equal(1L, await Scalar(database, "select count(*) from pg_tables where tablename = 'operation'"));
    }

    [Fact]
    public async Task Each_release_has_its_queries_in_a_schema_of_its_own_and_leaves_those_of_others()
    {
        await using var database = new PostgresDatabase(await PostgresCluster.Database());
        await Scalar(database, """
            create schema q_old;
            create table q_old.orleansquery (querykey text primary key, querytext text not null);
            insert into q_old.orleansquery values ('WriteToStorageKey', 'select 1');
            """);

        await Prepare(database, Environments.Development);

        Assert.Equal(
            "WriteToStorageKey: select 1",
            await Scalar(database, "select string_agg(querykey || ': ' || querytext, ', ') from q_old.orleansquery"));
        Assert.Equal(2L, await Scalar(
            database, "select count(*) from pg_tables where tablename = 'orleansquery' and schemaname ~ '^q_'"));
        Assert.NotEqual("select 1", await Scalar(
            database, "select querytext from orleansquery where querykey = 'WriteToStorageKey'"));
    }

    [Fact]
    public async Task PostgreSQL_applies_each_migration_once_and_in_order()
    {
        await using var database = new PostgresDatabase(await PostgresCluster.Database());
        await AppliesEachOnce(database);
    }

    [Fact]
    public async Task SQLite_applies_each_migration_once_and_in_order()
    {
        using var directory = new TemporaryDirectory();
        await using var database = new SqliteDatabase(directory.Path);
        await AppliesEachOnce(database);
    }

    [Fact]
    public async Task PostgreSQL_of_a_newer_release_is_used_unless_it_says_that_this_program_is_too_old()
    {
        await using var database = new PostgresDatabase(await PostgresCluster.Database());
        await NewerReleases(database);
    }

    [Fact]
    public async Task SQLite_of_a_newer_release_is_used_unless_it_says_that_this_program_is_too_old()
    {
        using var directory = new TemporaryDirectory();
        await using var database = new SqliteDatabase(directory.Path);
        await NewerReleases(database);
    }

    [Fact]
    public async Task A_second_process_is_refused_the_files_of_SQLite()
    {
        using var directory = new TemporaryDirectory();
        await using (var first = new SqliteDatabase(directory.Path))
        {
            await Prepare(first, Environments.Production);
            await using var second = new SqliteDatabase(directory.Path);
            var refused = await Assert.ThrowsAsync<StartRefusedException>(
                () => Prepare(second, Environments.Development));
            Assert.Contains("Another process", refused.Message, StringComparison.Ordinal);
        }

        await using var next = new SqliteDatabase(directory.Path);
        await Prepare(next, Environments.Development);
    }

    [Fact]
    public async Task Every_connection_to_SQLite_waits_for_the_other_writer_and_loses_nothing()
    {
        using var directory = new TemporaryDirectory();
        await using var database = new SqliteDatabase(directory.Path);
        await Prepare(database, Environments.Development);

        Assert.Equal("wal", await Scalar(database, "pragma journal_mode"));
        Assert.Equal(2L, await Scalar(database, "pragma synchronous"));
        Assert.Equal(5000L, await Scalar(database, "pragma busy_timeout"));
        Assert.Equal(1L, await Scalar(database, "pragma foreign_keys"));
    }

    [Fact]
    public async Task Production_refuses_settings_that_could_lose_what_was_acknowledged()
    {
        var connectionString = await PostgresCluster.Database();
        await using var database = new PostgresDatabase(connectionString + ";Options=-c synchronous_commit=off");

        await Prepare(database, Environments.Development);
        var refused = await Assert.ThrowsAsync<StartRefusedException>(
            () => Prepare(database, Environments.Production));

        Assert.Contains("synchronous_commit", refused.Message, StringComparison.Ordinal);
        await using var durable = new PostgresDatabase(connectionString);
        await Prepare(durable, Environments.Production);
    }

    [Fact]
    public async Task Production_refuses_a_reminder_clock_that_was_moved()
    {
        await using var database = new PostgresDatabase(await PostgresCluster.Database());
        await Prepare(database, Environments.Production);
        await Scalar(database, "update registry_clock set ahead = '1 hour'");

        await Assert.ThrowsAsync<StartRefusedException>(() => Prepare(database, Environments.Production));
    }

    [Fact]
    public async Task The_connection_string_may_widen_the_small_pool()
    {
        var connectionString = await PostgresCluster.Database();
        await using var standard = new PostgresDatabase(connectionString);
        await using var wide = new PostgresDatabase(connectionString + ";MaxPoolSize=21");

        Assert.Contains("Maximum Pool Size=8", standard.Source.ConnectionString, StringComparison.Ordinal);
        Assert.Contains("Maximum Pool Size=21", wide.Source.ConnectionString, StringComparison.Ordinal);
        Assert.Contains("Max Auto Prepare=50", wide.Source.ConnectionString, StringComparison.Ordinal);
    }

    private static async Task NewerReleases(RegistryDatabase database)
    {
        await Prepare(database, Environments.Development);
        await Scalar(database, Newer);
        await Prepare(database, Environments.Development);
        await Scalar(database, TooNew.Replace("99", "100", StringComparison.Ordinal));
        var refused = await Assert.ThrowsAsync<StartRefusedException>(
            () => Prepare(database, Environments.Development));
        Assert.Contains("98", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>The second and the third say something about what those before them have made.</summary>
    private static async Task AppliesEachOnce(RegistryDatabase database)
    {
        (string Name, string Text)[] files =
        [
            ("0001_first", "-- min-program-version: 1\ncreate table told (what text not null)"),
            ("0002_second", "-- min-program-version: 1\ninsert into told values ('second')"),
            ("0003_third", "-- min-program-version: 2\ninsert into told select what || ', third' from told"),
        ];

        Assert.Equal(1, await Migrator.Migrate(database, files[..1], Cancellation));
        Assert.Equal(3, await Migrator.Migrate(database, files, Cancellation));
        Assert.Equal(3, await Migrator.Migrate(database, files, Cancellation));

        Assert.Equal(2L, await Scalar(database, "select count(*) from told"));
        Assert.Equal("second, third", await Scalar(database, "select max(what) from told"));
        Assert.Equal(3L, await Scalar(database, "select count(*) from registry_schema"));
        await Assert.ThrowsAsync<StartRefusedException>(
            () => Migrator.Migrate(database, files[..1], Cancellation));
    }

    private static Task Prepare(RegistryDatabase database, string environment) =>
        new RegistryStorage(database, new HostingEnvironment { EnvironmentName = environment })
            .Prepare(cancellation: Cancellation);

    private static async Task<object?> Scalar(RegistryDatabase database, string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancellation);
    }
}
