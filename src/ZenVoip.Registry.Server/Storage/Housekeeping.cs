namespace ZenVoip.Registry.Server.Storage;

/// <summary>Deletes what has served its time.</summary>
internal sealed class Housekeeping(RegistryDatabase database)
{
    /// <summary>So many rows go in one statement, so that no lock is held for long.</summary>
    public const int Batch = 1_000;

    private const string Delete = """
        delete from operation
        where key in (select key from operation where at < @before order by at limit @batch)
        """;

    private const string DeleteDelivered = """
        delete from delivery where work_id in (
            select d.work_id from delivery d
                left join holder_work w on w.id = d.work_id left join notice n on n.id = d.work_id
            where w.settled_at is not null or (w.id is null and n.id is null) limit @batch)
        """;

    /// <summary>Forgets how settled orders and tasks, and notices that are gone, were delivered.</summary>
    /// <returns>How many.</returns>
    public async Task<int> DeleteDeliveries(CancellationToken cancellation)
    {
        var total = 0;
        int deleted;
        do
        {
            await using var command = database.Source.CreateCommand(DeleteDelivered);
            deleted = await command.With("batch", Batch).ExecuteNonQueryAsync(cancellation);
            total += deleted;
        }
        while (deleted == Batch);

        return total;
    }

    /// <summary>Forgets the operations that were answered before a time (they are kept for 30 days).</summary>
    /// <returns>How many.</returns>
    public async Task<int> DeleteOperations(DateTimeOffset before, CancellationToken cancellation)
    {
        var total = 0;
        int deleted;
        do
        {
            await using var command = database.Source.CreateCommand(Delete);
            deleted = await command.With("before", database.Instant(before)).With("batch", Batch)
                .ExecuteNonQueryAsync(cancellation);
            total += deleted;
        }
        while (deleted == Batch);

        return total;
    }
}
