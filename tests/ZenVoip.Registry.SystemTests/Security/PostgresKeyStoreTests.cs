using Npgsql;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.SystemTests.Harness;
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
    }

    private protected override IKeyDatabase Connect() =>
        new PostgresKeyDatabase(database, creator: null, demandDurability: true);

    private static async Task<object?> Scalar(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
