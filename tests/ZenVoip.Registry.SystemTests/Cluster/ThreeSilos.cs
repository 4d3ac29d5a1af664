using ZenVoip.Registry.SystemTests.Cluster;

[assembly: AssemblyFixture(typeof(ThreeSilos))]

namespace ZenVoip.Registry.SystemTests.Cluster;

/// <summary>
/// Three silos on one database for all tests that need nothing but people of their own and no silo's end; started by
/// the first that asks.
/// </summary>
public sealed class ThreeSilos : IAsyncDisposable
{
    private static readonly Lazy<Task<Silos>> Silos = new(() => Cluster.Silos.Start(3));

    internal static Task<Silos> Started() => Silos.Value;

    public async ValueTask DisposeAsync()
    {
        if (Silos is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            await (await Silos.Value).DisposeAsync();
    }
}
