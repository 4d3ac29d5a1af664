using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ZenVoip.Registry.Server.Operations;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Storage;
using ZenVoip.Registry.Server.Storage.Sqlite;
using ZenVoip.Registry.Tests.Http;
using ZenVoip.Registry.Tests.Security;
using ZenVoip.Registry.Tests.Storage;

namespace ZenVoip.Registry.Tests.Operations;

/// <summary>What is to be forgotten is forgotten, by a silo that nobody asks to.</summary>
public sealed class CleaningTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly DataDirectory data = new();
    private readonly Clock clock = new();
    private readonly SqliteDatabase database;
    private RegistryKeys keys = null!;

    public CleaningTests() => database = new(data.Path);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var development = TestKeys.Environment("Development");
        await new RegistryStorage(database, development).Prepare(cancellation: Cancellation);
        keys = await RegistryKeys.Prepare(
            TestKeys.Configuration(("Registry:DataDirectory", data.Path)), development, TimeProvider.System,
            Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await keys.DisposeAsync();
        await database.DisposeAsync();
        data.Dispose();
    }

    [Fact]
    public async Task The_first_time_is_a_minute_after_the_start_and_the_next_an_hour_later()
    {
        await Answered("old", Noon.AddDays(-30));
        await Answered("of half an hour later", Noon.AddDays(-30).AddMinutes(30));
        await Answered("young", Noon.AddDays(-29));
        (await keys.Subjects.Create("sub_a", Cancellation)).Dispose();
        Assert.NotEqual(0, Length());
        using var cleaning = new Cleaning(
            new Housekeeping(database), database, keys, clock, NullLogger<Cleaning>.Instance);
        await cleaning.StartAsync(Cancellation);

        await Wait.Until(() => clock.Waits == 1);
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(3, await Kept());
        clock.Advance(TimeSpan.FromSeconds(1));
        await Wait.Until(() => clock.Waits == 2);
        Assert.Equal((2, 0), (await Kept(), Length()));

        clock.Advance(TimeSpan.FromHours(1));
        await Wait.Until(() => clock.Waits == 3);
        Assert.Equal(1, await Kept());
        await cleaning.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_setting_that_was_switched_off_since_the_start_is_told_whatever_else_fails()
    {
        var log = new LogCapture();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        await using var weak = new WeakDatabase();
        using var cleaning = new Cleaning(
            new Housekeeping(weak), weak, keys, clock, loggers.CreateLogger<Cleaning>());
        await cleaning.StartAsync(Cancellation);
        await Wait.Until(() => clock.Waits == 1);

        clock.Advance(TimeSpan.FromMinutes(1));

        await Wait.Until(() => clock.Waits == 2);
        Assert.Contains("can lose what the registry acknowledges: switch on fsync", log.Text, StringComparison.Ordinal);
        await cleaning.StopAsync(Cancellation);
    }

    /// <summary>Of what SQLite has written of the keys and not yet put in its place.</summary>
    private long Length()
    {
        var log = new FileInfo(data.File($"{SqliteKeyDatabase.FileName}-wal"));
        return log.Exists ? log.Length : 0;
    }

    private async Task Answered(string key, DateTimeOffset at)
    {
        await using var command = database.Source.CreateCommand(
            "insert into operation (key, fingerprint, version, at) values (@key, '', 1, @at)");
        await command.With("key", key).With("at", database.Instant(at)).ExecuteNonQueryAsync(Cancellation);
    }

    private async Task<long> Kept()
    {
        await using var command = database.Source.CreateCommand("select count(*) from operation");
        return Convert.ToInt64(await command.ExecuteScalarAsync(Cancellation), CultureInfo.InvariantCulture);
    }

    private sealed class WeakDatabase : BrokenDatabase
    {
        public override Task<string?> Weakened(CancellationToken cancellation) => Task.FromResult<string?>("fsync");
    }

    /// <summary>Counts how often somebody began to wait.</summary>
    private sealed class Clock() : FakeTimeProvider(Noon)
    {
        private int waits;

        public int Waits => Volatile.Read(ref waits);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Interlocked.Increment(ref waits);
            return timer;
        }
    }
}
