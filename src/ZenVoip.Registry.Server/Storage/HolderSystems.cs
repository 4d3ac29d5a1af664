using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Grains.Deletions;
using ZenVoip.Registry.Grains.Json;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>The registered holder systems, from their table.</summary>
internal sealed class HolderSystems(RegistryDatabase database) : IHolderSystems
{
    private const string Systems = "select name, categories, confirm_within from holder_system order by name";

    public async ValueTask<ImmutableArray<HolderSystem>> All(CancellationToken cancellation)
    {
        await using var command = database.Source.CreateCommand(Systems);
        return [.. await command.Read(Row, cancellation)];
    }

    private static HolderSystem Row(DbDataReader row) => new(
        row.GetString(0),
        JsonSerializer.Deserialize<ImmutableArray<DataCategory>>(row.GetString(1), RegistryJson.Options),
        TimeSpan.FromSeconds(row.GetInt64(2)));
}
