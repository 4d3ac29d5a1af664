using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Deliveries;

/// <summary>Orders as subjects leave them for holder systems, straight into the table.</summary>
internal sealed class Orders(RegistrySettings settings)
{
    private int issued;

    /// <summary>So many subjects' orders to a system, so many each; of each subject in their order.</summary>
    public Task<IReadOnlyList<IReadOnlyList<string>>> Issue(string system, int subjects, int each) =>
        Issue(system, [.. Enumerable.Range(0, subjects).Select(_ => $"sub_{Random()}")], each);

    /// <summary>The same, of these subjects.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<string>>> Issue(
        string system, IReadOnlyList<string> subjects, int each)
    {
        var all = new List<IReadOnlyList<string>>();
        var rows = new List<string>();
        foreach (var subject in subjects)
        {
            List<string> ids = [.. Enumerable.Range(0, each).Select(_ => $"ord_{Random()}")];
            rows.AddRange(ids.Select((id, place) => Row(id, subject, system, ++issued + place)));
            all.Add(ids);
        }
        await Run("insert into holder_work (id, subject_id, kind, system, controller, category, status, issued_at, "
            + $"due_at, settled_at, position) values {string.Join(", ", rows)}");
        return all;
    }

    public async Task<long> Count(string sql)
    {
        await using var connection = await Open();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>The rows that are found, each column as text: bytes as hex, nothing as nothing.</summary>
    public async Task<IReadOnlyList<string[]>> Read(string sql)
    {
        await using var connection = await Open();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string[]>();
        while (await reader.ReadAsync())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => Text(reader.GetValue(column)))]);
        return rows;
    }

    public async Task Run(string sql)
    {
        await using var connection = await Open();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static string Text(object value) => value is byte[] bytes
        ? Convert.ToHexString(bytes)
        : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static string Row(string id, string subject, string system, int position) => string.Create(
        CultureInfo.InvariantCulture,
        $"('{id}', '{subject}', 'DELETE', '{system}', 'zenvoip', 'CALL_RECORDS', 'ISSUED', "
        + $"'2026-11-01T12:00:00.000000Z', '2026-11-08T12:00:00.000000Z', null, {position})");

    private static string Random() => Guid.NewGuid().ToString("N")[..26];

    private async Task<DbConnection> Open()
    {
        DbConnection connection = settings.Postgres is { } postgres
            ? new NpgsqlConnection(postgres)
            : new SqliteConnection($"Data Source={Path.Combine(settings.DataDirectory, "registry.db")};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }
}
