using System.Data.Common;
using System.Security.Cryptography;
using System.Text;

namespace ZenVoip.Registry.Server.Storage.Postgres;

/// <summary>
/// The Orleans queries of this release in a schema of their own, named by their content: releases that run side by
/// side, and an old silo that restarts, each find their own, and nobody edits another's.
/// </summary>
internal sealed class PostgresQueries
{
    private readonly IReadOnlyList<(string Name, string Text)> queries = SqlText.All("Postgres.orleans");

    public PostgresQueries() => Schema = "q_" + Hash(queries)[..16];

    public string Schema { get; }

    public async Task Install(DbTransaction transaction, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        await connection.Execute(
            $"""
            create schema if not exists {Schema};
            create table if not exists {Schema}.orleansquery (querykey text primary key, querytext text not null);
            """,
            transaction,
            cancellation);
        foreach (var (name, text) in queries)
        {
            await using var command = connection.Command(
                $"insert into {Schema}.orleansquery (querykey, querytext) values (@name, @text) on conflict do nothing",
                transaction);
            await command.With("name", name).With("text", text).ExecuteNonQueryAsync(cancellation);
        }
    }

    private static string Hash(IEnumerable<(string Name, string Text)> queries)
    {
        var all = string.Join('\0', queries.Select(query => query.Name + '\0' + query.Text));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)));
    }
}
