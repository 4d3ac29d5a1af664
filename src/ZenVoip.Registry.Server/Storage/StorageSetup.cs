using ZenVoip.Registry.Grains.Deletions;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Grains.Sweeping;
using ZenVoip.Registry.Server.Storage.Postgres;
using ZenVoip.Registry.Server.Storage.Sqlite;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>Registers the database and everything that reads it.</summary>
internal static class StorageSetup
{
    extension(IServiceCollection services)
    {
        /// <summary>
        /// PostgreSQL where <c>ConnectionStrings:Registry</c> is set, else SQLite in <c>Registry:DataDirectory</c>.
        /// </summary>
        public IServiceCollection AddRegistryStorage(IConfiguration configuration) => services
            .AddSingleton(provider => Open(configuration, provider.GetService<ILoggerFactory>()))
            .AddSingleton<RegistryStorage>()
            .AddSingleton<IWriteFaults, WriteFaults>()
            .AddSingleton<IOperationLog, OperationLog>()
            .AddSingleton<IIdentifierIndex, IdentifierIndex>()
            .AddSingleton<JournalRows>()
            .AddSingleton<IJournalRows>(provider => provider.GetRequiredService<JournalRows>())
            .AddSingleton<IHolderSystems, HolderSystems>()
            .AddSingleton<IDueSubjects, DueSubjects>()
            .AddSingleton<HolderWorkRows>()
            .AddSingleton<RequestRows>()
            .AddSingleton<HolderRegister>()
            .AddSingleton<DeliveryRows>()
            .AddSingleton<DeadLetterRows>()
            .AddSingleton<DeadlineRows>()
            .AddSingleton<DecisionFacts>()
            .AddSingleton<SubjectPages>()
            .AddSingleton<FeedRows>()
            .AddSingleton<Verification>()
            .AddSingleton<RemainsRows>()
            .AddSingleton<Housekeeping>();
    }

    private static RegistryDatabase Open(IConfiguration configuration, ILoggerFactory? loggers) =>
        configuration.GetConnectionString("Registry") is { Length: > 0 } connectionString
            ? new PostgresDatabase(
                ConnectionText.Read("ConnectionStrings:Registry", connectionString).ConnectionString, loggers)
            : new SqliteDatabase(configuration["Registry:DataDirectory"] ?? "data");
}
