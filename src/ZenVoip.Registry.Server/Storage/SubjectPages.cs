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
        var matches = string.Concat(given.Select(filter => $" and {filter.Column} = @{filter.Column}"));
        await using var command = database.Source.CreateCommand(
            wanted.Controller is null ? Everybody(matches) : Related(matches));
        command.With("after", after ?? "").With("count", count);
        foreach (var (column, value) in given)
            command.With(column, value);
        if (wanted.Controller is { } controller)
            command.With("controller", controller);
        return await command.Read(row => new SubjectPlace(row.GetString(0), row.GetInt32(1)), cancellation);
    }

    private static string Everybody(string matches) =>
        $"select id, version from subject where id > @after{matches} order by id limit @count";

    /// <summary>
    /// Hops from each of the controller's people to the next subject that matches all else, and from there to the next
    /// of the controller's people: a page costs no more than the shorter of both lists, whichever that is. A join would
    /// read all of the one that the planner takes for the shorter.
    /// </summary>
    internal static string Related(string matches)
    {
        const string IsRelated =
            "select count(*) from relationship where controller = @controller and subject_id = hop.id";
        return $"""
            with recursive hop (id, found) as (
                select ({Next("@after")}), cast(0 as bigint)
                union all
                select ({Next("hop.id")}), found + ({IsRelated}) from hop where id is not null and found < @count)
            select id, (select version from subject where subject.id = hop.id) from hop
            where id is not null and ({IsRelated}) = 1
            order by id
            limit @count
            """;

        string Next(string place) => $"""
            select id from subject
            where id >= (
                select subject_id from relationship
                where controller = @controller and subject_id > {place}
                order by subject_id
                limit 1){matches}
            order by id
            limit 1
            """;
    }
}
