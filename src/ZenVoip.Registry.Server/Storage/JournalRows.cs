using System.Data.Common;
using ZenVoip.Registry.Grains.Subjects;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>The journal, from its table.</summary>
internal sealed class JournalRows(RegistryDatabase database) : IJournalRows
{
    private const string After = """
        select j.sequence, j.at, j.body, j.link, f.name
        from journal j left join feed f on f.subject_id = j.subject_id and f.sequence = j.sequence
        where j.subject_id = @subject and j.sequence > @after
        order by j.sequence
        limit @count
        """;

    public async Task<IReadOnlyList<JournalRow>> Read(
        string subjectId,
        int after,
        int count,
        CancellationToken cancellation)
    {
        await using var command = database.Source.CreateCommand(After);
        return await command.With("subject", subjectId).With("after", after).With("count", count)
            .Read(Row, cancellation);
    }

    private JournalRow Row(DbDataReader row) =>
        new(row.GetInt32(0), database.Instant(row, 1), row.Bytes(2), row.Bytes(3)) { Name = row.Text(4) };
}
