using System.Data.Common;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>Whose a rights request is, and when it is due.</summary>
/// <param name="Version">That of the subject, in the same snapshot.</param>
internal sealed record RequestPlace(string Id, string SubjectId, DateTimeOffset DueAt, int Version);

/// <summary>Which rights requests to list: those that match all that is given, by the names that are stored.</summary>
internal sealed record RequestsWanted
{
    public string? Type { get; init; }

    public string? Status { get; init; }

    public string? Controller { get; init; }

    /// <summary>None that stands: its answer is not late.</summary>
    public DateTimeOffset? DueBefore { get; init; }

    public bool? IsOpen { get; init; }
}

/// <summary>The queue of rights requests, from its table.</summary>
internal sealed class RequestRows(RegistryDatabase database)
{
    private const string All = """
        select id, subject_id, due_at, (select version from subject where id = rights_request.subject_id)
        from rights_request where
        """;

    public async Task<RequestPlace?> Find(string id, CancellationToken cancellation)
    {
        await using var command = database.Source.CreateCommand($"{All} id = @id");
        return await command.With("id", id).Read(Place, cancellation) is [var only] ? only : null;
    }

    /// <summary>
    /// Those after a place, in the order in which they are due; whoever asks for one more than a page knows whether
    /// another follows.
    /// </summary>
    /// <param name="after">A time and an id; null: from the first.</param>
    public async Task<IReadOnlyList<RequestPlace>> Read(
        (DateTimeOffset DueAt, string Id)? after, int count, RequestsWanted wanted, CancellationToken cancellation)
    {
        (string Match, string? Name, object? Value)[] all =
        [
            ("type = @type", "type", wanted.Type),
            ("status = @status", "status", wanted.Status),
            ("controller = @controller", "controller", wanted.Controller),
            ("due_at < @before and not stands", "before",
                wanted.DueBefore is { } before ? database.Instant(before) : null),
            ("closed_at is null", null, wanted.IsOpen is true ? true : null),
            ("closed_at is not null", null, wanted.IsOpen is false ? true : null),
            ("due_at >= @due", "due", after is { } place ? database.Instant(place.DueAt) : null),
            ("(due_at > @due or id > @after)", "after", after?.Id),
        ];
        var given = all.Where(filter => filter.Value is not null).ToArray();
        await using var command = database.Source.CreateCommand(
            $"{All} {string.Join(" and ", given.Select(filter => filter.Match).DefaultIfEmpty("true"))}"
            + " order by due_at, id limit @count");
        command.With("count", count);
        foreach (var (_, name, value) in given.Where(filter => filter.Name is not null))
            command.With(name!, value);
        return await command.Read(Place, cancellation);
    }

    private RequestPlace Place(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), database.Instant(row, 2), row.Number(3) ?? 0);
}
