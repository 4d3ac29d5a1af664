namespace ZenVoip.Registry.Server.Storage;

/// <summary>A subject, and the version at which its row stands.</summary>
internal sealed record SubjectPlace(string Id, int Version);

/// <summary>Lists subjects by id, page by page, without ever counting rows.</summary>
internal sealed class SubjectPages(RegistryDatabase database)
{
    /// <summary>
    /// Those after an id, in order, of those that match all that is given; whoever asks for one more than a page knows
    /// whether another follows.
    /// </summary>
    public async Task<IReadOnlyList<SubjectPlace>> Read(
        string? after,
        int count,
        string? kind,
        string? status,
        string? jurisdiction,
        CancellationToken cancellation)
    {
        (string Column, string? Value)[] all = [("kind", kind), ("status", status), ("jurisdiction", jurisdiction)];
        var wanted = all.Where(filter => filter.Value is not null).ToArray();
        var matches = string.Concat(wanted.Select(filter => $" and {filter.Column} = @{filter.Column}"));

        await using var command = database.Source.CreateCommand(
            $"select id, version from subject where id > @after{matches} order by id limit @count");
        command.With("after", after ?? "").With("count", count);
        foreach (var (column, value) in wanted)
        {
            command.With(column, value);
        }

        return await command.Read(row => new SubjectPlace(row.GetString(0), row.GetInt32(1)), cancellation);
    }
}
