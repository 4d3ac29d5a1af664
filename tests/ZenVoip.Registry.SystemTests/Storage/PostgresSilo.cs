using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Storage;

/// <summary>A silo that is a member of its cluster through PostgreSQL.</summary>
public sealed class PostgresSilo : StorageSilo
{
    protected override async Task<IReadOnlyDictionary<string, string?>> Settings() =>
        new Dictionary<string, string?> { ["ConnectionStrings:Registry"] = await PostgresCluster.Database() };

    protected override void Cluster(ISiloBuilder silo, int siloPort, int gatewayPort) =>
        OnLoopback(silo, siloPort, gatewayPort);
}
