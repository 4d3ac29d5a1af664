using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.SystemTests.Storage;

/// <summary>PostgreSQL keeps the promises of storage.</summary>
public sealed class PostgresStorageTests(PostgresSilo silo) : StorageConformance(silo), IClassFixture<PostgresSilo>
{
    private readonly PostgresSilo silo = silo;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>As a silo asks: prepared, and planned once for whatever values come.</summary>
    [Theory]
    [InlineData("ReadRangeRows1Key")]
    [InlineData("ReadRangeRows2Key")]
    public async Task Of_many_reminders_a_range_is_read_from_the_covering_index_alone(string query)
    {
        await silo.Scalar("""
            insert into reminder (service_id, grain_id, name, start_time, period, grain_hash, version)
            select 'crowd', 'subject/sub_' || md5(n::text), 'next-due', now() + n * interval '4 seconds', 3000000,
                hashint4(n), nextval('reminder_version')
            from generate_series(1, 20000) n
            on conflict do nothing
            """);
        await silo.Scalar("vacuum analyze reminder");
        var text = ((string)(await silo.Scalar($"select querytext from orleansquery where querykey = '{query}'"))!)
            .Replace("@ServiceId", "$1", StringComparison.Ordinal)
            .Replace("@BeginHash", "$2", StringComparison.Ordinal)
            .Replace("@EndHash", "$3", StringComparison.Ordinal);

        await using var connection = await silo.Database.Source.OpenConnectionAsync(Cancellation);
        await connection.Execute($"prepare ranges (text, int, int) as {text}", transaction: null, Cancellation);
        await using var explain = connection.Command("explain execute ranges ('crowd', -1000000000, 1000000000)");
        var plan = await explain.Read(row => row.GetString(0), Cancellation);
        await connection.Execute("deallocate ranges", transaction: null, Cancellation);

        var looked = Assert.Single(plan, line => line.Contains(" on reminder ", StringComparison.Ordinal));
        Assert.Contains("Index Only Scan", looked, StringComparison.Ordinal);
    }

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
