using Npgsql;

namespace ZenVoip.Registry.SystemTests.Harness;

/// <summary>
/// What the linked <see cref="PostgresServer"/> needs of the test project, without its test framework.
/// </summary>
internal static class PostgresCluster
{
    public static async Task Execute(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
