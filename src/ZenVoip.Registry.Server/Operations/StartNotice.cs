using System.Globalization;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Storage.Postgres;
using ZenVoip.Registry.Server.Storage.Sqlite;

namespace ZenVoip.Registry.Server.Operations;

/// <summary>Says once, at the start, on what the registry runs.</summary>
internal static partial class StartNotice
{
    public static void Tell(WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(StartNotice).FullName!);
        var directory = Path.GetFullPath(RegistrySecurityOptions.Of(app.Configuration).DataDirectory);
        var database = Database(app.Configuration, directory);
        LogStart(log, app.Environment.EnvironmentName, database, directory);
        var open = OwnerFiles.OpenToOthers(directory).ToArray();
        if (open is not [])
            LogOpen(log, directory, open.Length, open[0]);
    }

    /// <summary>Without user and password.</summary>
    private static string Database(IConfiguration configuration, string directory)
    {
        if (configuration.GetConnectionString("Registry") is not { Length: > 0 } text)
            return $"SQLite {Path.Combine(directory, SqliteDatabase.FileName)}";
        var postgres = ConnectionText.Read("ConnectionStrings:Registry", text);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"PostgreSQL {postgres.Host}:{postgres.Port}/{postgres.Database ?? postgres.Username}");
    }

    [LoggerMessage(Level = LogLevel.Information,
        Message = "The registry starts as {Environment} on {Database}, data directory {DataDirectory}")]
    private static partial void LogStart(ILogger logger, string environment, string database, string dataDirectory);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Others than the owner have rights in {DataDirectory}: {Count} paths, such as {Path}. Take them away "
            + "with chmod -R go= on the data directory")]
    private static partial void LogOpen(ILogger logger, string dataDirectory, int count, string path);
}
