using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Server.Storage;
using ZenVoip.Registry.Server.Storage.Postgres;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Storage;

/// <summary>In doubt a question is answered by a fault, and the lookups of many go together.</summary>
public sealed class FactsFaultTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_database_that_is_gone_is_a_fault_for_everyone_who_asked_and_nobody_longer()
    {
        var connectionString = await PostgresCluster.Database();
        await using var database = new PostgresDatabase(connectionString);
        await Migrator.Migrate(database, Cancellation);
        using var facts = new DecisionFacts(database);
        await PostgresCluster.Execute(connectionString, "alter table identifier_link rename to gone");

        var asked = Enumerable.Range(0, 40).Select(_ => Ask(facts)).ToArray();
        foreach (var question in asked)
        {
            await Assert.ThrowsAnyAsync<Exception>(() => question);
        }

        await Assert.ThrowsAnyAsync<Exception>(
            () => facts.Many([FactsKey.Digest(StoredSubject.NewDigest())], Cancellation));

        await PostgresCluster.Execute(connectionString, "alter table gone rename to identifier_link");
        Assert.Same(Facts.Nobody, await Ask(facts));
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

    [Fact]
    public async Task A_link_without_its_subject_is_a_fault()
    {
        var connectionString = await PostgresCluster.Database();
        await using var database = new PostgresDatabase(connectionString);
        await Migrator.Migrate(database, Cancellation);
        using var facts = new DecisionFacts(database);
        var digest = StoredSubject.NewDigest();
        await PostgresCluster.Execute(
            connectionString, $"insert into identifier_link values ('sub_lost', 0, '{digest}', 'PHONE', true, now())");

        await Assert.ThrowsAsync<InvalidDataException>(() => facts.ByDigest(digest, Cancellation).AsTask());
    }

    private static Task<Facts> Ask(DecisionFacts facts) =>
        facts.ByDigest(StoredSubject.NewDigest(), Cancellation).AsTask();

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
