using System.Data.Common;
using ZenVoip.Registry.Domain;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>Deliveries that have failed too often, and how many wait at each system.</summary>
internal sealed class DeadLetterRows(RegistryDatabase database)
{
    private const string Dead = """
        select * from (
            select w.id, w.system, w.kind, w.issued_at, w.due_at, d.attempts, d.outcome, d.attempted_at, d.next_at,
                d.dead_at
            from delivery d join holder_work w on w.id = d.work_id
            where d.dead_at is not null and w.status in ('ISSUED', 'FAILED') and d.work_id > @after
            union all
            select n.id, n.system, n.type, n.issued_at, n.issued_at, d.attempts, d.outcome, d.attempted_at, d.next_at,
                d.dead_at
            from delivery d join notice n on n.id = d.work_id
            where d.dead_at is not null and d.work_id > @after) letters
        """;

    private const string Revive = """
        update delivery set attempts = 0, next_at = @now, dead_at = null
        where dead_at is not null and work_id in (
            select id from holder_work where system = @system union all select id from notice where system = @system)
        """;

    private const string Counts = """
        select system, sum(waiting), sum(dead), sum(overdue) from (
            select w.system,
                case when w.status in ('ISSUED', 'FAILED') and not w.delivered then 1 else 0 end as waiting,
                case when w.status in ('ISSUED', 'FAILED') and d.dead_at is not null then 1 else 0 end as dead,
                case when w.due_at < @now then 1 else 0 end as overdue
            from holder_work w left join delivery d on d.work_id = w.id
            where w.status in ('ISSUED', 'DELIVERED', 'FAILED')
            union all
            select n.system, 1, case when d.dead_at is not null then 1 else 0 end, 0
            from notice n left join delivery d on d.work_id = n.id) letters
        group by system
        """;

    /// <summary>Those after an id, in order; of one system where one is named.</summary>
    public async Task<IReadOnlyList<DeadLetter>> Read(
        string? system, string? after, int count, CancellationToken cancellation)
    {
        if (system is not null && !HolderSystem.IsName(system)) return [];
        await using var command = database.Source.CreateCommand(
            Dead + (system is null ? "" : " where system = @system") + " order by id limit @count");
        command.With("after", after ?? "").With("count", count);
        if (system is not null)
            command.With("system", system);
        return await command.Read(Letter, cancellation);
    }

    /// <summary>Has those of a system tried again at once, as if they were new: all, or those that are named.
    /// </summary>
    /// <returns>How many.</returns>
    public async Task<int> Replay(
        string system, IReadOnlyCollection<string>? ids, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = database.Source.CreateCommand(
            Revive + (ids is null ? "" : $" and work_id in ({Placeholders(ids.Count)})"));
        command.With("system", system).With("now", database.Instant(now));
        foreach (var (index, id) in (ids ?? []).Index())
            command.With($"id{index}", id);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>How the open work of each system stands.</summary>
    public async Task<IReadOnlyList<Backlog>> Backlogs(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = database.Source.CreateCommand(Counts);
        return await command.With("now", database.Instant(now)).Read(
            row => new Backlog(row.GetString(0), Number(row, 1), Number(row, 2), Number(row, 3)), cancellation);
    }

    private static string Placeholders(int count) =>
        count == 0 ? "null" : string.Join(", ", Enumerable.Range(0, count).Select(index => $"@id{index}"));

    private static long Number(DbDataReader row, int column) => row.GetInt64(column);

    private DeadLetter Letter(DbDataReader row) => new()
    {
        WorkId = row.GetString(0),
        System = row.GetString(1),
        Kind = row.GetString(2),
        IssuedAt = database.Instant(row, 3),
        DueAt = database.Instant(row, 4),
        Attempts = row.GetInt32(5),
        Outcome = row.GetString(6),
        AttemptedAt = database.Instant(row, 7),
        NextAt = database.Instant(row, 8),
        DeadAt = database.Instant(row, 9),
    };
}

/// <summary>A delivery that failed too often.</summary>
internal sealed record DeadLetter
{
    public required string WorkId { get; init; }

    public required string System { get; init; }

    public required string Kind { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public required int Attempts { get; init; }

    public required string Outcome { get; init; }

    public required DateTimeOffset AttemptedAt { get; init; }

    public required DateTimeOffset NextAt { get; init; }

    public required DateTimeOffset DeadAt { get; init; }
}

/// <summary>How the open work of a system stands: undelivered, dead, and past the time to confirm it.</summary>
internal sealed record Backlog(string System, long Waiting, long Dead, long Overdue);
