using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.SystemTests.Storage;

/// <summary>SQLite keeps the promises of storage.</summary>
public sealed class SqliteStorageTests(SqliteSilo silo) : StorageConformance(silo), IClassFixture<SqliteSilo>
{
    private readonly SqliteSilo silo = silo;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ReadRangeRows1Key")]
    [InlineData("ReadRangeRows2Key")]
    public async Task A_range_of_reminders_is_read_from_a_covering_index_alone(string query)
    {
        var text = await silo.Scalar($"select querytext from orleansquery where querykey = '{query}'");

        await using var explain = silo.Database.Source.CreateCommand($"explain query plan {text}");
        explain.With("ServiceId", "registry").With("BeginHash", 1).With("EndHash", 2);
        var plan = await explain.Read(row => row.GetString(3), Cancellation);

        Assert.Contains("USING COVERING INDEX", Assert.Single(plan, line => line.Contains("reminder")));
    }
}
