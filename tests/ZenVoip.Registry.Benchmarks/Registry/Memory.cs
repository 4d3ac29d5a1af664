using System.Globalization;
using ZenVoip.Registry.Benchmarks.Load;

namespace ZenVoip.Registry.Benchmarks.Registry;

/// <summary>What subjects in memory cost: a fresh process reads some until it is warm, then all the others once.</summary>
internal static class Memory
{
    private const double Megabyte = 1024 * 1024;
    private const int Reported = 100_000;

    public static async Task<string> Measure(RegistryServer registry, Scenario read)
    {
        await registry.Restart();
        var warm = read.Requests.Length / 10;
        var generator = new Generator(registry.Process.Port, Options.Connections, read.Proof);
        // The same few over and over: code is compiled and buffers grow, but hardly any subject comes in.
        var few = read with { Requests = read.Requests[..warm] };
        await generator.Run(few.Next, TimeSpan.FromSeconds(10));
        var before = registry.Process.ResidentBytes;
        for (var person = warm; person < read.Requests.Length; person++)
            generator.Sample(read.Requests[person]);
        await generator.Run(few.Next, TimeSpan.FromSeconds(5));
        var grown = registry.Process.ResidentBytes - before;
        var subjects = read.Requests.Length - warm;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"memory: {before / Megabyte:F0} MB resident, {grown / Megabyte:F0} MB more after reading {subjects:N0} "
            + $"subjects: {grown / Megabyte * Reported / subjects:F0} MB per {Reported:N0} (extrapolated)");
    }
}
