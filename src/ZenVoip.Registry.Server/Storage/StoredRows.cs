using System.Data.Common;
using ZenVoip.Registry.Grains.Subjects;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>What stands in the tables of one subject beside its journal.</summary>
/// <param name="Relationships">The controllers of the open ones.</param>
internal sealed record StoredRows(
    JournalHead Head,
    IReadOnlyList<string> Relationships,
    IReadOnlyList<LinkRow> Links,
    IReadOnlyList<OptOutRow> OptOuts,
    IReadOnlyList<WorkRow> Work,
    IReadOnlyList<RequestRow> Requests);

/// <summary>The content of states, known to those who have the keys.</summary>
internal interface IRowsCheck
{
    /// <summary>Does the state belong to the last entry of a whole journal, and do the rows say what it says?</summary>
    /// <param name="last">The link of the journal's last entry.</param>
    ValueTask<JournalFault> Compare(int entries, byte[] last, StoredRows rows, CancellationToken cancellation);
}

/// <summary>
/// The relationships, links, opt-outs, orders, tasks and requests of consecutive subjects, in one snapshot.
/// </summary>
internal sealed class RowsOfMany
{
    private const string AllRelationships = """
        select subject_id, controller from relationship
        where subject_id > @after and subject_id <= @last
        order by subject_id, controller
        """;

    private const string AllLinks = """
        select subject_id, number, digest, type, exclusive, linked_at, unlinked_at from identifier_link
        where subject_id > @after and subject_id <= @last
        order by subject_id, number
        """;

    private const string AllOptOuts = """
        select subject_id, number, digest, controller, purpose, channel, source, at, lifted_at from opt_out
        where subject_id > @after and subject_id <= @last
        order by subject_id, number
        """;

    private const string AllWork = """
        select subject_id, id, kind, system, controller, category, status, issued_at, due_at, settled_at
        from holder_work
        where subject_id > @after and subject_id <= @last
        order by subject_id, id
        """;

    private const string AllRequests = """
        select subject_id, id, type, status, controller, regime, received_at, due_at, stands, closed_at
        from rights_request
        where subject_id > @after and subject_id <= @last
        order by subject_id, id
        """;

    private readonly ILookup<string, string> relationships;
    private readonly ILookup<string, LinkRow> links;
    private readonly ILookup<string, OptOutRow> optOuts;
    private readonly ILookup<string, WorkRow> work;
    private readonly ILookup<string, RequestRow> requests;

    private RowsOfMany(
        ILookup<string, string> relationships,
        ILookup<string, LinkRow> links,
        ILookup<string, OptOutRow> optOuts,
        ILookup<string, WorkRow> work,
        ILookup<string, RequestRow> requests) =>
        (this.relationships, this.links, this.optOuts, this.work, this.requests) =
        (relationships, links, optOuts, work, requests);

    public StoredRows Of(JournalHead head) => new(
        head, [.. relationships[head.Id]], [.. links[head.Id]], [.. optOuts[head.Id]], [.. work[head.Id]],
        [.. requests[head.Id]]);

    /// <summary>Those of the ids after one, up to the last one.</summary>
    public static async Task<RowsOfMany> Read(
        RegistryDatabase database, DbTransaction transaction, string after, string last, CancellationToken cancellation)
    {
        return new(
            await Read(AllRelationships, row => row.GetString(1)),
            await Read(AllLinks, row => new LinkRow(
                row.GetInt32(1), row.GetString(2), row.GetString(3), row.GetBoolean(4),
                database.Instant(row, 5), database.InstantOrNull(row, 6))),
            await Read(AllOptOuts, row => new OptOutRow(
                row.GetInt32(1), row.GetString(2), row.GetString(3), row.Text(4), row.Text(5), row.GetString(6),
                database.Instant(row, 7), database.InstantOrNull(row, 8))),
            await Read(AllWork, row => Work(database, row)),
            await Read(AllRequests, row => Request(database, row)));

        async Task<ILookup<string, T>> Read<T>(string sql, Func<DbDataReader, T> read)
        {
            await using var command = transaction.Connection!.Command(sql, transaction);
            var rows = await command.With("after", after).With("last", last)
                .Read(row => (Id: row.GetString(0), Row: read(row)), cancellation);
            return rows.ToLookup(row => row.Id, row => row.Row, StringComparer.Ordinal);
        }
    }

    private static WorkRow Work(RegistryDatabase database, DbDataReader row) => new()
    {
        Id = row.GetString(1),
        Kind = row.GetString(2),
        System = row.GetString(3),
        Controller = row.GetString(4),
        Category = row.Text(5),
        Status = row.GetString(6),
        IssuedAt = database.Instant(row, 7),
        DueAt = database.Instant(row, 8),
        SettledAt = database.InstantOrNull(row, 9),
    };

    private static RequestRow Request(RegistryDatabase database, DbDataReader row) => new()
    {
        Id = row.GetString(1),
        Type = row.GetString(2),
        Status = row.GetString(3),
        Controller = row.GetString(4),
        Regime = row.GetString(5),
        ReceivedAt = database.Instant(row, 6),
        DueAt = database.Instant(row, 7),
        Stands = row.GetBoolean(8),
        ClosedAt = database.InstantOrNull(row, 9),
    };
}
