using Npgsql;
using ZenVoip.Registry.SystemTests.Cluster;
using ZenVoip.Registry.SystemTests.Harness;
using ZenVoip.Registry.SystemTests.Journeys;

namespace ZenVoip.Registry.SystemTests.Operations;

/// <summary>Who reads the log is told what runs, is woken by every fault, and by nothing else.</summary>
public sealed class LogTests
{
    private static readonly string[] Alarms = ["fail: ", "crit: ", "   at "];

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task An_ordinary_start_says_once_on_what_it_runs_and_warns_of_nothing(string database)
    {
        using var settings = await RegistrySettings.On(database);
        await using var silo = await RegistryProcess.Start(settings);

        Assert.DoesNotContain("warn: ", silo.Output, StringComparison.Ordinal);
        AssertQuiet(silo.Output);
        var place = settings.Postgres is { } postgres
            ? $"PostgreSQL 127.0.0.1:{new NpgsqlConnectionStringBuilder(postgres).Port}/"
                + new NpgsqlConnectionStringBuilder(postgres).Database
            : $"SQLite {Path.Combine(settings.DataDirectory, "registry.db")}";
        Assert.Single(silo.Output.Split('\n'), line => line.EndsWith(
            $"The registry starts as Development on {place}, data directory {settings.DataDirectory}",
            StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task Refusals_and_replays_are_no_errors(string database)
    {
        const int Callers = 40;
        using var settings = await RegistrySettings.On(database);
        await using var silo = await RegistryProcess.Start(settings);
        using var client = await RegistryClient.Of(silo, settings);
        var people = await Task.WhenAll(Enumerable.Range(0, Callers)
            .Select(person => client.Register("EMAIL", Calls.Email(person))));

        var taken = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => client.Say(
            "registerSubject", new { kind = "CUSTOMER", identifiers = new[] { Phone(0) } })));
        var linked = await Task.WhenAll(people.Select(person => client.Say(
            "linkIdentifier", new { subject = Calls.ById(person), identifier = Phone(1) })));
        // Two people, so that two grains store the same operation at the same time.
        var seen = await Task.WhenAll(people.Select(person => client.Say(
            "recordConsent", Calls.Consent(Calls.ById(person), "GIVEN", "once"))));

        Assert.Equal(Callers - 1, taken.Count(said => said.Refusal == "IDENTIFIER_TAKEN"));
        Assert.Equal(Callers - 1, linked.Count(said => said.Refusal == "IDENTIFIER_TAKEN"));
        Assert.Equal(Callers - 1, seen.Count(said => said.Refusal == "OPERATION_ID_REUSED"));
        AssertQuiet(silo.Output);
    }

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task A_write_that_comes_too_late_and_is_decided_again_is_no_error(string database)
    {
        using var settings = await RegistrySettings.On(database);
        await using var silo = await RegistryProcess.Start(settings);
        using var client = await RegistryClient.Of(silo, settings);
        var id = await client.Register("EMAIL", Calls.Email(0));
        // As if another silo had written it.
        await new Burglar(settings).Change(id, "update grain_state set version = version + 1 where grain_id_ext = @id");

        var said = await client.Say("recordConsent", Calls.Consent(Calls.ById(id), "GIVEN"));

        Assert.Equal((null, null), (said.Fault, said.Refusal));
        AssertQuiet(silo.Output);
    }

    [Fact]
    public async Task A_write_that_fails_for_any_other_reason_is_an_error()
    {
        using var settings = await RegistrySettings.OnPostgres();
        await using var silo = await RegistryProcess.Start(settings);
        using var client = await RegistryClient.Of(silo, settings);
        var id = await client.Register("EMAIL", Calls.Email(0));
        await PostgresCluster.Execute(settings.Postgres!, "alter table opt_out rename to opt_out_of_order");

        var said = await client.Say("recordConsent", Calls.Consent(Calls.ById(id), "GIVEN"));

        Assert.Equal("OUTCOME_UNKNOWN", said.Fault);
        Assert.Contains("fail: ZenVoip.Registry.Grains.Subjects.SubjectGrain", silo.Output, StringComparison.Ordinal);
        Assert.Contains($"Whether a write of {id} was stored stays unknown", silo.Output, StringComparison.Ordinal);
        Assert.Contains("fail: Orleans.Storage.AdoNetGrainStorage", silo.Output, StringComparison.Ordinal);
        Assert.Contains("42P01", silo.Output, StringComparison.Ordinal);
    }

    private static object Phone(int number) => new { type = "PHONE", value = Calls.Phone(number) };

    private static void AssertQuiet(string output) => Assert.All(
        Alarms, alarm => Assert.False(output.Contains(alarm, StringComparison.Ordinal), output));
}
