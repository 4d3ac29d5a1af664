using System.Globalization;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.SystemTests.Storage;

/// <summary>What both databases do alike. The parts of this class are its chapters.</summary>
public abstract partial class StorageConformance(StorageSilo silo) : IAsyncLifetime
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await silo.Ready();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private StoredSubject NewSubject(string? id = null) => new(silo.Grains, id);

    private async Task<long> Count(string table, string subjectId, string column = "subject_id") =>
        Convert.ToInt64(
            await silo.Scalar($"select count(*) from {table} where {column} = '{subjectId}'"),
            CultureInfo.InvariantCulture);

    /// <summary>
    /// State, index row, journal, links, opt-outs, operations, feed, work, requests, notices, controllers.
    /// </summary>
    private async Task AssertRows(StoredSubject subject, params long[] expected) =>
        Assert.Equal(expected, await RowsOf(subject));

    private async Task<long[]> RowsOf(StoredSubject subject) =>
    [
        await Count("grain_state", subject.Id, "grain_id_ext"),
        await Count("subject", subject.Id, "id"),
        await Count("journal", subject.Id),
        await Count("identifier_link", subject.Id),
        await Count("opt_out", subject.Id),
        await Count("operation", subject.Id),
        await Count("feed", subject.Id),
        await Count("holder_work", subject.Id),
        await Count("rights_request", subject.Id),
        await Count("notice", subject.Id),
        await Count("relationship", subject.Id),
    ];

    private static async Task<WriteFault?> Fault(Task write)
    {
        try
        {
            await write;
            return null;
        }
        catch (Exception exception)
        {
            return new WriteFaults().Classify(exception);
        }
    }

    private static Task<WriteFault?[]> Race(IEnumerable<Func<Task>> writes) =>
        Task.WhenAll(writes.Select(write => Task.Run(() => Fault(write()))));

}
