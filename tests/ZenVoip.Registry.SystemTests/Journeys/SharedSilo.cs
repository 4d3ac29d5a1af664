using ZenVoip.Registry.SystemTests.Journeys;

[assembly: AssemblyFixture(typeof(SharedSilo))]

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>
/// One silo on each database for all tests that need nothing but people, accounts and systems of their own
/// (<see cref="Harness.Fresh"/>): to start one for each took longer than the tests. Started by the first that asks.
/// </summary>
public sealed class SharedSilo : IAsyncDisposable
{
    private static readonly Lazy<Task<Running>> Sqlite = new(() => Running.On("SQLite"));
    private static readonly Lazy<Task<Running>> Postgres = new(() => Running.On("PostgreSQL"));

    /// <param name="database">"SQLite" or "PostgreSQL".</param>
    internal static Task<Running> Registry(string database = "SQLite") =>
        database == "SQLite" ? Sqlite.Value : Postgres.Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var one in new[] { Sqlite, Postgres })
            if (one is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
                await (await one.Value).DisposeAsync();
    }
}
