using System.Data.Common;
using System.Runtime.CompilerServices;
using ZenVoip.Registry.Grains.Subjects;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>
/// Reads every journal, and what stands beside it, in one snapshot, some people at a time, and says what does not add
/// up. Of rows without a subject all ids are held at once: there are none, but for a fault.
/// </summary>
internal sealed class Verification(RegistryDatabase database)
{
    /// <summary>So many subjects are held at a time; their entries are streamed.</summary>
    private const int PageSize = 200;

    private const string Subjects = """
        select id, version, journal_seal, profile, (
            select payload from grain_state where grain_id_ext = subject.id and grain_type = 'subject' limit 1), status,
            next_due, kind
        from subject
        where id > @after
        order by id
        limit @count
        """;

    private const string Entries = "select sequence, at, body, link, subject_id from journal where subject_id > @after";

    private const string InOrder = " order by subject_id, sequence";

    private const string UpToLast = Entries + " and subject_id <= @last" + InOrder;

    /// <summary>The last page takes the entries behind the last subject too: somebody's must be missing.</summary>
    private const string ToTheEnd = Entries + InOrder;

    /// <summary>Tables whose rows belong to subjects; the journal is read anyway.</summary>
    private static readonly string[] Owned =
    [
        "relationship", "identifier_link", "opt_out", "holder_work", "rights_request", "notice", "feed",
        "(select grain_id_ext as subject_id from grain_state where grain_type = 'subject')",
    ];

    private static readonly string Ownerless = string.Join(" union ", Owned.Select(table =>
        $"select subject_id from {table} owned where not exists (select 1 from subject where id = owned.subject_id)"));

    /// <summary>
    /// One verdict for each subject, in the order of ids, also for entries and other rows without a subject.
    /// </summary>
    public async IAsyncEnumerable<JournalVerdict> Run(
        IJournalCheck check,
        IRowsCheck content,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellation);
        await using var transaction = await database.BeginSnapshot(connection, cancellation);
        await using var command = connection.Command(Ownerless, transaction);
        // It reads whole tables before it says anything.
        command.CommandTimeout = 0;
        var nobodies = new Queue<string>(
            (await command.Read(row => row.GetString(0), cancellation)).Order(StringComparer.Ordinal));
        await foreach (var verdict in Journals(transaction, check, content, cancellation))
        {
            while (nobodies.TryPeek(out var id) && string.CompareOrdinal(id, verdict.SubjectId) <= 0)
            {
                nobodies.Dequeue();
                if (id != verdict.SubjectId)
                    yield return OfNobody(id);
            }

            yield return verdict;
        }

        foreach (var id in nobodies)
            yield return OfNobody(id);
    }

    private static JournalVerdict OfNobody(string id) => new(id, Entries: 0, JournalFault.RowsOfNobody, Entry: 0);

    private async IAsyncEnumerable<JournalVerdict> Journals(
        DbTransaction transaction,
        IJournalCheck check,
        IRowsCheck content,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var after = "";
        while (true)
        {
            var page = await Page(transaction, after, cancellation);
            var whole = page.Count < PageSize;
            var last = page is [] ? "" : page[^1].Id;
            var rows = await RowsOfMany.Read(database, transaction, after, last, cancellation);
            await foreach (var (journal, head) in Follow(page, transaction, after, whole, check, cancellation))
            {
                var verdict = journal.Verdict();
                if (verdict.Fault is JournalFault.None && head is not null)
                {
                    var fault = await content.Compare(
                        verdict.Entries, journal.Last, rows.Of(head), cancellation);
                    var erasedMeanwhile = fault is JournalFault.KeyDestroyed && await HasMovedOn(head, cancellation);
                    verdict = verdict with { Fault = erasedMeanwhile ? JournalFault.None : fault };
                }
                yield return verdict;
            }

            if (whole)
            {
                yield break;
            }

            after = last;
        }
    }

    /// <summary>Another state than that of the snapshot is stored by now.</summary>
    private async Task<bool> HasMovedOn(JournalHead head, CancellationToken cancellation)
    {
        await using var command = database.Source.CreateCommand(
            "select payload from grain_state where grain_id_ext = @id and grain_type = 'subject'");
        var now = await command.With("id", head.Id).Read(row => row.Bytes(0), cancellation);
        return now is [var state] && !state.AsSpan().SequenceEqual(head.State);
    }

    private async Task<IReadOnlyList<JournalHead>> Page(
        DbTransaction transaction,
        string after,
        CancellationToken cancellation)
    {
        await using var command = transaction.Connection!.Command(Subjects, transaction);
        return await command.With("after", after).With("count", PageSize).Read(Head, cancellation);
    }

    private async IAsyncEnumerable<(JournalReading Journal, JournalHead? Head)> Follow(
        IReadOnlyList<JournalHead> page,
        DbTransaction transaction,
        string after,
        bool whole,
        IJournalCheck check,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var command = transaction.Connection!.Command(whole ? ToTheEnd : UpToLast, transaction);
        command.With("after", after);
        if (!whole)
            command.With("last", page[^1].Id);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var more = await reader.ReadAsync(cancellation);
        var next = 0;
        while (more || next < page.Count)
        {
            var id = more ? reader.GetString(4) : null;
            var head = next < page.Count && (id is null || string.CompareOrdinal(page[next].Id, id) <= 0)
                ? page[next++]
                : null;
            var journal = new JournalReading(head?.Id ?? id!, head, check);
            while (more && reader.GetString(4) == journal.SubjectId)
            {
                journal.Add(Entry(reader));
                more = await reader.ReadAsync(cancellation);
            }

            yield return (journal, head);
        }
    }

    private JournalHead Head(DbDataReader row) =>
        new(row.GetString(0), row.GetInt32(1), row.Bytes(2), row.GetString(3), row.IsDBNull(4) ? null : row.Bytes(4))
        {
            Status = row.GetString(5),
            Kind = row.GetString(7),
            NextDue = database.InstantOrNull(row, 6),
        };

    private JournalRow Entry(DbDataReader row) =>
        new(row.GetInt32(0), database.Instant(row, 1), row.Bytes(2), row.Bytes(3));
}
