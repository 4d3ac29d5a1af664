namespace ZenVoip.Registry.Server.Storage;

/// <summary>The subjects with a deadline before a time, the most overdue first.</summary>
internal sealed class DueSubjects(RegistryDatabase database)
{
    private const string Due = """
        select id from subject
        where next_due is not null and next_due <= @before
        order by next_due, id
        limit @count
        """;

    public async Task<IReadOnlyList<string>> Read(DateTimeOffset before, int count, CancellationToken cancellation)
    {
        await using var command = database.Source.CreateCommand(Due);
        return await command.With("before", database.Instant(before)).With("count", count)
            .Read(row => row.GetString(0), cancellation);
    }
}
