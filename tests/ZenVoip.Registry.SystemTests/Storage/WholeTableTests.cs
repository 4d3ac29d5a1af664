using Npgsql;
using ZenVoip.Registry.SystemTests.Cluster;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Storage;

/// <summary>
/// Statements are planned once, and the first plans are made while the tables are empty: they must not read them whole
/// when they have grown.
/// </summary>
public sealed class WholeTableTests
{
    private static readonly string[] Grown =
    [
        "feed", "grain_state", "holder_work", "identifier_link", "journal", "operation", "opt_out", "relationship",
        "rights_request", "subject",
    ];

    [Fact(Explicit = true)]
    public async Task No_statement_that_was_planned_on_empty_tables_reads_one_whole()
    {
        using var settings = await RegistrySettings.OnPostgres();
        await using var silo = await RegistryProcess.Start(settings);
        using var client = await RegistryClient.Of(silo, settings);
        var before = await Read(settings.Postgres!);

        // Often enough for every plan to be the one that is kept.
        for (var one = 0; one < 12; one++)
        {
            var id = await client.Register("EMAIL", Calls.Email(one));
            await client.Insist("recordConsent", Calls.Consent(Calls.By("EMAIL", Calls.Email(one)), "GIVEN", $"{one}"));
            await client.Decide(Calls.ById(id));
            await client.Decide(Calls.By("EMAIL", Calls.Email(one)));
            await client.Journal(id);
            await client.Ask("{ changes(first: 10) { nodes { event } } deletionOrders(first: 10) { nodes { id } } "
                + "rightsRequests(first: 10) { nodes { id } } subjects(first: 10) { nodes { id } } "
                + """related: subjects(first: 10, filter: { controller: "zenvoip" }) { nodes { id } } }""");
        }

        // Connections that are idle for a second tell what they did.
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        var after = await Read(settings.Postgres!);
        Assert.All(Grown, table => Assert.Equal((table, before[table]), (table, after[table])));
    }

    /// <summary>How often each table was read from its first row to its last.</summary>
    private static async Task<Dictionary<string, long>> Read(string postgres)
    {
        await using var connection = new NpgsqlConnection(postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select relname, seq_scan from pg_stat_user_tables", connection);
        await using var reader = await command.ExecuteReaderAsync();
        Dictionary<string, long> counts = [];
        while (await reader.ReadAsync())
            counts[reader.GetString(0)] = reader.GetInt64(1);
        return counts;
    }
}
