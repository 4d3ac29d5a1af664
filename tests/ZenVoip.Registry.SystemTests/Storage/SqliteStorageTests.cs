namespace ZenVoip.Registry.SystemTests.Storage;

/// <summary>SQLite keeps the promises of storage.</summary>
public sealed class SqliteStorageTests(SqliteSilo silo) : StorageConformance(silo), IClassFixture<SqliteSilo>;
