using Microsoft.Data.Sqlite;
using ZenVoip.Registry.Server.Storage.Postgres;

namespace ZenVoip.Registry.Server.Security;

/// <summary>
/// Chooses the key database: <c>ConnectionStrings:Keys</c> (PostgreSQL, or SQLite by its <c>Data Source=</c>).
/// Development, without it, uses a database of its own beside the registry's, or <c>keys.db</c> in the data directory.
/// </summary>
internal static class KeyDatabases
{
    private const string RegistrySetting = "ConnectionStrings:Registry";
    private const string KeysSetting = "ConnectionStrings:Keys";

    public static IKeyDatabase Of(IConfiguration configuration, IHostEnvironment environment)
    {
        var options = RegistrySecurityOptions.Of(configuration);
        var registry = configuration.GetConnectionString("Registry");
        var keys = configuration.GetConnectionString("Keys");
        return (string.IsNullOrWhiteSpace(keys), string.IsNullOrWhiteSpace(registry)) switch
        {
            (false, _) => Chosen(keys!, registry, environment),
            (true, _) when !environment.IsDevelopment() => throw new StartRefusedException(
                "ConnectionStrings:Keys is not set. Outside Development the data keys need a database of their own, "
                + "with its own short backup retention: destroying a key deletes only what no backup brings back."),
            (true, true) => SqliteKeyDatabase.In(options.DataDirectory),
            (true, false) => Beside(registry!),
        };
    }

    private static IKeyDatabase Chosen(string keys, string? registry, IHostEnvironment environment)
    {
        if (IsSqlite(keys))
        {
            return string.IsNullOrWhiteSpace(registry) || environment.IsDevelopment()
                ? new SqliteKeyDatabase(keys)
                : throw new StartRefusedException(
                    "ConnectionStrings:Keys is a file, but the registry is on PostgreSQL: every silo would have keys "
                    + "of its own. Give the keys a PostgreSQL database that all silos share.");
        }

        var place = Place(KeysSetting, keys);
        var apart = string.IsNullOrWhiteSpace(registry) || Place(RegistrySetting, registry) != place;
        return apart
            ? new PostgresKeyDatabase(keys, creator: null, demandDurability: !environment.IsDevelopment())
            : throw new StartRefusedException("ConnectionStrings:Keys must not be the database of the registry.");
    }

    private static PostgresKeyDatabase Beside(string registry)
    {
        var keys = ConnectionText.Read(RegistrySetting, registry);
        keys.Database = (keys.Database ?? keys.Username) + PostgresKeyDatabase.Suffix;
        return new(keys.ConnectionString, creator: registry, demandDurability: false);
    }

    private static bool IsSqlite(string text)
    {
        try
        {
            return new SqliteConnectionStringBuilder(text).DataSource.Length > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static (string?, int, string?) Place(string setting, string text)
    {
        var builder = ConnectionText.Read(setting, text);
        return (builder.Host, builder.Port, builder.Database ?? builder.Username);
    }
}
