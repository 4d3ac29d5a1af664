using ZenVoip.Registry.SystemTests.Harness;
using ZenVoip.Registry.SystemTests.Journeys;

[assembly: AssemblyFixture(typeof(SharedSilo))]

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>
/// One silo on each database for all tests that need nothing but people, accounts and systems of their own
/// (<see cref="Fresh"/>): to start one for each took longer than the tests. Started by the first that asks. Nearly all
/// refusals are met here: when all is done, nobody's number or address stands in the clear in its log or files.
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
        foreach (var one in new[] { Postgres, Sqlite })
        {
            if (one is not { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
                continue;
            await using var registry = await one.Value;
            await KeepsSecrets(registry);
        }
    }

    /// <summary>The files of PostgreSQL are those of all tests.</summary>
    private static async Task KeepsSecrets(Running registry)
    {
        registry.Silo.Signal("TERM");
        await registry.Silo.Ended();
        // Those that ran may have needed none.
        var values = new Needles(Fresh.Personal.Append("nobody@example.com"));
        Assert.Empty(values.In(registry.Silo.Output));
        Assert.Empty(values.InFolder(registry.Settings.DataDirectory));
    }
}
