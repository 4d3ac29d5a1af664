using Npgsql;
using ZenVoip.Registry.Grains.Faults;

namespace ZenVoip.Registry.Server.Storage.Postgres;

/// <summary>
/// Puts committed rows of the feed in order. One silo at a time does it, under the lock of the head's row: what
/// another transaction commits later gets a later position, and no reader is ever past it.
/// </summary>
internal static class PostgresFeed
{
    /// <summary>So many rows get their positions in one transaction.</summary>
    public const int Batch = 1_000;

    private const string Idle = """
        select position, exists(select from feed where position is null) from feed_head where id = 1
        """;

    private const string Lock = "select position from feed_head where id = 1 for update skip locked";

    /// <summary>
    /// A statement of its own after the lock: its snapshot must see what the sequencer before committed. Rows are found
    /// again by where they stand, which nobody else changes, and by nothing else: with an index of those that wait,
    /// each was looked up anew, for the planner takes them for a row or two.
    /// </summary>
    internal const string Give = """
        with waiting as materialized (
            select id, ctid from feed where position is null order by id limit @batch
        ), given as (
            update feed set position = numbered.position
            from (select ctid, @last + row_number() over (order by id) as position from waiting) numbered
            where feed.ctid = numbered.ctid
            returning feed.position
        )
        update feed_head set position = coalesce((select max(position) from given), position) where id = 1
        returning position
        """;

    /// <returns>The last position that was given, by this silo or another.</returns>
    public static async Task<long> Sequence(NpgsqlDataSource source, CancellationToken cancellation)
    {
        while (true)
        {
            var (last, waiting) = await Look(source, cancellation);
            if (!waiting || await GiveNext(source, cancellation) is not { } given)
                return last;
            if (given - last < Batch)
                return given;
        }
    }

    private static async Task<(long Last, bool Waiting)> Look(
        NpgsqlDataSource source, CancellationToken cancellation)
    {
        await using var look = source.CreateCommand(Idle);
        var rows = await look.Read(row => (row.GetInt64(0), row.GetBoolean(1)), cancellation);
        return rows[0];
    }

    /// <returns>Null: another silo is at it.</returns>
    private static async Task<long?> GiveNext(NpgsqlDataSource source, CancellationToken cancellation)
    {
        FaultPoints.Reached(FaultPoint.SequencerCalled);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var head = connection.Command(Lock, transaction);
        if (await head.ExecuteScalarAsync(cancellation) is not long last)
            return null;
        await using var give = connection.Command(Give, transaction);
        var given = await give.With("last", last).With("batch", Batch).ExecuteScalarAsync(cancellation);
        FaultPoints.Reached(FaultPoint.PositionsGiven);
        await transaction.CommitAsync(cancellation);
        FaultPoints.Reached(FaultPoint.PositionsCommitted);
        return (long)given!;
    }
}
