namespace ZenVoip.Registry.SystemTests.Storage;

/// <summary>PostgreSQL keeps the promises of storage.</summary>
public sealed class PostgresStorageTests(PostgresSilo silo) : StorageConformance(silo), IClassFixture<PostgresSilo>;
