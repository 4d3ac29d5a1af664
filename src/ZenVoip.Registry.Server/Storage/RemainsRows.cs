using System.Buffers.Binary;
using System.Data.Common;
using ZenVoip.Registry.Grains.Secrecy;
using ZenVoip.Registry.Grains.Subjects;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>
/// The rows of people whose keys are destroyed, where those still say that they are not: the database was put back.
/// </summary>
internal sealed class RemainsRows(RegistryDatabase database)
{
    /// <summary>So many keys are looked for at a time.</summary>
    private const int Page = 500;

    private const string Mark = "buried";

    private const string WriteMark = """
        insert into key_check (name, value) values (@name, @value)
        on conflict (name) do update set value = excluded.value
        """;

    private const string Seals =
        "select grain_id_ext, substr(payload, 1, 1) from grain_state where grain_type = 'subject' and grain_id_ext in ";

    private const string Whose = """
        select s.version, s.registered_at, s.profile, s.journal_seal, g.payload, g.service_id, g.grain_id_n0,
            g.grain_id_n1, g.grain_id_hash, g.grain_type_hash, g.version,
            (select min(at) from feed where subject_id = s.id and name = 'subject-erased')
        from subject s join grain_state g on g.grain_id_ext = s.id and g.grain_type = 'subject'
        where s.id = @id
        """;

    /// <summary>What the tombstone says anew, or no more.</summary>
    private static readonly string[] Clear =
    [
        "delete from relationship where subject_id = @id",
        "delete from opt_out where subject_id = @id",
        "delete from rights_request where subject_id = @id",
        $"delete from notice where subject_id = @id and type not in {DeliveryRows.TakenBack}",
        $"""
        insert into notice (id, subject_id, system, type, kind, about, issued_at, position)
        select 'ntc_' || w.id || '_' || w.system, w.subject_id, w.system, '{NoticeRow.TaskTakenBack}', w.kind, w.id,
            @now, (select version from subject where id = @id)
        from holder_work w join holder_system s on s.name = w.system and s.webhook_url is not null
        where w.subject_id = @id and w.settled_at is null and w.kind <> 'DELETE'
        on conflict do nothing
        """,
        """
        update holder_work set status = 'CANCELLED', settled_at = @now
        where subject_id = @id and settled_at is null and kind <> 'DELETE'
        """,
    ];

    /// <summary>Up to which time of destruction all keys were looked for; null: never.</summary>
    public async Task<DateTimeOffset?> LookedUntil(CancellationToken cancellation)
    {
        await using var command = database.Source.CreateCommand("select value from key_check where name = @name");
        return await command.With("name", Mark).ExecuteScalarAsync(cancellation) is byte[] ticks
            ? new DateTimeOffset(BinaryPrimitives.ReadInt64BigEndian(ticks), TimeSpan.Zero)
            : null;
    }

    public async Task NoteLooked(DateTimeOffset until, CancellationToken cancellation)
    {
        var ticks = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(ticks, until.UtcTicks);
        await using var command = database.Source.CreateCommand(WriteMark);
        await command.With("name", Mark).With("value", ticks).ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The ids of the subjects whose states are sealed with one of these keys.</summary>
    public async Task<IReadOnlyList<string>> SealedWith(
        IReadOnlyCollection<string> keyIds, CancellationToken cancellation)
    {
        List<string> found = [];
        foreach (var page in keyIds.Chunk(Page))
        {
            var wanted = page.ToHashSet(StringComparer.Ordinal);
            string[] ids = [.. page.Select(SubjectKeyId.SubjectOf).Distinct(StringComparer.Ordinal)];
            await using var command = database.Source.CreateCommand(Seals).WithAll(ids);
            var seals = await command.Read(row => (Id: row.GetString(0), Seal: row.Bytes(1)), cancellation);
            found.AddRange(seals.Where(each => wanted.Contains(SubjectKeyId.Of(each.Id, each.Seal)))
                .Select(each => each.Id));
        }
        return found;
    }

    /// <summary>Null: nobody is there. In one snapshot.</summary>
    public async Task<FoundRemains?> Read(string id, CancellationToken cancellation)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellation);
        await using var transaction = await database.BeginSnapshot(connection, cancellation);
        await using var command = connection.Command(Whose, transaction);
        if (await command.With("id", id).Read(Found, cancellation) is not [var (registeredAt, erasedAt, head, place)])
            return null;
        var rows = (await RowsOfMany.Read(database, transaction, after: id[..^1], last: id, cancellation)).Of(head);
        return new(registeredAt, erasedAt, rows, place);

        (DateTimeOffset RegisteredAt, DateTimeOffset? ErasedAt, JournalHead Head, StatePlace Place) Found(
            DbDataReader row) => (
            database.Instant(row, 1),
            database.InstantOrNull(row, 11),
            new JournalHead(id, row.GetInt32(0), row.Bytes(3), row.GetString(2), row.Bytes(4)),
            new StatePlace(
                row.GetString(5), row.GetInt64(6), row.GetInt64(7), row.GetInt32(8), row.GetInt32(9),
                row.GetInt32(10)));
    }

    /// <summary>All of it or nothing, by the statement by which grains write.</summary>
    /// <returns>False: somebody else has written it meanwhile.</returns>
    public async Task<bool> Bury(
        FoundRemains remains, SubjectDocument tombstone, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var id = remains.Rows.Head.Id;
        foreach (var sql in Clear)
        {
            await using var clear = connection.Command(sql, transaction);
            await clear.With("id", id).With("now", database.Instant(now))
                .ExecuteNonQueryAsync(cancellation);
        }
        var place = remains.Place;
        await using var write = connection.Command(
            SqlText.One($"{database.Folder}.orleans", "WriteToStorageKey"), transaction);
        write.With("GrainIdExtensionString", id).With("GrainTypeString", "subject")
            .With("ServiceId", place.ServiceId)
            .With("GrainIdN0", place.N0).With("GrainIdN1", place.N1)
            .With("GrainIdHash", place.IdHash).With("GrainTypeHash", place.TypeHash)
            .With("GrainStateVersion", place.Version)
            .With("PayloadBinary", new SubjectDocumentSerializer().Serialize(tombstone).ToArray());
        if (await write.ExecuteScalarAsync(cancellation) is null)
            return false;
        await transaction.CommitAsync(cancellation);
        return true;
    }
}

/// <summary>Where the state of a grain stands, as Orleans keys it.</summary>
internal sealed record StatePlace(string ServiceId, long N0, long N1, int IdHash, int TypeHash, int Version);

/// <summary>The rows of somebody.</summary>
internal sealed record FoundRemains(
    DateTimeOffset RegisteredAt, DateTimeOffset? ErasedAt, StoredRows Rows, StatePlace Place);
