using System.Globalization;
using System.Text.RegularExpressions;
using ZenVoip.Registry.Benchmarks.Harness;
using ZenVoip.Registry.Benchmarks.Load;

namespace ZenVoip.Registry.Benchmarks.Registry;

/// <summary>
/// What people cost. In memory: a fresh process reads some until it is warm, then the others once, which activates
/// their grains; garbage is collected before each look. On the disk: what the databases have grown by.
/// </summary>
internal sealed partial class Memory(RegistryServer registry)
{
    private const int Connections = 32;

    private const double Megabyte = 1024 * 1024;
    private const int Reported = 100_000;

    /// <summary>People and their keys.</summary>
    private const string OnDisk = "select pg_database_size('registry') + pg_database_size('registry_keys')";

    private static readonly TimeSpan Collection = TimeSpan.FromSeconds(5);

    private long emptyDisk;

    /// <summary>Before anybody is registered.</summary>
    public async Task Begin() => emptyDisk = await registry.Number(OnDisk);

    /// <param name="people">All that were registered.</param>
    public async Task<string> Disk(int people)
    {
        var grown = await registry.Number(OnDisk) - emptyDisk;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"disk: {grown / Megabyte:F0} MB for {people:N0} people with two identifiers and one answer each: "
            + $"{PerReported(grown, people)}");
    }

    /// <param name="read">Reads one subject after the other.</param>
    public async Task<string> Measure(Scenario read)
    {
        await registry.Restart();
        var warm = read.Requests.Length / 10;
        var generator = new Generator(registry.Process.Port, Connections, read.Proof);
        // The same few over and over: code is compiled and buffers grow, but hardly any subject comes in.
        var few = read with { Requests = read.Requests[..warm] };
        await generator.Run(few.Next, TimeSpan.FromSeconds(10));
        var before = await Look();
        for (var person = warm; person < read.Requests.Length; person++)
            generator.Sample(read.Requests[person]);
        await generator.Run(few.Next, TimeSpan.FromSeconds(5));
        var after = await Look();
        var subjects = read.Requests.Length - warm;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"memory: {before.Resident / Megabyte:F0} MB resident and {before.Heap / Megabyte:F0} MB of live objects "
            + $"before, {after.Resident / Megabyte:F0} and {after.Heap / Megabyte:F0} MB after activating "
            + $"{subjects:N0} subjects: resident {PerReported(after.Resident - before.Resident, subjects)}, "
            + $"live objects {PerReported(after.Heap - before.Heap, subjects)}");
    }

    /// <summary>After a collection: what the process holds, and what of it are objects that somebody needs.</summary>
    public async Task<(long Resident, long Heap)> Look()
    {
        await ForcedCollection.Of(registry.Process.Id, Collection);
        using var http = new HttpClient { BaseAddress = registry.Process.Address };
        var heap = HeapSize().Matches(await http.GetStringAsync("/metrics"))
            .Sum(size => double.Parse(size.Groups["bytes"].Value, CultureInfo.InvariantCulture));
        return (registry.Process.ResidentBytes, (long)heap);
    }

    private static string PerReported(long bytes, int people) => string.Create(
        CultureInfo.InvariantCulture,
        $"{bytes / Megabyte * Reported / people:F0} MB per {Reported:N0} ({people:N0} were measured)");

    [GeneratedRegex(@"^dotnet_gc_last_collection_heap_size_bytes\{[^}]*\} (?<bytes>\S+)", RegexOptions.Multiline)]
    private static partial Regex HeapSize();
}
