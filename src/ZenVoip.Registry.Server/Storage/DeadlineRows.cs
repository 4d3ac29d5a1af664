using System.Data.Common;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>How the deadlines of all subjects stand.</summary>
/// <param name="Missed">Open rights requests past their legal deadline, whose clock runs.</param>
/// <param name="Near">Those whose legal deadline is less than a week away.</param>
/// <param name="Oldest">Since when a deadline waits to be met; null: none is due.</param>
internal sealed record DeadlineState(long Missed, long Near, DateTimeOffset? Oldest);

/// <summary>Counts deadlines that are at risk, for whoever is to be alarmed.</summary>
internal sealed class DeadlineRows(RegistryDatabase database)
{
    private const string Counts = """
        select
            (select count(*) from rights_request where closed_at is null and not stands and due_at < @now),
            (select count(*) from rights_request
                where closed_at is null and not stands and due_at >= @now and due_at < @near),
            (select min(next_due) from subject where next_due <= @now)
        """;

    private static readonly TimeSpan Near = TimeSpan.FromDays(7);

    public async Task<DeadlineState> Read(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = database.Source.CreateCommand(Counts);
        command.With("now", database.Instant(now)).With("near", database.Instant(now + Near));
        return (await command.Read(State, cancellation))[0];
    }

    private DeadlineState State(DbDataReader row) =>
        new(row.GetInt64(0), row.GetInt64(1), row.IsDBNull(2) ? null : database.Instant(row, 2));
}
