using System.Data.Common;
using System.Text.Json.Nodes;
using ZenVoip.Registry.Server.Storage;
using ZenVoip.Registry.Server.Storage.Postgres;

namespace ZenVoip.Registry.SystemTests.Storage;

/// <summary>PostgreSQL keeps the promises of storage.</summary>
public sealed class PostgresStorageTests(PostgresSilo silo) : StorageConformance(silo), IClassFixture<PostgresSilo>
{
    /// <summary>The rows of a step of a plan, each time that it runs.</summary>
    private static readonly string[] Looked = ["Actual Rows", "Rows Removed by Filter", "Rows Removed by Join Filter"];

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

    /// <summary>As after a quiet time, in which few waited and the statistics were made.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(50)]
    public async Task What_waits_for_its_place_in_the_feed_is_looked_at_a_few_times_however_much_it_is(int known)
    {
        const int waiting = PostgresFeed.Batch;
        await silo.Get<FeedRows>().Sequence(Cancellation);
        await silo.Scalar(Crowd(1, known));
        await silo.Scalar("vacuum analyze feed");
        await silo.Scalar(Crowd(known + 1, waiting));
        var give = PostgresFeed.Give
            .Replace("@last", "1000000::bigint", StringComparison.Ordinal)
            .Replace("@batch", $"{waiting}", StringComparison.Ordinal);
        await using var connection = await silo.Database.Source.OpenConnectionAsync(Cancellation);
        await using var undone = await connection.BeginTransactionAsync(Cancellation);
        await using var explain = connection.Command($"explain (analyze, format json) {give}", undone);

        var plan = await PlanOf(explain);
        await undone.RollbackAsync(Cancellation);
        await silo.Scalar("delete from feed where subject_id = 'crowd'");

        Assert.InRange(Touched(plan), waiting, 20 * waiting);

        static string Crowd(int first, int last) => $"""
            insert into feed (subject_id, sequence, name, at)
            select 'crowd', n, 'told', now() from generate_series({first}, {last}) n
            """;
    }

    /// <summary>As a lane asks: prepared, and planned once for however many. All of them have said no.</summary>
    [Fact]
    public async Task The_facts_of_a_campaign_are_looked_at_a_few_times_each()
    {
        const int people = 1_000;
        await silo.Scalar($"""
            with crowd as (select 'sub_crowd' || n as id, 'crowd' || n as digest from generate_series(1, {people}) n),
            links as (
                insert into identifier_link (subject_id, number, digest, type, exclusive, linked_at)
                select id, 0, digest, 'PHONE', true, now() from crowd),
            noes as (
                insert into opt_out (subject_id, number, digest, controller, source, at)
                select id, 0, digest, 'zenvoip', 'STOP', now() from crowd)
            insert into subject (id, version, kind, status, registered_at, profile, journal_seal)
            select id, 1, 'CUSTOMER', 'ACTIVE', now(), 'none', '' from crowd
            """);
        await silo.Scalar("analyze subject, identifier_link, opt_out");
        var facts = SqlText.One("Postgres.reads", "Facts")
            .Replace("@digests", "$1", StringComparison.Ordinal)
            .Replace("@ids", "$2", StringComparison.Ordinal)
            .Replace("@people", "$3", StringComparison.Ordinal);
        var digests = string.Join(',', Enumerable.Range(1, people).Select(n => $"crowd{n}"));
        await using var connection = await silo.Database.Source.OpenConnectionAsync(Cancellation);
        await using var undone = await connection.BeginTransactionAsync(Cancellation);
        await connection.Execute("set local plan_cache_mode = force_generic_plan", undone, Cancellation);
        await connection.Execute($"prepare facts (text[], text[], int) as {facts}", undone, Cancellation);
        await using var explain = connection.Command(
            $"""
            explain (analyze, format json)
            execute facts (string_to_array('{digests}', ','), array_fill(null::text, array[{people}]), 101)
            """, undone);

        var plan = await PlanOf(explain);
        await connection.Execute("deallocate facts", undone, Cancellation);
        await undone.RollbackAsync(Cancellation);
        await silo.Scalar("delete from opt_out where subject_id like 'sub_crowd%'");
        await silo.Scalar("delete from identifier_link where subject_id like 'sub_crowd%'");
        await silo.Scalar("delete from subject where id like 'sub_crowd%'");

        Assert.Equal(2 * people, (double)plan["Actual Rows"]!);
        Assert.InRange(Touched(plan), people, 50 * people);
    }

