using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using ZenVoip.Registry.Grains.Secrecy;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>Somebody with access to the database, but not to the keys.</summary>
internal sealed class Burglar(RegistrySettings settings)
{
    /// <summary>Puts another entry's sealed body in the place of this one's.</summary>
    public async Task ChangeEntry(string subjectId, int sequence) => Assert.Equal(1, await Execute(
        """
        update journal set body = (select body from journal where subject_id = @id and sequence = @sequence + 1)
        where subject_id = @id and sequence = @sequence
        """,
        ("id", subjectId), ("sequence", sequence)));

    /// <summary>Changes one row that speaks of a subject.</summary>
    public async Task Change(string subjectId, string sql) => Assert.Equal(1, await Execute(sql, ("id", subjectId)));

    /// <summary>A holder system as it would be registered; it confirms within a week.</summary>
    public async Task AddSystem(string name, params string[] categories)
    {
        var list = $"'[{string.Join(',', categories.Select(code => $"\"{code}\""))}]'";
        Assert.Equal(1, await Execute(
            "insert into holder_system (name, categories, confirm_within, registered_at) values "
            + $"(@name, {list}, 604800, '2026-11-23T12:00:00.000000Z')",
            ("name", name)));
    }

    /// <summary>The sealed state, to be put back later.</summary>
    public async Task<byte[]> CopyState(string subjectId)
    {
        await using var connection = Connection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "select payload from grain_state where grain_id_ext = @id and grain_type = 'subject'";
        Add(command, "id", subjectId);
        return (byte[])(await command.ExecuteScalarAsync())!;
    }

    public async Task PutBackState(string subjectId, byte[] state) => Assert.Equal(1, await Execute(
        "update grain_state set payload = @state where grain_id_ext = @id and grain_type = 'subject'",
        ("id", subjectId), ("state", state)));

    /// <summary>As if the last migration had not been made.</summary>
    public async Task ForgetMigration() => Assert.Equal(1, await Execute(
        "delete from registry_schema where version = (select max(version) from registry_schema)"));

    /// <summary>A registration that died before its write, long ago.</summary>
    public async Task LeaveKey(string subjectId)
    {
        await using var connection = Connection(keys: true);
        Assert.Equal(1, await Execute(
            connection,
            """
            insert into subject_key (subject_id, wrapped, created_at)
            select @id, wrapped, '2020-01-01 00:00:00+00:00' from subject_key limit 1
            """,
            ("id", subjectId)));
    }

    /// <summary>Changes one row of the key store.</summary>
    public async Task ChangeKey(string subjectId, string sql)
    {
        await using var connection = Connection(keys: true);
        Assert.Equal(1, await Execute(connection, sql, ("id", subjectId)));
    }

    /// <summary>A data key as it is stored: wrapped.</summary>
    public async Task<byte[]> CopyKey(string subjectId) => Assert.IsType<byte[]>(Assert.Single(
        await Query($"select wrapped from subject_key where subject_id = '{subjectId}'", keys: true))[0]);

    /// <summary>The ids of all keys that are left, also of those that follow from the digest key.</summary>
    public async Task<IReadOnlyList<string>> KeyIds() =>
    [
        .. (await Query("select subject_id from subject_key where wrapped is not null", keys: true))
            .Select(row => (string)row[0]),
        .. (await Query("select id from subject")).Select(row => SubjectKeyId.TombstoneOf((string)row[0])),
    ];

    /// <summary>Everything binary that the registry stores: whatever is sealed is among it.</summary>
    public async Task<IReadOnlyList<byte[]>> Boxes()
    {
        var tables = await Query(settings.Postgres is null
            ? "select name from sqlite_master where type = 'table'"
            : "select format('%I.%I', table_schema, table_name) from information_schema.tables "
                + "where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')");
        var boxes = new List<byte[]>();
        foreach (var table in tables)
            boxes.AddRange((await Query($"select * from {table[0]}")).SelectMany(row => row).OfType<byte[]>());
        return boxes;
    }

    /// <summary>How many entries the longest journal has.</summary>
    public async Task<int> LongestJournal() => Convert.ToInt32(
        (await Query("select max(sequence) from journal"))[0][0], CultureInfo.InvariantCulture);

    /// <summary>How many keys begin so, and have not been destroyed.</summary>
    public async Task<long> LivingKeys(string prefix)
    {
        await using var connection = Connection(keys: true);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText =
            "select count(*) from subject_key where subject_id like @prefix || '%' and wrapped is not null";
        Add(command, "prefix", prefix);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    private async Task<IReadOnlyList<object[]>> Query(string sql, bool keys = false)
    {
        await using var connection = Connection(keys);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object[]>();
        while (await reader.ReadAsync())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }
        return rows;
    }

    private async Task<int> Execute(string sql, params (string Name, object Value)[] parameters)
    {
        await using var connection = Connection();
        return await Execute(connection, sql, parameters);
    }

    private static async Task<int> Execute(
        DbConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            Add(command, name, value);
        return await command.ExecuteNonQueryAsync();
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    private DbConnection Connection(bool keys = false) => settings.Postgres is { } postgres
        ? new NpgsqlConnection(keys ? $"{postgres}_keys" : postgres)
        : new SqliteConnection(
            $"Data Source={Path.Combine(settings.DataDirectory, keys ? "keys.db" : "registry.db")};Pooling=false");
}
