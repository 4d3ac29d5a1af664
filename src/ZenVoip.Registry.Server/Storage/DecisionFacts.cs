using System.Runtime.CompilerServices;
using ZenVoip.Registry.Domain.Decisions;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>
/// The committed rows that decisions are made from. A database that does not answer, or a row that cannot be read, is
/// an exception for those who asked: nobody ever gets an empty answer instead.
/// </summary>
internal sealed class DecisionFacts(RegistryDatabase database) : IDisposable
{
    /// <summary>So many keys of a campaign go in one query.</summary>
    public const int BulkChunk = 1_000;

    /// <summary>So many single questions go in one query.</summary>
    private const int SingleBatch = 256;

    private readonly FactsLane bulk = new(new(database), BulkChunk);
    private readonly FactsLane single = new(new(database), SingleBatch);

    public async ValueTask<Facts> One(FactsKey key, CancellationToken cancellation) =>
        (await single.Ask([key], cancellation))[0].Read();

    /// <summary>
    /// The facts of many, in their order, in chunks that each are one snapshot. Campaigns take turns chunk by chunk, in
    /// a lane of their own. Each is read when it is come to: what waits is what was stored.
    /// </summary>
    public async IAsyncEnumerable<Facts> Many(
        IReadOnlyList<FactsKey> keys, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var chunk in keys.Chunk(BulkChunk))
        {
            foreach (var rows in await bulk.Ask(chunk, cancellation))
                yield return rows.Read();
        }
    }

    public void Dispose()
    {
        single.Dispose();
        bulk.Dispose();
    }
}
