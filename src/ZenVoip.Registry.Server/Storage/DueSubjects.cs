using ZenVoip.Registry.Grains.Sweeping;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>Who has a deadline when, from the index rows.</summary>
internal sealed class DueSubjects(RegistryDatabase database) : IDueSubjects
{
    private string Due => field ??= $"""
        select next_due, id from subject
        where next_due <= @until and (next_due, id) > (@due, @id)
            and {database.CodeOfLast("id")} % {Buckets.Count} = @bucket
        order by next_due, id
        limit @count
        """;

    public async Task<IReadOnlyList<DueSubject>> Read(
        int bucket, DueSubject after, DateTimeOffset until, int count, CancellationToken cancellation)
    {
        await using var command = database.Source.CreateCommand(Due);
        return await command
            .With("until", database.Instant(until)).With("due", database.Instant(after.NextDue)).With("id", after.Id)
            .With("bucket", bucket).With("count", count)
            .Read(row => new DueSubject(database.Instant(row, 0), row.GetString(1)), cancellation);
    }
}
