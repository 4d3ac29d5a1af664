using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Cluster;

/// <summary>Several silos on one database, and a client of the same caller at each.</summary>
internal sealed class Silos : IAsyncDisposable
{
    private Silos(RegistrySettings settings, RegistryProcess[] all, RegistryClient[] clients) =>
        (Settings, All, Clients) = (settings, all, clients);

    public RegistrySettings Settings { get; }

    public string Database => Settings.Postgres!;

    public IReadOnlyList<RegistryProcess> All { get; }

    /// <summary>One for each silo, in the same order.</summary>
    public IReadOnlyList<RegistryClient> Clients { get; }

    /// <param name="more">Settings besides the usual ones.</param>
    public static async Task<Silos> Start(int count, IReadOnlyDictionary<string, string>? more = null)
    {
        var settings = (await RegistrySettings.OnPostgres()) with { More = more ?? new Dictionary<string, string>() };
        var silos = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => RegistryProcess.Start(settings)));
        var first = await RegistryClient.Of(silos[0], settings);
        return new Silos(settings, silos, [first, .. silos.Skip(1).Select(first.At)]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in Clients)
            client.Dispose();
        foreach (var silo in All)
            await silo.DisposeAsync();
        Settings.Dispose();
    }
}
