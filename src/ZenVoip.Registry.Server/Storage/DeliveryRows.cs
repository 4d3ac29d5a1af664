using System.Collections.Immutable;
using System.Data.Common;
using ZenVoip.Registry.Grains.Holders;
using ZenVoip.Registry.Grains.Subjects;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>
/// What is to be delivered to holder systems, and what became of it. An order that failed because it was not confirmed
/// in time is still delivered, where it never was.
/// </summary>
internal sealed class DeliveryRows(RegistryDatabase database)
{
    /// <summary>The types of notice that a system is told of without asking, as a list.</summary>
    internal const string TakenBack = $"('{NoticeRow.OrderTakenBack}', '{NoticeRow.TaskTakenBack}')";

    /// <summary>In the words of the index.</summary>
    private const string Undelivered = "w.status in ('ISSUED', 'FAILED') and not w.delivered";

    private const string IsDue = Undelivered + " and (d.next_at is null or d.next_at <= @now)";

    /// <summary>The orders and tasks.</summary>
    private const string DueWork = $"""
        select w.id, w.subject_id, w.kind, w.issued_at, coalesce(d.attempts, 0) as attempts,
            null as type, null as about
        from holder_work w left join delivery d on d.work_id = w.id
        where w.system = @system and {IsDue}
          and not exists (
            select 1 from holder_work e
            where e.system = w.system and e.subject_id = w.subject_id and e.position < w.position
              and e.status in ('ISSUED', 'FAILED') and not e.delivered)
        order by w.issued_at, w.id
        limit @count
        """;

    /// <summary>A notice goes when it is delivered.</summary>
    private const string DueNotices = """
        select n.id, n.subject_id, n.kind, n.issued_at, coalesce(d.attempts, 0) as attempts, n.type, n.about
        from notice n left join delivery d on d.work_id = n.id
        where n.system = @system and (d.next_at is null or d.next_at <= @now)
          and not exists (
            select 1 from notice e
            where e.system = n.system and e.subject_id = n.subject_id and e.position < n.position)
        order by n.issued_at, n.id
        limit @count
        """;

    private const string DueAt = $"""
        select * from ({DueWork}) work union all select * from ({DueNotices}) notices
        order by issued_at, id
        limit @count
        """;

    private const string WithDue = $"""
        select s.name from holder_system s
        where s.webhook_url is not null and (
            exists (
                select 1 from holder_work w left join delivery d on d.work_id = w.id
                where w.system = s.name and {IsDue})
            or exists (
                select 1 from notice n left join delivery d on d.work_id = n.id
                where n.system = s.name and (d.next_at is null or d.next_at <= @now)))
        """;

    private const string Told = "delete from notice where id = @id";

    private const string Write = """
        insert into delivery (work_id, attempts, outcome, attempted_at, next_at, delivered_at, dead_at)
        values (@work, @attempts, @outcome, @at, @next, @delivered, @dead)
        on conflict (work_id) do update set
            attempts = excluded.attempts, outcome = excluded.outcome, attempted_at = excluded.attempted_at,
            next_at = excluded.next_at, delivered_at = excluded.delivered_at,
            dead_at = case when excluded.dead_at is null then null
                else coalesce(delivery.dead_at, excluded.dead_at) end
        where delivery.delivered_at is null
        """;

    private const string Deliver = "update holder_work set delivered = true where id = @work";

    /// <summary>
    /// What is due at a system, the oldest first: of each subject its oldest order or task only, and its oldest notice.
    /// </summary>
    public async Task<ImmutableArray<Errand>> Due(
        string system, DateTimeOffset now, int count, CancellationToken cancellation)
    {
        await using var command = database.Source.CreateCommand(DueAt);
        return [.. await command.With("system", system).With("now", database.Instant(now)).With("count", count)
            .Read(Errand, cancellation)];
    }

    /// <summary>The systems with a webhook at which something may be due.</summary>
    public async Task<IReadOnlyList<string>> SystemsWithDue(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = database.Source.CreateCommand(WithDue);
        return await command.With("now", database.Instant(now)).Read(row => row.GetString(0), cancellation);
    }

    /// <summary>
    /// Writes down an attempt; none after the one that delivered, which another silo may have made meanwhile.
    /// </summary>
    public async Task Record(Attempt attempt, CancellationToken cancellation)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var write = connection.Command(Write, transaction);
        await write
            .With("work", attempt.WorkId)
            .With("attempts", attempt.Number)
            .With("outcome", attempt.Outcome)
            .With("at", database.Instant(attempt.At))
            .With("next", database.Instant(attempt.NextAt))
            .With("delivered", attempt.IsDelivered ? database.Instant(attempt.At) : null)
            .With("dead", attempt.IsDead ? database.Instant(attempt.At) : null)
            .ExecuteNonQueryAsync(cancellation);
        if (attempt.IsDelivered)
        {
            await using var deliver = connection.Command(Deliver, transaction);
            await deliver.With("work", attempt.WorkId).ExecuteNonQueryAsync(cancellation);
        }
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>A notice that is delivered is done with; how it was goes with the other deliveries of its kind.
    /// </summary>
    public async Task Settle(string noticeId, CancellationToken cancellation)
    {
        await using var command = database.Source.CreateCommand(Told);
        await command.With("id", noticeId).ExecuteNonQueryAsync(cancellation);
    }

    private Errand Errand(DbDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), database.Instant(row, 3), row.GetInt32(4))
    {
        Notice = row.IsDBNull(5) ? null : new(row.GetString(5), row.GetString(6)),
    };
}

/// <summary>An attempt to deliver, and what follows from it.</summary>
internal sealed record Attempt
{
    public required string WorkId { get; init; }

    /// <summary>The how-manieth since it was issued or replayed.</summary>
    public required int Number { get; init; }

    /// <summary>The status of HTTP, or why there was none.</summary>
    public required string Outcome { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>When it is tried again, unless it is delivered.</summary>
    public required DateTimeOffset NextAt { get; init; }

    public bool IsDelivered { get; init; }

    /// <summary>It has failed so often that somebody has to look.</summary>
    public bool IsDead { get; init; }
}
