using Npgsql;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.SystemTests.Harness;
using ZenVoip.Registry.SystemTests.Journeys;
using ZenVoip.Registry.Tests.Security;

namespace ZenVoip.Registry.SystemTests.Security;

/// <summary>The contract of the key store on PostgreSQL, and how its database comes to be.</summary>
public sealed class PostgresKeyStoreTests : KeyStoreContract, IAsyncLifetime
{
    private readonly CancellationToken cancellation = TestContext.Current.CancellationToken;
    private readonly string data = Directory.CreateTempSubdirectory("registry-keys-").FullName;
    private string database = "";

    public async ValueTask InitializeAsync() => database = await PostgresCluster.Database();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(data, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Development_silos_that_start_at_once_make_one_database_beside_the_registry()
    {
        var settings = TestKeys.Configuration(
            ("Registry:DataDirectory", data), ("ConnectionStrings:Registry", database));

        var silos = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => RegistryKeys.Prepare(
            settings, TestKeys.Environment("Development"), TimeProvider.System, cancellation))));

        using var key = await silos[0].Subjects.Create("sub_a", cancellation);
        using var same = await silos[4].Subjects.Open("sub_a", cancellation);
        Assert.Equal("text"u8, same.Open(key.Seal("text"u8, "state", 1), "state", 1));
        Assert.Equal(0L, await Scalar(database, "select count(*) from pg_tables where tablename = 'subject_key'"));
        Assert.Equal(1L, await Scalar(database + "_keys", "select count(*) from subject_key"));
        foreach (var silo in silos) await silo.DisposeAsync();
    }

    [Fact]
    public async Task Production_refuses_a_server_that_can_lose_a_committed_key()
    {
        var name = new NpgsqlConnectionStringBuilder(database).Database;
        await PostgresCluster.Execute(database, $"alter database {name} set synchronous_commit = off");
        await using var weak = new PostgresKeyDatabase(database, creator: null, demandDurability: true);

        var refused = await Assert.ThrowsAsync<StartRefusedException>(async () => await weak.Create(cancellation));

        Assert.Contains("synchronous_commit", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_may_not_create_tables_starts_where_they_exist()
    {
        await Store(current: 1);
        var name = new NpgsqlConnectionStringBuilder(database).Database;
        await PostgresCluster.Execute(database, $"""
            create role keeper_{name} login;
            grant select, insert, update on subject_key, key_check to keeper_{name};
            """);
        var limited = new NpgsqlConnectionStringBuilder(database) { Username = $"keeper_{name}" }.ConnectionString;
        var settings = TestKeys.Configuration(
            ("Registry:MasterKey", TestKeys.Base64(1)),
            ("Registry:DigestKey", TestKeys.Base64(9)),
            ("ConnectionStrings:Keys", limited));

        await using var silo = await RegistryKeys.Prepare(
            settings, TestKeys.Environment("Production"), TimeProvider.System, cancellation);

        using var key = await silo.Subjects.Create("sub_a", cancellation);
        Assert.Equal("sub_a", key.SubjectId);
        await silo.Subjects.Destroy("sub_a", cancellation);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => silo.Subjects.Scrub(cancellation));
    }

    [Fact]
    public async Task Nothing_of_a_destroyed_key_stays_in_the_servers_files()
    {
        await using var server = await PostgresCluster.Own();
        database = await server.Create("keys");
        var store = await Store(current: 1);
        for (var i = 0; i < 30; i++) (await store.Create($"sub_other_{i}", cancellation)).Dispose();
        (await store.Create("sub_a", cancellation)).Dispose();
        var wrapped = (await Wrapped("sub_a"))!;
        // A plain vacuum would move the last key up into their place and leave a copy of it where it was.
        for (var i = 10; i < 20; i++) await store.Destroy($"sub_other_{i}", cancellation);
        await store.Scrub(cancellation);
        await store.Destroy("sub_a", cancellation);
        await PostgresCluster.LeaveLogBehind(database);
        Assert.NotEmpty(await FilesWith(wrapped));

        await store.Scrub(cancellation);
        await PostgresCluster.LeaveLogBehind(database);

        Assert.Empty(await FilesWith(wrapped));
        Assert.NotEmpty(await FilesWith((await Wrapped("sub_other_7"))!));
    }

    [Fact]
    public async Task A_table_without_a_newly_destroyed_key_is_not_written_anew()
    {
        var (store, other) = (await Store(current: 1), await Store(current: 1));
        (await store.Create("sub_a", cancellation)).Dispose();
        await store.Destroy("sub_a", cancellation);
        var before = await FileOfKeys();
        await store.Scrub(cancellation);
        var scrubbed = await FileOfKeys();

        await other.Scrub(cancellation);

        Assert.NotEqual(before, scrubbed);
        Assert.Equal(scrubbed, await FileOfKeys());
    }

    [Fact]
    public async Task Whoever_reads_all_keys_is_not_waited_for_but_scrubbed_after()
    {
        var store = await Store(current: 1);
        (await store.Create("sub_a", cancellation)).Dispose();
        await store.Destroy("sub_a", cancellation);
        var before = await FileOfKeys();
        await using (var connection = new NpgsqlConnection(database))
        {
            await connection.OpenAsync(cancellation);
            await using var reading = await connection.BeginTransactionAsync(cancellation);
            await using var read = new NpgsqlCommand("select count(*) from subject_key", connection, reading);
            await read.ExecuteScalarAsync(cancellation);

            var busy = await Assert.ThrowsAsync<PostgresException>(() => store.Scrub(cancellation));

            Assert.Equal(PostgresErrorCodes.LockNotAvailable, busy.SqlState);
            Assert.Equal(before, await FileOfKeys());
        }

        await store.Scrub(cancellation);

        Assert.NotEqual(before, await FileOfKeys());
    }

    private protected override IKeyDatabase Connect() =>
        new PostgresKeyDatabase(database, creator: null, demandDurability: true);

    private Task<object?> FileOfKeys() => Scalar(database, "select pg_relation_filenode('subject_key')");

    private async Task<IEnumerable<string>> FilesWith(byte[] wrapped) =>
        Spills.FilesWith(wrapped[5..], await Spills.ServerFolder(database));

    private static async Task<object?> Scalar(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
