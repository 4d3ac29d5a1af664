using System.Collections.Concurrent;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Tests.Security;

public sealed class RegistryKeysTests : IDisposable
{
    private readonly CancellationToken cancellation = TestContext.Current.CancellationToken;
    private readonly DataDirectory data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Development_makes_its_keys_once_and_finds_them_again()
    {
        await using var first = await Prepare("Development");
        await using var second = await Prepare("Development");

        Assert.Equal(first.DigestKey.ToArray(), second.DigestKey.ToArray());
        using var key = await first.Subjects.Create("sub_a", cancellation);
        using var same = await second.Subjects.Open("sub_a", cancellation);
        Assert.Equal("text"u8, same.Open(key.Seal("text"u8, "state", 1), "state", 1));
    }

    [Fact]
    public void Silos_that_start_together_share_one_key_file_that_only_the_owner_reads()
    {
        var seen = new ConcurrentBag<DevelopmentKeys>();

        Parallel.For(0, 40, _ => seen.Add(DevelopmentKeys.ReadOrCreate(data.Path)));

        Assert.Single(seen.Distinct());
        Assert.Equal([data.File(DevelopmentKeys.FileName)], Directory.GetFiles(data.Path));
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            File.GetUnixFileMode(data.File(DevelopmentKeys.FileName)));
    }

    [Fact]
    public async Task A_lost_key_file_is_noticed_before_anything_is_written()
    {
        await using (await Prepare("Development"))
        {
            File.Delete(data.File(DevelopmentKeys.FileName));
        }

        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => Prepare("Development"));

        Assert.Contains("Registry:MasterKey", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task Outside_Development_each_missing_setting_is_named(string environment)
    {
        (string, string?)[] complete =
        [
            ("Registry:MasterKey", TestKeys.Base64(1)),
            ("Registry:DigestKey", TestKeys.Base64(2)),
            ("ConnectionStrings:Keys", $"Data Source={data.File("own.db")}"),
        ];

        foreach (var (missing, _) in complete)
        {
            var refused = await Assert.ThrowsAsync<StartRefusedException>(
                () => Prepare(environment, [.. complete.Where(setting => setting.Item1 != missing)]));
            Assert.StartsWith($"{missing} is not set.", refused.Message, StringComparison.Ordinal);
        }

        await using var keys = await Prepare(environment, complete);
        Assert.Equal(TestKeys.Bytes(2), keys.DigestKey.ToArray());
    }

    [Theory]
    [InlineData("c2hvcnQ=")]
    [InlineData("AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB")]
    [InlineData("not base64 at all")]
    public async Task A_key_of_another_length_is_refused_without_showing_it(string text)
    {
        foreach (var setting in new[] { "MasterKey", "DigestKey", "PreviousMasterKeys:0" })
        {
            var refused = await Assert.ThrowsAsync<StartRefusedException>(
                () => Prepare("Development", ($"Registry:{setting}", text)));

            Assert.StartsWith($"Registry:{setting}", refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(text, refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task One_key_cannot_be_both()
    {
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => Prepare(
            "Development", ("Registry:MasterKey", TestKeys.Base64(1)), ("Registry:DigestKey", TestKeys.Base64(1))));

        Assert.Contains("two keys", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_keys_cannot_live_in_the_database_of_the_registry()
    {
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => Prepare(
            "Production",
            ("Registry:MasterKey", TestKeys.Base64(1)),
            ("Registry:DigestKey", TestKeys.Base64(2)),
            ("ConnectionStrings:Registry", "Host=db;Database=registry;Username=app"),
            ("ConnectionStrings:Keys", "Server=db;Database=registry;Username=keys")));

        Assert.StartsWith("ConnectionStrings:Keys", refused.Message, StringComparison.Ordinal);
    }

    private Task<RegistryKeys> Prepare(string environment, params (string, string?)[] settings) =>
        RegistryKeys.Prepare(
            TestKeys.Configuration([("Registry:DataDirectory", data.Path), .. settings]),
            TestKeys.Environment(environment),
            TimeProvider.System,
            cancellation);
}
