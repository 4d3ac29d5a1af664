using ZenVoip.Registry.SystemTests.Harness;
using ZenVoip.Registry.SystemTests.Journeys;

[assembly: AssemblyFixture(typeof(SharedSilo))]

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>
/// One silo on each database for all tests that need nothing but people, accounts and systems of their own
/// (<see cref="Fresh"/>): to start one for each took longer than the tests. Started by the first that asks. Most
/// refusals are met here: when all is done, no number and no address that was given out stands in its log or files.
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
        List<string> wrong = [];
        foreach (var one in new[] { Sqlite, Postgres })
        {
            if (one is not { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
                continue;
            try
            {
                await using var registry = await one.Value;
                wrong.AddRange(await Told(registry));
            }
            catch (TimeoutException fault)
            {
                wrong.Add(fault.Message);
            }
        }
        Assert.Empty(wrong);
    }

    /// <summary>
    /// Killed, because its PostgreSQL may be gone before it: a silo that cannot say so to others ends late. The files
    /// of PostgreSQL are those of all tests, and not searched here.
    /// </summary>
    private static async Task<IEnumerable<string>> Told(Running registry)
    {
        await registry.Silo.Kill();
        var (log, files) = (registry.Silo.Output, registry.Settings.DataDirectory);
        // Those that ran may have needed none.
        var values = new Needles(Fresh.Personal.Append("nobody@example.com"));
        return
        [
            .. values.In(log),
            .. values.InFolder(files),
            // The same search: otherwise finding nothing would prove nothing.
            .. new Needles("Now listening").In(log).Any() ? [] : new[] { "nothing is in the log" },
            .. Directory.EnumerateFiles(files).Any() ? [] : new[] { "nothing is in the folder" },
        ];
    }
}
