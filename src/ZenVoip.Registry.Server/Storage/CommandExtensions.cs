using System.Data.Common;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>The vocabulary of commands.</summary>
internal static class CommandExtensions
{
    extension(DbCommand command)
    {
        public DbCommand With(string name, object? value)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
            return command;
        }

        /// <summary>Appends a list of at least one; what stands before it ends with <c>in</c>.</summary>
        public DbCommand WithAll(IReadOnlyCollection<string> values)
        {
            command.CommandText += $"({string.Join(", ", values.Select((_, at) => $"@one{at}"))})";
            foreach (var (at, value) in values.Index())
                command.With($"one{at}", value);
            return command;
        }

        public async Task<IReadOnlyList<T>> Read<T>(Func<DbDataReader, T> row, CancellationToken cancellation)
        {
            List<T> rows = [];
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                rows.Add(row(reader));
            }

            return rows;
        }
    }
}
