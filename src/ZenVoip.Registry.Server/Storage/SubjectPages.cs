namespace ZenVoip.Registry.Server.Storage;

/// <summary>A subject, and the version at which its row stands.</summary>
internal sealed record SubjectPlace(string Id, int Version);

/// <summary>Which subjects to list: those that match all that is given, by the names that are stored.</summary>
internal sealed record SubjectsWanted
{
    public string? Kind { get; init; }

    public string? Status { get; init; }

    public string? Jurisdiction { get; init; }

    /// <summary>To whom there is an open relationship.</summary>
    public string? Controller { get; init; }
}

/// <summary>Lists subjects by id, page by page, without ever counting rows.</summary>
internal sealed class SubjectPages(RegistryDatabase database)
{
    /// <summary>
    /// Those after an id, in order; whoever asks for one more than a page knows whether another follows.
    /// </summary>
    public async Task<IReadOnlyList<SubjectPlace>> Read(
        string? after, int count, SubjectsWanted wanted, CancellationToken cancellation)
    {
        (string Column, string? Value)[] all =
        [
            ("kind", wanted.Kind), ("status", wanted.Status), ("jurisdiction", wanted.Jurisdiction),
        ];
        var given = all.Where(filter => filter.Value is not null).ToArray();
        string[] columns = [.. given.Select(filter => filter.Column)];
        await using var command = database.Source.CreateCommand(
            wanted.Controller is null ? Everybody(columns) : Related(columns));
        command.With("after", after ?? "").With("count", count);
        foreach (var (column, value) in given)
            command.With(column, value);
        if (wanted.Controller is { } controller)
            command.With("controller", controller);
        return await command.Read(row => new SubjectPlace(row.GetString(0), row.GetInt32(1)), cancellation);
    }

    private static string Everybody(string[] columns) =>
        $"select id, version from subject where id > @after{Matches(columns)} order by id limit @count";

    /// <summary>
    /// Hops from one of the controller's people to the next subject that matches the first filter, from there to the
    /// next that matches the second, and so on, in turn: a page costs no more than the shortest of these lists,
    /// whichever that is. A join would read all of the one that the planner takes for the shortest.
    /// </summary>
    internal static string Related(IReadOnlyList<string> columns)
    {
        var isHit = $"""
            select count(*) from relationship join subject on subject.id = subject_id
            where controller = @controller and subject_id = hop.id{Matches(columns)}
            """;
        return $"""
            with recursive hop (id, found) as (
                select ({Next("@after")}), cast(0 as bigint)
                union all
                select ({Next("hop.id")}), found + ({isHit}) from hop where id is not null and found < @count)
            select id, (select version from subject where subject.id = hop.id) from hop
            where id is not null and ({isHit}) = 1
            order by id
            limit @count
            """;

        string Next(string place) => columns.Aggregate(
            $"""
            select subject_id from relationship
            where controller = @controller and subject_id > {place}
            order by subject_id
            limit 1
            """,
            (from, column) => $"""
            select id from subject
            where {column} = @{column} and id >= ({from})
            order by id
            limit 1
            """);
    }

    private static string Matches(IEnumerable<string> columns) =>
        string.Concat(columns.Select(column => $" and {column} = @{column}"));
}
