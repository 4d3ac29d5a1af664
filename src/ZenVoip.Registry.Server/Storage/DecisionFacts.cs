using ZenVoip.Registry.Domain.Decisions;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>
/// The committed rows that decisions are made from. A database that does not answer, or a row that cannot be read, is
/// an exception for those who asked: nobody ever gets an empty answer instead.
/// </summary>
internal sealed class DecisionFacts : IDisposable
{
    /// <summary>So many keys of a campaign go in one query.</summary>
    public const int BulkChunk = 1_000;

    private readonly SemaphoreSlim bulk = new(initialCount: 1);
    private readonly FactsQuery query;
    private readonly FactsLane single;

    public DecisionFacts(RegistryDatabase database) => single = new(query = new(database));

    public ValueTask<Facts> ByDigest(string digest, CancellationToken cancellation) =>
        One(SubjectKey.Digest(digest), cancellation);

    public ValueTask<Facts> ById(string subjectId, CancellationToken cancellation) =>
        One(SubjectKey.Id(subjectId), cancellation);

    /// <summary>
    /// The facts of many, in their order, in chunks that each are one snapshot. Campaigns take turns chunk by chunk, in
    /// a lane of their own.
    /// </summary>
    public async Task<Facts[]> Many(IReadOnlyList<SubjectKey> keys, CancellationToken cancellation)
    {
        List<Facts> facts = new(keys.Count);
        foreach (var chunk in keys.Chunk(BulkChunk))
        {
            var found = await Chunk(chunk, cancellation);
            facts.AddRange(chunk.Select(key => FactsQuery.Of(key, found).Read()));
        }

        return [.. facts];
    }

    public void Dispose() => bulk.Dispose();

    private async ValueTask<Facts> One(SubjectKey key, CancellationToken cancellation) =>
        (await single.Ask(key, cancellation)).Read();

    private async Task<IReadOnlyDictionary<string, FactRows>> Chunk(SubjectKey[] keys, CancellationToken cancellation)
    {
        await bulk.WaitAsync(cancellation);
        try
        {
            await using var connection = await query.Open(cancellation);
            return await query.Ask(connection, keys, cancellation);
        }
        finally
        {
            bulk.Release();
        }
    }
}
