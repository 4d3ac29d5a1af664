using System.Data.Common;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>The vocabulary of connections.</summary>
internal static class ConnectionExtensions
{
    extension(DbConnection connection)
    {
        public DbCommand Command(string sql, DbTransaction? transaction = null)
        {
            var command = connection.CreateCommand();
            command.CommandText = sql;
            command.Transaction = transaction;
            return command;
        }

        public async Task Execute(string sql, DbTransaction? transaction, CancellationToken cancellation)
        {
            await using var command = connection.Command(sql, transaction);
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }
}
