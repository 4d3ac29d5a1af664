using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.Server.Subjects;

/// <summary>Reads what comes after a position. All who stand at the end of the feed wait for one look-up.</summary>
/// <remarks>
/// What comes after a position is the same for good, and a page that holds something of it is a part of it: only one
/// that is empty is read again.
/// </remarks>
internal sealed class FeedPages(Func<long, Task<IReadOnlyList<Change>>> read)
{
    private readonly Lock gate = new();
    private (long Position, Lazy<Task<IReadOnlyList<Change>>> Changes)? newest;

    /// <param name="cancellation">Of the wait: others may wait for the same.</param>
    public Task<IReadOnlyList<Change>> After(long position, CancellationToken cancellation) =>
        Page(position).Value.WaitAsync(cancellation);

    private Lazy<Task<IReadOnlyList<Change>>> Page(long position)
    {
        lock (gate)
        {
            if (newest is { } known && known.Position == position && IsOfUse(known.Changes)) return known.Changes;
            var page = new Lazy<Task<IReadOnlyList<Change>>>(async () => await read(position));
            // Who is behind reads alone: the place is for those who are at the end.
            if (newest is null || newest.Value.Position <= position) newest = (position, page);
            return page;
        }
    }

    private static bool IsOfUse(Lazy<Task<IReadOnlyList<Change>>> page) => page switch
    {
        { IsValueCreated: false } or { Value.IsCompleted: false } => true,
        { Value: { IsCompletedSuccessfully: true } read } => read.Result.Count > 0,
        _ => false,
    };
}