    /// <summary>As a silo asks, of a controller with most of the people and of one with few.</summary>
    [Theory]
    [InlineData("giant", 11)]
    [InlineData("giant", 11, "END_USER")]
    [InlineData("giant", 0, "VISITOR")]
    [InlineData("giant", 0, "END_USER", null, "FR")]
    [InlineData("dwarf", 11)]
    [InlineData("dwarf", 11, "END_USER")]
    [InlineData("dwarf", 0, "VISITOR")]
    [InlineData("dwarf", 0, "END_USER", "ERASING")]
    [InlineData("dwarf", 11, "END_USER", "ACTIVE", "DE")]
    public async Task A_page_of_the_people_of_a_controller_is_read_without_the_others(
        string controller, int found, string? kind = null, string? status = null, string? jurisdiction = null)
    {
        await Crowd();
        (string Column, string? Value)[] all = [("kind", kind), ("status", status), ("jurisdiction", jurisdiction)];
        var given = all.Where(filter => filter.Value is not null).ToArray();
        (string Name, string Type, string Value)[] parameters =
        [
            ("controller", "text", $"'{controller}'"), ("after", "text", "'sub_crowd18'"), ("count", "int", "11"),
            .. given.Select(filter => (filter.Column, "text", $"'{filter.Value}'")),
        ];
        var page = parameters.Index().Aggregate(
            SubjectPages.Related([.. given.Select(filter => filter.Column)]),
            (text, one) => text.Replace($"@{one.Item.Name}", $"${one.Index + 1}", StringComparison.Ordinal));
        await using var connection = await silo.Database.Source.OpenConnectionAsync(Cancellation);
        await using var undone = await connection.BeginTransactionAsync(Cancellation);
        await connection.Execute("set local plan_cache_mode = force_generic_plan", undone, Cancellation);
        var (types, values) = (parameters.Select(one => one.Type), parameters.Select(one => one.Value));
        await connection.Execute($"prepare page ({string.Join(',', types)}) as {page}", undone, Cancellation);
        await using var explain = connection.Command(
            $"explain (analyze, format json) execute page ({string.Join(',', values)})", undone);

        var plan = await PlanOf(explain);
        await connection.Execute("deallocate page", undone, Cancellation);
        await undone.RollbackAsync(Cancellation);
        await silo.Scalar("delete from relationship where subject_id like 'sub_crowd%'");
        await silo.Scalar("delete from subject where id like 'sub_crowd%'");

        Assert.Equal(found, (double)plan["Actual Rows"]!);
        Assert.InRange(Touched(plan), found, 12 * 30);
    }

    /// <summary>All in Germany: end users of two controllers, and customers of neither, who are being erased.</summary>
    private async Task Crowd() => await silo.Scalar("""
        with crowd as (select 'sub_crowd' || n as id, n from generate_series(1, 25000) n),
        related as (
            insert into relationship (subject_id, controller)
            select id, case when n % 1000 = 0 then 'dwarf' else 'giant' end from crowd where n % 5 < 4)
        insert into subject (id, version, kind, status, jurisdiction, registered_at, profile, journal_seal)
        select id, 1,
            case when n % 5 < 4 then 'END_USER' else 'CUSTOMER' end,
            case when n % 5 < 4 then 'ACTIVE' else 'ERASING' end, 'DE', now(), 'none', ''
        from crowd;
        analyze subject, relationship
        """);

    private static async Task<JsonNode> PlanOf(DbCommand explain) =>
        JsonNode.Parse((string)(await explain.ExecuteScalarAsync(Cancellation))!)![0]!["Plan"]!;

    /// <summary>How many rows a plan has looked at, in all its steps.</summary>
    private static double Touched(JsonNode node) =>
        ((double)node["Actual Loops"]! * Looked.Sum(field => (double?)node[field] ?? 0))
        + (node["Plans"]?.AsArray().Sum(below => Touched(below!)) ?? 0);

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
