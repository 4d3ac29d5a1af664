using System.Data.Common;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>
/// The feed, from its table: only what has a position, so that no later commit can slip in before it.
/// </summary>
internal sealed class FeedRows(RegistryDatabase database)
{
    private const string After = """
        select position, subject_id, sequence, name, ref, at from feed
        where position > @after
        order by position
        limit @count
        """;

    public async Task<IReadOnlyList<Change>> Read(long after, int count, CancellationToken cancellation)
    {
        await using var command = database.Source.CreateCommand(After);
        return await command.With("after", after).With("count", count).Read(Row, cancellation);
    }

    /// <summary>Gives positions to what was committed since, where writing does not.</summary>
    /// <returns>The last position that was given.</returns>
    public Task<long> Sequence(CancellationToken cancellation) => database.SequenceFeed(cancellation);

    private Change Row(DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetInt32(2), row.GetString(3), row.Text(4), database.Instant(row, 5));
}
