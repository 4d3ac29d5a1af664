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

    private const string FormerHolders = """
        select distinct subject_id from identifier_link
        where digest = @digest and unlinked_at > @at
        order by subject_id
        """;

    public async Task<IReadOnlyList<string>> FormerOwners(
        string digest, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var command = database.Source.CreateCommand(FormerHolders);
        return await command.With("digest", digest).With("at", database.Instant(at))
            .Read(row => row.GetString(0), cancellation);
    }

    public async Task<IReadOnlyList<string>> Owners(string digest, CancellationToken cancellation)
    {
        await using var command = database.Source.CreateCommand(Holders);
        return await command.With("digest", digest).Read(row => row.GetString(0), cancellation);
    }
}
