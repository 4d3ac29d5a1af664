using Npgsql;

namespace ZenVoip.Registry.SystemTests.Harness;

/// <summary>The harness itself: what other tests rely on.</summary>
public sealed class PostgresClusterTests
{
    [Fact]
    public async Task Every_database_is_empty_and_its_writes_are_durable()
    {
        var first = await PostgresCluster.Database();
        var second = await PostgresCluster.Database();

        await PostgresCluster.Execute(first, "create table mine (id int)");

        Assert.Equal("on", await Scalar(second, "show fsync"));
        Assert.Equal(0L, await Scalar(second, "select count(*) from pg_tables where tablename = 'mine'"));
    }

    private static async Task<object?> Scalar(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
