using System.Data.Common;
using ZenVoip.Registry.Grains.Subjects;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>The answers to operations, from their table.</summary>
internal sealed class OperationLog(RegistryDatabase database) : IOperationLog
{
    private const string Columns = "select key, fingerprint, subject_id, version, refusal, at from operation where key";

    private const string One = Columns + " = @key";

    /// <summary>So many are looked for at a time.</summary>
    private const int Page = 500;

    private const string Insert = """
        insert into operation (key, fingerprint, subject_id, version, refusal, at)
        values (@key, @fingerprint, @subject, @version, @refusal, @at)
        on conflict do nothing
        """;

    public async Task<OperationRow?> Find(string key, CancellationToken cancellation)
    {
        await using var command = database.Source.CreateCommand(One);
        var rows = await command.With("key", key).Read(Row, cancellation);
        return rows is [var row] ? row : null;
    }

    public async Task<IReadOnlyList<OperationRow>> FindAll(
        IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        List<OperationRow> found = [];
        foreach (var page in keys.Chunk(Page))
        {
            await using var command = database.Source.CreateCommand(Columns + " in ").WithAll(page);
            found.AddRange(await command.Read(Row, cancellation));
        }
        return found;
    }

    public async Task<OperationRow> Record(OperationRow row, CancellationToken cancellation)
    {
        await using var command = database.Source.CreateCommand(Insert);
        var inserted = await command
            .With("key", row.Key)
            .With("fingerprint", row.Fingerprint)
            .With("subject", row.SubjectId)
            .With("version", row.Version)
            .With("refusal", row.Refusal)
            .With("at", database.Instant(row.At))
            .ExecuteNonQueryAsync(cancellation);
        return inserted is 1
            ? row
            : await Find(row.Key, cancellation) ?? throw new InvalidOperationException("The operation is gone.");
    }

    private OperationRow Row(DbDataReader row) => new(
        row.GetString(0), row.GetString(1), row.Text(2), row.GetInt32(3), row.Text(4), database.Instant(row, 5));
}
