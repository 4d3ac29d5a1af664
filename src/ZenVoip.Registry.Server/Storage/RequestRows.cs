using System.Data.Common;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>Whose a rights request is, and when it is due.</summary>
internal sealed record RequestPlace(string Id, string SubjectId, DateTimeOffset DueAt);

/// <summary>Which rights requests to list: those that match all that is given, by the names that are stored.</summary>
internal sealed record RequestsWanted
{
    public string? Type { get; init; }

    public string? Status { get; init; }

    public string? Controller { get; init; }

    public DateTimeOffset? DueBefore { get; init; }

    public bool? IsOpen { get; init; }
}

/// <summary>The queue of rights requests, from its table.</summary>
internal sealed class RequestRows(RegistryDatabase database)
{
    private const string All = "select id, subject_id, due_at from rights_request where ";

    public async Task<RequestPlace?> Find(string id, CancellationToken cancellation)
    {
        await using var command = database.Source.CreateCommand(All + "id = @id");
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
        (string Column, string? Value)[] all =
            [("type", wanted.Type), ("status", wanted.Status), ("controller", wanted.Controller)];
        var named = all.Where(filter => filter.Value is not null).ToArray();
        IEnumerable<string> matches =
        [
            .. named.Select(filter => $"{filter.Column} = @{filter.Column}"),
            .. wanted.DueBefore is null ? Array.Empty<string>() : ["due_at < @before"],
            .. wanted.IsOpen is { } open ? [open ? "closed_at is null" : "closed_at is not null"] : Array.Empty<string>(),
            .. after is null ? Array.Empty<string>() : ["(due_at, id) > (@due, @after)"],
            "true",
        ];
        await using var command = database.Source.CreateCommand(
            $"{All}{string.Join(" and ", matches)} order by due_at, id limit @count");
        command.With("count", count);
        foreach (var (column, value) in named)
            command.With(column, value);
        if (wanted.DueBefore is { } before)
            command.With("before", database.Instant(before));
        if (after is var (due, id))
            command.With("due", database.Instant(due)).With("after", id);
        return await command.Read(Place, cancellation);
    }

    private RequestPlace Place(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), database.Instant(row, 2));
}
