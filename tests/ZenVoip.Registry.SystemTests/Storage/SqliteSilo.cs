
namespace ZenVoip.Registry.SystemTests.Storage;

/// <summary>A silo alone with a file.</summary>
public sealed class SqliteSilo : StorageSilo
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("registry-");

    protected override Task<IReadOnlyDictionary<string, string?>> Settings() =>
        Task.FromResult<IReadOnlyDictionary<string, string?>>(
            new Dictionary<string, string?> { ["Registry:DataDirectory"] = directory.FullName });

    protected override void Cluster(ISiloBuilder silo, int siloPort, int gatewayPort) =>
        silo.UseLocalhostClustering(siloPort, gatewayPort, serviceId: "registry", clusterId: "registry");

    protected override ValueTask Clean()
    {
        directory.Delete(recursive: true);
        return base.Clean();
    }
}
