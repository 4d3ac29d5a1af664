using Npgsql;

namespace ZenVoip.Registry.Server.Storage.Postgres;

/// <summary>Of several hosts only the primary: a standby may lag behind what was acknowledged.</summary>
internal static class PrimarySource
{
    public static NpgsqlDataSource Build(NpgsqlDataSourceBuilder builder) =>
        builder.ConnectionStringBuilder.Host?.Contains(',', StringComparison.Ordinal) is true
            ? builder.BuildMultiHost().WithTargetSession(TargetSessionAttributes.Primary)
            : builder.Build();
}
