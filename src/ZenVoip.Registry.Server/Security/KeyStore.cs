using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using ZenVoip.Registry.Grains.Secrecy;

namespace ZenVoip.Registry.Server.Security;

/// <summary>
/// The data and evidence keys of subjects in the key database, wrapped by the master key: one row each, for good.
/// </summary>
internal sealed class KeyStore(
    IKeyDatabase database, MasterKeys masters, TombstoneKeys tombstones, TimeProvider clock)
    : ISubjectKeys, ISubjectKeyDestruction, IAsyncDisposable
{
    private const string Insert =
        """
        insert into subject_key (subject_id, wrapped, created_at) values (@subject_id, @wrapped, @at)
        on conflict (subject_id) do nothing
        """;

    private const string Select = "select wrapped from subject_key where subject_id = @subject_id";

    // Only over what was read: neither a destroyed key nor another silo's newer wrap is overwritten.
    private const string Rewrap =
        "update subject_key set wrapped = @wrapped where subject_id = @subject_id and wrapped = @old";

    private const string Bury =
        """
        insert into subject_key (subject_id, wrapped, created_at, destroyed_at) values (@subject_id, null, @at, @at)
        on conflict (subject_id) do update
        set wrapped = null, destroyed_at = coalesce(subject_key.destroyed_at, excluded.destroyed_at)
        """;

    // Evidence keys never come before data keys. Signing secrets of holder systems belong to no subject.
    private const string SelectOlder =
        """
        select subject_id from subject_key
        where destroyed_at is null and created_at < @before and subject_id not like '%#%' and subject_id > @after
        order by subject_id limit @page
        """;

    private const string SelectDestroyed = "select subject_id from subject_key where destroyed_at > @since";

    private const string SelectPage =
        """
        select subject_id, wrapped from subject_key
        where wrapped is not null and subject_id > @after order by subject_id limit @page
        """;

    /// <summary>So many keys are read at a time, so that nobody waits for whoever reads all.</summary>
    private const int Page = 500;

    private readonly KeyCache cache = new(clock);

    public async ValueTask<SubjectKey> Create(string subjectId, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        await using var insert = connection.Command(
            Insert, ("@subject_id", subjectId), ("@wrapped", NewWrap(subjectId)), ("@at", clock.GetUtcNow()));
        await insert.ExecuteNonQueryAsync(cancellation);
        return await Read(connection, subjectId, cancellation);
    }

    public async ValueTask<SubjectKey> Open(string subjectId, CancellationToken cancellation)
    {
        if (SubjectKeyId.IsTombstone(subjectId)) return tombstones.Open(subjectId);
        if (cache.TryOpen(subjectId, out var key)) return key;

        await using var connection = await database.Open(cancellation);
        return await Read(connection, subjectId, cancellation);
    }

    public async ValueTask Destroy(string subjectId, CancellationToken cancellation)
    {
        cache.Forget(subjectId);
        await using var connection = await database.Open(cancellation);
        await using var bury = connection.Command(Bury, ("@subject_id", subjectId), ("@at", clock.GetUtcNow()));
        await bury.ExecuteNonQueryAsync(cancellation);
        cache.Forget(subjectId);
        if (database.ScrubsAtOnce) await database.Scrub(connection, always: true, cancellation);
    }

    /// <summary>Removes what is left of destroyed keys. To be called now and then, by every silo.</summary>
    public async Task Scrub(CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        await database.Scrub(connection, always: false, cancellation);
    }

    /// <summary>Subjects whose living key is older; whoever knows which subjects exist finds orphans there.</summary>
    public async IAsyncEnumerable<string> Older(
        TimeSpan age, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var before = clock.GetUtcNow() - age;
        for (var after = ""; await ReadOlder(before, after, cancellation) is { Count: > 0 } page; after = page[^1])
        {
            foreach (var id in page) yield return id;
        }
    }

    /// <summary>The keys that were destroyed after a time, and until when all of them are known.</summary>
    public async Task<(IReadOnlyList<string> Ids, DateTimeOffset Until)> Destroyed(
        DateTimeOffset since, CancellationToken cancellation)
    {
        var until = clock.GetUtcNow();
        await using var connection = await database.Open(cancellation);
        await using var select = connection.Command(SelectDestroyed, ("@since", since));
        await using var rows = await select.ExecuteReaderAsync(cancellation);
        var ids = new List<string>();
        while (await rows.ReadAsync(cancellation)) ids.Add(rows.GetString(0));
        return (ids, until);
    }

    /// <summary>Wraps every living key by the current master key, page by page, while silos serve.</summary>
    /// <returns>How many keys there are, how many were renewed, and how many no known master key wrapped.</returns>
    public async Task<(int All, int Renewed, int Unknown)> RenewAll(CancellationToken cancellation)
    {
        var (all, renewed, unknown) = (0, 0, 0);
        await using var connection = await database.Open(cancellation);
        for (var after = "";
            await ReadPage(connection, after, cancellation) is { Count: > 0 } page;
            after = page[^1].Id)
        {
            all += page.Count;
            foreach (var (id, wrapped) in page.Where(row => !masters.IsCurrent(row.Wrapped)))
            {
                if (!masters.Knows(wrapped))
                    unknown++;
                else if (await Renew(connection, id, wrapped, cancellation))
                    renewed++;
            }
        }

        await database.Scrub(connection, always: true, cancellation);
        return (all, renewed, unknown);
    }

    public async ValueTask DisposeAsync()
    {
        cache.Dispose();
        await database.DisposeAsync();
    }

    private async Task<SubjectKey> Read(DbConnection connection, string subjectId, CancellationToken cancellation)
    {
        var readAt = clock.GetTimestamp();
        await using var select = connection.Command(Select, ("@subject_id", subjectId));
        var wrapped = await select.ExecuteScalarAsync(cancellation) switch
        {
            byte[] bytes => bytes,
            DBNull => throw new SubjectKeyDestroyedException(subjectId),
            _ => throw new SubjectKeyMissingException(subjectId),
        };

        var bytes32 = masters.Unwrap(subjectId, wrapped);
        try
        {
            if (!masters.IsCurrent(wrapped)) await Renew(connection, subjectId, wrapped, bytes32, cancellation);
            cache.Keep(subjectId, bytes32, readAt);
            return new SubjectKey(subjectId, bytes32);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes32);
        }
    }

    private async Task<List<string>> ReadOlder(
        DateTimeOffset before, string after, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        await using var select = connection.Command(
            SelectOlder, ("@before", before), ("@after", after), ("@page", Page));
        await using var rows = await select.ExecuteReaderAsync(cancellation);
        var page = new List<string>();
        while (await rows.ReadAsync(cancellation)) page.Add(rows.GetString(0));
        return page;
    }

    private static async Task<List<(string Id, byte[] Wrapped)>> ReadPage(
        DbConnection connection, string after, CancellationToken cancellation)
    {
        await using var select = connection.Command(SelectPage, ("@after", after), ("@page", Page));
        await using var rows = await select.ExecuteReaderAsync(cancellation);
        var page = new List<(string, byte[])>();
        while (await rows.ReadAsync(cancellation)) page.Add((rows.GetString(0), (byte[])rows.GetValue(1)));
        return page;
    }

    private async Task<bool> Renew(
        DbConnection connection, string subjectId, byte[] old, CancellationToken cancellation)
    {
        var dataKey = masters.Unwrap(subjectId, old);
        try
        {
            return await Renew(connection, subjectId, old, dataKey, cancellation);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    /// <returns>False: it was destroyed or renewed by somebody else in between.</returns>
    private async Task<bool> Renew(
        DbConnection connection, string subjectId, byte[] old, byte[] dataKey, CancellationToken cancellation)
    {
        await using var rewrap = connection.Command(
            Rewrap,
            ("@subject_id", subjectId),
            ("@wrapped", masters.Current.Wrap(subjectId, dataKey)),
            ("@old", old));
        return await rewrap.ExecuteNonQueryAsync(cancellation) == 1;
    }

    private byte[] NewWrap(string subjectId)
    {
        Span<byte> dataKey = stackalloc byte[SubjectKey.Length];
        RandomNumberGenerator.Fill(dataKey);
        try
        {
            return masters.Current.Wrap(subjectId, dataKey);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }
}
