using System.Diagnostics;
using System.Globalization;
using ZenVoip.Registry.Grains.Sweeping;
using ZenVoip.Registry.Server.Storage;
using ZenVoip.Registry.Server.Storage.Postgres;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.Benchmarks.Registry;

/// <summary>
/// Deadlines that are years away: what they cost a silo that starts, the sweepers and the reminder service. One person
/// is registered; the others are copies of the index row, under ids that nobody ever asks for.
/// </summary>
internal sealed class FarAway(RegistryServer registry) : IAsyncDisposable
{
    private const double Megabyte = 1024 * 1024;
    private const int Page = 500;
    private const int Looks = 20;

    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Horizon = TimeSpan.FromHours(24);

    /// <summary>By then the reminder service has read its ranges, and every sweeper has swept once.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(30);

    /// <summary>With the settings of a silo's connections, in its search path.</summary>
    private readonly PostgresDatabase database = new(registry.Database);

    public static async Task<string> Measure(Options options)
    {
        await using var registry = await RegistryServer.Start();
        await using var far = new FarAway(registry);
        // The first start makes the tables.
        using var population = await Population.Create(registry.Process.Address, registry.Token, size: 1);
        await population.RecordActivity(id => new { subject = new { id }, category = "CALL_RECORDS" });
        var empty = await far.Look();
        await far.Copy(options.People);
        var full = await far.Look();
        return $"far: one person: {empty}{Environment.NewLine}"
            + string.Create(CultureInfo.InvariantCulture, $"far: {options.People:N0} people: {full}");
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private async Task Copy(int people)
    {
        Console.WriteLine($"Copying {people} people ...");
        await PostgresCluster.Execute(registry.Database + ";Command Timeout=0", string.Create(
            CultureInfo.InvariantCulture,
            $"""
            insert into subject (
                id, version, kind, status, jurisdiction, registered_at, next_due, profile, journal_seal)
            select 'sub_' || md5(n::text), version, kind, status, jurisdiction, registered_at,
                next_due + n * interval '1 minute', profile, journal_seal
            from subject cross join generate_series(2, {people}) n
            """));
        await PostgresCluster.Execute(registry.Database + ";Command Timeout=0", "vacuum analyze subject");
    }

    private async Task<string> Look()
    {
        await registry.Restart();
        await Task.Delay(Settling);
        var cpu = registry.Process.CpuSeconds;
        var (resident, heap) = await new Memory(registry).Look();
        await using var text = database.Source.CreateCommand(
            "select querytext from orleansquery where querykey = 'ReadRangeRows1Key'");
        var range = (string)(await text.ExecuteScalarAsync())!;
        var armed = await registry.Number("select count(*) from reminder");
        var (sweep, refresh) = (await Median(Sweep), await Median(_ => Refresh(range)));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"ready after {registry.Starting.TotalSeconds:F1} s, {cpu:F1} s of CPU time in the first "
            + $"{Settling.TotalSeconds:F0} s, {resident / Megabyte:F0} MB resident, {heap / Megabyte:F0} MB of live "
            + $"objects; {armed} reminders; a sweeper's page {sweep:F2} ms, "
            + $"all reminders of the ring {refresh:F2} ms");
    }

    /// <summary>What a sweeper asks who comes near: nobody does.</summary>
    private async Task Sweep(int look)
    {
        var now = DateTimeOffset.UtcNow;
        await new DueSubjects(database).Read(
            look % Buckets.Count, new DueSubject(now - Grace, ""), now + Horizon, Page, CancellationToken.None);
    }

    /// <summary>What the reminder service reads again and again, in one range instead of thirty.</summary>
    private async Task Refresh(string text)
    {
        await using var range = database.Source.CreateCommand(text);
        range.With("ServiceId", "zenvoip-registry").With("BeginHash", int.MinValue).With("EndHash", int.MaxValue);
        await using var rows = await range.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
        }
    }

    /// <summary>In milliseconds.</summary>
    private static async Task<double> Median(Func<int, Task> query)
    {
        List<TimeSpan> waits = [];
        for (var look = 0; look < Looks; look++)
        {
            var started = Stopwatch.GetTimestamp();
            await query(look);
            waits.Add(Stopwatch.GetElapsedTime(started));
        }
        waits.Sort();
        return waits[Looks / 2].TotalMilliseconds;
    }
}
