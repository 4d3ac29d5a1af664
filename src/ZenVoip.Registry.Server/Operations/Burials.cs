using ZenVoip.Registry.Domain.Rulebook;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Storage;
using ZenVoip.Registry.Server.Subjects;

namespace ZenVoip.Registry.Server.Operations;

/// <summary>
/// Before anything is served: whose key is destroyed is erased, whatever the rows say. They say something else where
/// the database was put back to a time before, as after an outage, and would permit what the person has ended.
/// </summary>
internal sealed partial class Burials(
    RegistryKeys keys,
    RemainsRows remains,
    JournalRows journal,
    ChainCheck chain,
    Burial burial,
    Rules rules,
    TimeProvider clock,
    ILogger<Burials> log)
{
    /// <summary>
    /// The mark stands in the database, and is put back with it: what was destroyed after it is looked for. The clocks
    /// of silos may differ by less than this.
    /// </summary>
    private static readonly TimeSpan Margin = TimeSpan.FromDays(1);

    private const int Page = 500;

    /// <returns>How many had come back.</returns>
    /// <exception cref="StartRefusedException">A journal is not whole: nothing is served over it.</exception>
    public async Task<int> Run(CancellationToken cancellation)
    {
        var since = await remains.LookedUntil(cancellation) is { } last ? last - Margin : DateTimeOffset.UnixEpoch;
        var (destroyed, until) = await keys.Subjects.Destroyed(since, cancellation);
        var back = await remains.SealedWith(destroyed, cancellation);
        foreach (var id in back)
            await Bury(id, cancellation);
        await remains.NoteLooked(until, cancellation);
        return back.Count;
    }

    private async Task Bury(string id, CancellationToken cancellation)
    {
        if (await remains.Read(id, cancellation) is not { } found)
            return;
        var (head, at) = await Follow(found, cancellation);
        var (rows, row) = (found.Rows, found.Rows.Head);
        var now = clock.GetUtcNow();
        var tombstone = await burial.Bury(
            new(
                id, row.Version, found.RegisteredAt, at, head, found.ErasedAt, row.Profile,
                [.. rows.Links], [.. rows.OptOuts], [.. rows.Work]),
            rules, now, cancellation);
        if (await remains.Bury(found, tombstone, now, cancellation))
            LogBuried(id);
    }

    /// <summary>To the end of the journal: what is added to one that is not whole would hide that.</summary>
    private async Task<(byte[] Head, DateTimeOffset At)> Follow(FoundRemains found, CancellationToken cancellation)
    {
        var id = found.Rows.Head.Id;
        var reading = new JournalReading(id, found.Rows.Head, chain);
        var (after, at) = (0, found.RegisteredAt);
        while (await journal.Read(id, after, Page, cancellation) is [.., var last] page)
        {
            foreach (var entry in page)
                reading.Add(entry);
            (after, at) = (last.Sequence, last.At);
        }
        return reading.Verdict() is { Fault: not JournalFault.None and var fault }
            ? throw new StartRefusedException(
                $"{id} was erased and came back with a database that was restored, and its journal is not whole "
                + $"({fault}): the command verify tells more.")
            : (reading.Last, at);
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{SubjectId} came back with a restored database, and is erased again: what holders retain of it, and "
            + "what a law kept, is no longer known here")]
    private partial void LogBuried(string subjectId);
}
