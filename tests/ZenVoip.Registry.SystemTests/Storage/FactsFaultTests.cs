using System.Data.Common;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Server.Storage;
using ZenVoip.Registry.Server.Storage.Postgres;
using ZenVoip.Registry.Server.Storage.Sqlite;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Storage;

/// <summary>In doubt a question is answered by a fault.</summary>
public sealed class FactsFaultTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task A_database_that_cannot_be_reached_is_a_fault_for_everyone_who_asked(string kind)
    {
        using var directory = new TemporaryDirectory();
        await using RegistryDatabase database = kind == "SQLite"
            ? new SqliteDatabase(Path.Combine(directory.Path, "gone"))
            : new PostgresDatabase("Host=127.0.0.1;Port=1;Database=registry;Username=registry");
        using var facts = new DecisionFacts(database);

        foreach (var question in Enumerable.Range(0, 40).Select(_ => Ask(facts)).ToArray())
            await Assert.ThrowsAnyAsync<DbException>(() => question);
        await Assert.ThrowsAnyAsync<DbException>(
            () => facts.Many([FactsKey.Digest(StoredSubject.NewDigest())], Cancellation)
                .ToArrayAsync(Cancellation).AsTask());
    }

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task A_query_that_fails_is_a_fault_for_everyone_who_asked_and_nobody_longer(string kind)
    {
        using var directory = new TemporaryDirectory();
        await using RegistryDatabase database = kind == "SQLite"
            ? new SqliteDatabase(directory.Path)
            : new PostgresDatabase(await PostgresCluster.Database());
        await Migrator.Migrate(database, Cancellation);
        using var facts = new DecisionFacts(database);
        await Execute("alter table identifier_link rename to gone");

        foreach (var question in Enumerable.Range(0, 40).Select(_ => Ask(facts)).ToArray())
            await Assert.ThrowsAnyAsync<DbException>(() => question);
        await Assert.ThrowsAnyAsync<DbException>(
            () => facts.Many([FactsKey.Digest(StoredSubject.NewDigest())], Cancellation)
                .ToArrayAsync(Cancellation).AsTask());

        await Execute("alter table gone rename to identifier_link");
        Assert.Same(Facts.Nobody, await Ask(facts));

        async Task Execute(string sql)
        {
            await using var command = database.Source.CreateCommand(sql);
            await command.ExecuteNonQueryAsync(Cancellation);
        }
    }

    [Fact]
    public async Task A_connection_that_was_killed_is_replaced_for_the_next_question()
    {
        var connectionString = await PostgresCluster.Database();
        await using var database = new PostgresDatabase(connectionString);
        await Migrator.Migrate(database, Cancellation);
        using var facts = new DecisionFacts(database);
        await Ask(facts);

        await PostgresCluster.Execute(
            connectionString + ";Pooling=false",
            "select pg_terminate_backend(pid) from pg_stat_activity "
            + "where datname = current_database() and pid <> pg_backend_pid()");

        Assert.True(await Answers(facts));
    }

    private static Task<Facts> Ask(DecisionFacts facts) =>
        facts.One(FactsKey.Digest(StoredSubject.NewDigest()), Cancellation).AsTask();

    /// <summary>The pool may hand out every killed connection once.</summary>
    private static async Task<bool> Answers(DecisionFacts facts)
    {
        for (var attempt = 0; attempt < 9; attempt++)
        {
            try
            {
                await Ask(facts);
                return true;
            }
            catch (Npgsql.NpgsqlException)
            {
                continue;
            }
        }

        return false;
    }
}
