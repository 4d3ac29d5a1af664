using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace ZenVoip.Registry.Server.Storage.Sqlite;

/// <summary>Pooled connections to one file, each set to lose nothing and to wait for the other writer.</summary>
internal sealed class SqliteSource(string path) : DbDataSource
{
    public override string ConnectionString { get; } = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        ForeignKeys = true,
        Pooling = true,
    }.ToString();

    protected override DbConnection CreateDbConnection() => new Connection(ConnectionString);

    protected override void Dispose(bool disposing)
    {
        using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
        base.Dispose(disposing);
    }

    private sealed class Connection(string connectionString) : SqliteConnection(connectionString)
    {
        public override void Open()
        {
            base.Open();
            using var command = CreateCommand();
            command.CommandText = "pragma busy_timeout = 5000; pragma synchronous = full;";
            command.ExecuteNonQuery();
        }
    }
}
