using ZenVoip.Registry.Grains.Secrecy;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Tests.Security;

/// <summary>What a key store must do on every database; a database derives and says how it is reached.</summary>
public abstract class KeyStoreContract : IAsyncDisposable
{
    private readonly CancellationToken cancellation = TestContext.Current.CancellationToken;
    private readonly SteppedClock clock = new();
    private readonly List<KeyStore> stores = [];

    /// <summary>A new connection to the same, at first empty, database.</summary>
    private protected abstract IKeyDatabase Connect();

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var store in stores) await store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_was_sealed_under_a_created_key_is_opened_by_another_silo()
    {
        var one = await Store(current: 1);
        var other = await Store(current: 1);

        using var created = await one.Create("sub_a", cancellation);
        using var opened = await other.Open("sub_a", cancellation);

        Assert.Equal("text"u8, opened.Open(created.Seal("text"u8, SealPurpose.State, 1), SealPurpose.State, 1));
    }

    [Fact]
    public async Task Fifty_racing_creations_of_one_subject_give_one_key()
    {
        var one = await Store(current: 1);
        var other = await Store(current: 1);

        var keys = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(
            async () => await (i % 2 == 0 ? one : other).Create("sub_raced", cancellation))));

        var @sealed = keys[0].Seal("text"u8, SealPurpose.State, 1);
        Assert.All(keys, key => Assert.Equal("text"u8, key.Open(@sealed, SealPurpose.State, 1)));
    }

    [Fact]
    public async Task Two_subjects_have_two_keys()
    {
        var store = await Store(current: 1);
        using var a = await store.Create("sub_a", cancellation);
        using var b = await store.Create("sub_b", cancellation);
        var (aBytes, bBytes) = (await Wrapped("sub_a"), await Wrapped("sub_b"));

        var masters = Masters(current: 1);
        Assert.NotEqual(masters.Unwrap("sub_a", aBytes!), masters.Unwrap("sub_b", bBytes!));
        Assert.Throws<SealBrokenException>(() => masters.Unwrap("sub_b", aBytes!));
    }

    [Fact]
    public async Task A_subject_without_a_row_is_a_fault()
    {
        var store = await Store(current: 1);

        await Assert.ThrowsAsync<SubjectKeyMissingException>(
            async () => await store.Open("sub_unknown", cancellation));
    }

    [Fact]
    public async Task A_destroyed_key_is_neither_opened_nor_made_again()
    {
        var store = await Store(current: 1);
        (await store.Create("sub_a", cancellation)).Dispose();

        await store.Destroy("sub_a", cancellation);
        await store.Destroy("sub_a", cancellation);

        await Assert.ThrowsAsync<SubjectKeyDestroyedException>(async () => await store.Open("sub_a", cancellation));
        await Assert.ThrowsAsync<SubjectKeyDestroyedException>(async () => await store.Create("sub_a", cancellation));
        Assert.Null(await Wrapped("sub_a"));
    }

    [Fact]
    public async Task Destroying_a_key_that_never_was_forbids_it_for_good()
    {
        var store = await Store(current: 1);

        await store.Destroy("sub_never", cancellation);

        await Assert.ThrowsAsync<SubjectKeyDestroyedException>(
            async () => await store.Create("sub_never", cancellation));
    }

    [Fact]
    public async Task A_key_that_another_silo_destroys_is_gone_within_a_minute()
    {
        var one = await Store(current: 1);
        var other = await Store(current: 1);
        (await one.Create("sub_a", cancellation)).Dispose();
        (await other.Open("sub_a", cancellation)).Dispose();

        await one.Destroy("sub_a", cancellation);
        clock.Advance(KeyCache.LongestStay);

        await Assert.ThrowsAsync<SubjectKeyDestroyedException>(async () => await other.Open("sub_a", cancellation));
    }

    [Fact]
    public async Task All_wraps_are_renewed_at_once_but_those_of_destroyed_and_unknown_keys()
    {
        // More than a page, so that none is passed over between two.
        const int Keys = 1_001;
        var before = await Store(current: 1);
        for (var key = 0; key < Keys; key++) (await before.Create($"sub_{key:D4}", cancellation)).Dispose();
        await before.Destroy("sub_0500", cancellation);
        await Put("sub_stranger", Masters(current: 3).Current.Wrap("sub_stranger", TestKeys.Bytes(7)));

        var rotated = await Store(current: 2, previous: 1);
        (await rotated.Create("sub_new", cancellation)).Dispose();

        Assert.Equal((Keys + 1, Keys - 1, 1), await rotated.RenewAll(cancellation));
        Assert.Equal((Keys + 1, 0, 1), await rotated.RenewAll(cancellation));
        var after = await Store(current: 2);
        foreach (var id in (string[])["sub_0000", "sub_0499", "sub_0501", "sub_1000", "sub_new"])
            (await after.Open(id, cancellation)).Dispose();
        await Assert.ThrowsAsync<SubjectKeyDestroyedException>(async () => await after.Open("sub_0500", cancellation));
    }

    [Fact]
    public async Task A_new_master_key_opens_and_renews_the_wraps_of_the_previous_one()
    {
        var before = await Store(current: 1);
        var @sealed = (await before.Create("sub_a", cancellation)).Seal("text"u8, SealPurpose.State, 1);

        var rotated = await Store(current: 2, previous: 1);
        using var key = await rotated.Open("sub_a", cancellation);

        Assert.Equal("text"u8, key.Open(@sealed, SealPurpose.State, 1));
        var after = await Store(current: 2);
        using var renewed = await after.Open("sub_a", cancellation);
        Assert.Equal("text"u8, renewed.Open(@sealed, SealPurpose.State, 1));
    }

    [Fact]
    public async Task A_wrap_that_was_not_renewed_needs_its_master_key()
    {
        var before = await Store(current: 1);
        (await before.Create("sub_a", cancellation)).Dispose();
        await Store(current: 2, previous: 1);

        var after = await Store(current: 2);

        await Assert.ThrowsAsync<WrapUnknownException>(async () => await after.Open("sub_a", cancellation));
    }

    [Theory]
    [InlineData(2, 9, "Registry:MasterKey")]
    [InlineData(1, 8, "Registry:DigestKey")]
    public async Task A_silo_with_a_wrong_key_refuses_to_start_and_says_which(byte master, byte digest, string named)
    {
        await Store(current: 1);

        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => Store(master, digest: digest));

        Assert.StartsWith(named, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_rotated_in_two_steps_while_old_silos_restart()
    {
        await Store(current: 1);
        await Store(current: 1, previous: 2);
        await Store(current: 2, previous: 1);
        await Store(current: 1, previous: 2);
        await Store(current: 2, previous: 1);
        await Store(current: 2);

        await Assert.ThrowsAsync<StartRefusedException>(() => Store(current: 1));
    }

    [Fact]
    public async Task Ten_silos_may_start_at_once() =>
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(async () =>
        {
            await using var database = Connect();
            await RegistryKeys.Check(database, new(Masters(current: 1), TestKeys.Bytes(9)), cancellation);
        })));

    [Fact]
    public async Task Only_living_keys_of_subjects_are_listed_by_age()
    {
        var store = await Store(current: 1);
        (await store.Create("sub_b", cancellation)).Dispose();
        (await store.Create("sub_a", cancellation)).Dispose();
        (await store.Create("sub_gone", cancellation)).Dispose();
        (await store.Create("sys_billing#1", cancellation)).Dispose();
        await store.Destroy("sub_gone", cancellation);
        clock.Advance(TimeSpan.FromHours(2));
        (await store.Create("sub_new", cancellation)).Dispose();

        var older = await store.Older(TimeSpan.FromHours(1), cancellation).ToListAsync(cancellation);

        Assert.Equal(["sub_a", "sub_b"], older);
    }

    private protected async Task<byte[]?> Wrapped(string subjectId)
    {
        await using var database = Connect();
        await using var connection = await database.Open(cancellation);
        await using var select = connection.Command(
            "select wrapped from subject_key where subject_id = @id", ("@id", subjectId));
        return await select.ExecuteScalarAsync(cancellation) as byte[];
    }

    private async Task Put(string subjectId, byte[] wrapped)
    {
        await using var database = Connect();
        await using var connection = await database.Open(cancellation);
        await using var insert = connection.Command(
            "insert into subject_key (subject_id, wrapped, created_at) values (@id, @wrapped, @at)",
            ("@id", subjectId), ("@wrapped", wrapped), ("@at", clock.GetUtcNow()));
        await insert.ExecuteNonQueryAsync(cancellation);
    }

    private protected async Task<KeyStore> Store(byte current, byte? previous = null, byte digest = 9)
    {
        var database = Connect();
        var masters = Masters(current, previous);
        await RegistryKeys.Check(database, new KeySettings(masters, TestKeys.Bytes(digest)), cancellation);
        var store = new KeyStore(database, masters, new TombstoneKeys(new byte[32]), clock);
        stores.Add(store);
        return store;
    }

    private static MasterKeys Masters(byte current, byte? previous = null) =>
        new(new(TestKeys.Bytes(current)), previous is { } fill ? [new(TestKeys.Bytes(fill))] : []);
}
