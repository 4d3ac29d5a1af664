using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>Somebody with access to the database, but not to the keys.</summary>
internal sealed class Burglar(RegistrySettings settings)
{
    /// <summary>Puts another entry's sealed body in the place of this one's.</summary>
    public async Task ChangeEntry(string subjectId, int sequence)
    {
        await using var connection = Connection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """
            update journal set body = (select body from journal where subject_id = @id and sequence = @sequence + 1)
            where subject_id = @id and sequence = @sequence
            """;
        Add(command, "id", subjectId);
        Add(command, "sequence", sequence);
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    private DbConnection Connection() => settings.Postgres is { } postgres
        ? new NpgsqlConnection(postgres)
        : new SqliteConnection($"Data Source={Path.Combine(settings.DataDirectory, "registry.db")};Pooling=false");
}
