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
    /// Looks for each subject in turn, until the page is full: joined, many would be read for a page of few. Where more
    /// is asked for, both are read in order, from the place on.
    /// </summary>
    internal static string Related(string matches) => matches.Length > 0
        ? $"""
            select id, version from subject join relationship on subject_id = id
            where controller = @controller and subject_id > @after and id > @after{matches}
            order by id
            limit @count
            """
        : """
            select id, version from (
                select subject_id as id, (select version from subject where id = subject_id) as version
                from relationship
                where controller = @controller and subject_id > @after) related
            where version is not null
            order by id
            limit @count
            """;
}
