using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.SystemTests.Harness;

/// <summary>With what a silo is started. Silos with the same settings are one cluster (on PostgreSQL).</summary>
internal sealed record RegistrySettings : IDisposable
{
    /// <summary>A fresh folder for keys and, on SQLite, the databases.</summary>
    public string DataDirectory { get; } = Directory.CreateTempSubdirectory("registry-").FullName;

    /// <summary>Null: SQLite.</summary>
    public string? Postgres { get; init; }

    /// <summary>More settings, or others, by the names of environment variables.</summary>
    public IReadOnlyDictionary<string, string> More { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>(More)
    {
        ["ASPNETCORE_ENVIRONMENT"] = More.GetValueOrDefault("ASPNETCORE_ENVIRONMENT", "Development"),
        ["Registry__DataDirectory"] = More.GetValueOrDefault("Registry__DataDirectory", DataDirectory),
        ["ConnectionStrings__Registry"] = Postgres ?? "",
    };

    public static RegistrySettings OnSqlite() => new();

    public static async Task<RegistrySettings> OnPostgres() => new() { Postgres = await PostgresCluster.Database() };

    /// <param name="database">"SQLite" or "PostgreSQL": the argument of a theory that runs on both.</param>
    public static async Task<RegistrySettings> On(string database) =>
        database == "SQLite" ? OnSqlite() : await OnPostgres();

    /// <summary>
    /// A token as the command <c>token</c> prints it, without another process: that takes as long as many a test.
    /// </summary>
    /// <param name="scopes">None: all.</param>
    /// <param name="system">The holder system that it speaks for.</param>
    public string Token(string[] scopes, string? system = null)
    {
        var options = new RegistrySecurityOptions { DataDirectory = Environment["Registry__DataDirectory"] };
        return new DevelopmentTokens(options, TimeProvider.System).Issue(
            scopes is [] ? Scopes.All : scopes, DevelopmentTokens.DefaultLifetime, "development", system);
    }

    public void Dispose() => Directory.Delete(DataDirectory, recursive: true);
}
