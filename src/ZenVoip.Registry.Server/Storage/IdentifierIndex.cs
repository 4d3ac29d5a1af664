using ZenVoip.Registry.Grains.Subjects;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>Who holds an identifier, from the open links.</summary>
internal sealed class IdentifierIndex(RegistryDatabase database) : IIdentifierIndex
{
    private const string Holders = """
        select distinct subject_id from identifier_link
        where digest = @digest and unlinked_at is null
        order by subject_id
        """;

    private const string Elsewhere = """
        select subject_id from identifier_link
        where digest = @digest and unlinked_at > @at and subject_id <> @subject
        limit 1
        """;

    public async Task<bool> WasElsewhere(
        string digest, string subjectId, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var command = database.Source.CreateCommand(Elsewhere);
        return (await command.With("digest", digest).With("at", database.Instant(at)).With("subject", subjectId)
            .Read(row => row.GetString(0), cancellation)).Count > 0;
    }

    public async Task<IReadOnlyList<string>> Owners(string digest, CancellationToken cancellation)
    {
        await using var command = database.Source.CreateCommand(Holders);
        return await command.With("digest", digest).Read(row => row.GetString(0), cancellation);
    }
}
