using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.SystemTests.Storage;

/// <summary>PostgreSQL keeps the promises of storage.</summary>
public sealed class PostgresStorageTests(PostgresSilo silo) : StorageConformance(silo), IClassFixture<PostgresSilo>
{
    private readonly PostgresSilo silo = silo;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_commits_late_comes_late_in_the_feed_and_no_reader_is_past_it()
    {
        var feed = silo.Get<FeedRows>();
        var start = await feed.Sequence(Cancellation);
        await using var connection = await silo.Database.Source.OpenConnectionAsync(Cancellation);
        await using var open = await connection.BeginTransactionAsync(Cancellation);
        var slow = await Feed("slow");
        var swift = new StoredSubject(silo.Grains);
        await swift.Write();

        var between = await feed.Sequence(Cancellation);
        var early = await feed.Read(start, 100, Cancellation);
        await open.CommitAsync(Cancellation);
        await feed.Sequence(Cancellation);
        var late = await feed.Read(between, 100, Cancellation);
        var all = await feed.Read(start, 100, Cancellation);

        Assert.True(slow < (long)(await silo.Scalar($"select id from feed where subject_id = '{swift.Id}'"))!);
        Assert.Equal(swift.Id, Assert.Single(early).SubjectId);
        Assert.Equal("slow", Assert.Single(late).SubjectId);
        Assert.Equal([(start + 1, swift.Id), (start + 2, "slow")], all.Select(each => (each.Position, each.SubjectId)));

        async Task<long> Feed(string subjectId)
        {
            await using var insert = connection.CreateCommand();
            insert.Transaction = open;
            insert.CommandText = $"""
                insert into feed (subject_id, sequence, name, at) values ('{subjectId}', 1, 'told', now()) returning id
                """;
            return (long)(await insert.ExecuteScalarAsync(Cancellation))!;
        }
    }
}
