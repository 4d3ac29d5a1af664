using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Tests.Security;

public sealed class SqliteKeyStoreTests : KeyStoreContract
{
    private readonly CancellationToken cancellation = TestContext.Current.CancellationToken;
    private readonly DataDirectory data = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        data.Dispose();
    }

    [Fact]
    public async Task No_byte_of_a_destroyed_wrap_stays_in_any_file()
    {
        var store = await Store(current: 1);
        (await store.Create("sub_a", cancellation)).Dispose();
        for (var i = 0; i < 50; i++) (await store.Create($"sub_other_{i}", cancellation)).Dispose();
        var wrapped = await Wrapped("sub_a");
        Assert.True(IsOnDisk(wrapped!));

        await store.Destroy("sub_a", cancellation);

        Assert.False(IsOnDisk(wrapped!));
    }

    [Fact]
    public async Task Only_the_owner_reads_the_files()
    {
        var store = await Store(current: 1);
        (await store.Create("sub_a", cancellation)).Dispose();

        if (OperatingSystem.IsWindows()) return;
        Assert.All(
            Directory.EnumerateFiles(data.Path),
            file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(file).UnixFileMode));
    }

    private protected override IKeyDatabase Connect() => SqliteKeyDatabase.In(data.Path);

    private bool IsOnDisk(byte[] bytes) =>
        Directory.EnumerateFiles(data.Path).Any(file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            return memory.ToArray().AsSpan().IndexOf(bytes.AsSpan(5)) >= 0;
        });
}
