namespace ZenVoip.Registry.Server.Storage;

/// <summary>Lists subjects by id, page by page, without ever counting rows.</summary>
internal sealed class SubjectPages(RegistryDatabase database)
{
    /// <summary>The ids after one, in order; one more than wanted says that more follow.</summary>
    public async Task<IReadOnlyList<string>> Read(
        SubjectFilter filter,
        string? after,
        int first,
        CancellationToken cancellation)
    {
        (string Column, string? Value)[] wanted =
            [("kind", filter.Kind), ("status", filter.Status), ("jurisdiction", filter.Jurisdiction)];
        var conditions = wanted.Where(one => one.Value is not null).ToArray();
        var matches = string.Concat(conditions.Select(one => $" and {one.Column} = @{one.Column}"));

        await using var command = database.Source.CreateCommand(
            $"select id from subject where id > @after{matches} order by id limit @count");
        command.With("after", after ?? "").With("count", first + 1);
        foreach (var (column, value) in conditions)
        {
            command.With(column, value);
        }

        return await command.Read(row => row.GetString(0), cancellation);
    }
}

/// <summary>Which subjects a list wants, by the names in the database; null: all.</summary>
internal sealed record SubjectFilter(string? Kind = null, string? Status = null, string? Jurisdiction = null);
