using System.Data.Common;
using System.Runtime.CompilerServices;
using ZenVoip.Registry.Grains.Faults;
using ZenVoip.Registry.Server.Api;
using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.Server.Subjects;

/// <summary>What happened, in one order for all subjects: page by page, or as it happens.</summary>
internal sealed class ChangeFeed(FeedRows rows, FeedPulse pulse, TimeProvider clock)
{
    private readonly FeedPages pages = new(position => rows.Read(position, Page, CancellationToken.None));

    /// <summary>So many changes are fetched at a time for somebody who listens.</summary>
    private const int Page = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public async Task<ChangeConnection> Read(int first, string? after, CancellationToken cancellation)
    {
        var size = Cursors.Page(first);
        var start = Cursors.Position(after) ?? 0;
        var found = await rows.Read(start, size + 1, cancellation);
        // At the end, what was written a moment ago may still wait for its position.
        if (found.Count <= size && await Last(start, cancellation) > start + found.Count)
            found = await rows.Read(start, size + 1, cancellation);
        FaultPoints.Reached(FaultPoint.ChangesRead);
        var edges = found.Take(size)
            .Select(change => new ChangeEdge(new(change), ChangeNode.CursorOf(change)))
            .ToArray();
        return new(edges, new PageEnd(found.Count > size, edges.LastOrDefault()?.Cursor));
    }

    /// <summary>Everything after a cursor, for as long as somebody listens; null: from now on.</summary>
    public async Task<IAsyncEnumerable<ChangeNode>> Listen(string? after, CancellationToken cancellation)
    {
        var start = Cursors.Position(after);
        var last = await Last(start ?? 0, cancellation);
        return From(start ?? last, cancellation);
    }

    /// <summary>A position that was never given would silently skip what will get a lower one.</summary>
    private async Task<long> Last(long start, CancellationToken cancellation)
    {
        var last = await rows.Sequence(cancellation);
        return start <= last ? last : throw Cursors.Invalid();
    }

    private async IAsyncEnumerable<ChangeNode> From(
        long position, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            await pulse.Beyond(position, cancellation);
            foreach (var change in await Next(position, cancellation))
            {
                yield return new(change);
                position = change.Position;
            }
        }
    }

    /// <summary>An outage of the database is waited for: who listens has lost nothing by it.</summary>
    private async Task<IReadOnlyList<Change>> Next(long position, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await pages.After(position, cancellation);
            }
            catch (Exception fault) when (fault is DbException or TimeoutException)
            {
                await Task.Delay(Patience, clock, cancellation);
            }
        }
    }
}
