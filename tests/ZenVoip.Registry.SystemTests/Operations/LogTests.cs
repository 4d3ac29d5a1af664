using System.Buffers.Text;
using System.Net;
using System.Text;
using Npgsql;
using ZenVoip.Registry.SystemTests.Cluster;
using ZenVoip.Registry.SystemTests.Harness;
using ZenVoip.Registry.SystemTests.Journeys;

namespace ZenVoip.Registry.SystemTests.Operations;

/// <summary>Who reads the log is told what runs, is woken by every fault, and by nothing else.</summary>
public sealed class LogTests(LogTests.Quiet quiet) : IClassFixture<LogTests.Quiet>
{
    private static readonly string[] Alarms = ["fail: ", "crit: ", "   at "];

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL", Explicit = true)]
    public async Task An_ordinary_start_says_once_on_what_it_runs_and_warns_of_nothing(string database)
    {
        var (registry, output) = await quiet.On(database);
        var settings = registry.Settings;

        Assert.DoesNotContain("warn: ", output, StringComparison.Ordinal);
        AssertQuiet(output);
        var place = settings.Postgres is { } postgres
            ? $"PostgreSQL 127.0.0.1:{new NpgsqlConnectionStringBuilder(postgres).Port}/"
                + new NpgsqlConnectionStringBuilder(postgres).Database
            : $"SQLite {Path.Combine(settings.DataDirectory, "registry.db")}";
        Assert.Single(output.Split('\n'), line => line.EndsWith(
            $"The registry starts as Development on {place}, data directory {settings.DataDirectory}",
            StringComparison.Ordinal));
    }

    /// <summary>Callers see a 401, as with a token of their own making: only the log can tell.</summary>
    [Fact]
    public async Task An_authority_that_cannot_be_asked_for_its_keys_is_named_once()
    {
        using var plain = RegistrySettings.OnSqlite();
        var settings = plain with
        {
            More = new Dictionary<string, string> { ["Registry__Authority"] = "https://127.0.0.1:1/" },
        };
        await using var silo = await RegistryProcess.Start(settings);
        using var http = new HttpClient { BaseAddress = silo.Address };
        string[] parts = ["""{"alg":"RS256","kid":"1"}""", """{"iss":"https://127.0.0.1:1/","exp":4000000000}""", "x"];
        http.DefaultRequestHeaders.Authorization = new(
            "Bearer", string.Join('.', parts.Select(part => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part)))));

        for (var call = 0; call < 3; call++)
        {
            using var answer = await http.GetAsync(new Uri("/graphql?query={__typename}", UriKind.Relative));
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        await Wait.Until(() => Task.FromResult(silo.Output.Contains("cannot be asked", StringComparison.Ordinal)));
        Assert.Single(silo.Output.Split('\n'), line => line.Contains("https://127.0.0.1:1/", StringComparison.Ordinal)
            && line.Contains("cannot be asked for its keys", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL", Explicit = true)]
    public async Task Refusals_and_replays_are_no_errors(string database)
    {
        const int Callers = 40;
        var registry = (await quiet.On(database)).Registry;
        var client = registry.Client;
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
        AssertQuiet(registry.Silo.Output);
    }

    [Theory(Explicit = true)]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task A_write_that_comes_too_late_and_is_decided_again_is_no_error(string database)
    {
        var registry = (await quiet.On(database)).Registry;
        var client = registry.Client;
        var id = await client.Register("EMAIL", Fresh.Email());
        // As if another silo had written it.
        await new Burglar(registry.Settings).Change(
            id, "update grain_state set version = version + 1 where grain_id_ext = @id");

        var said = await client.Say("recordConsent", Calls.Consent(Calls.ById(id), "GIVEN"));

        Assert.Equal((null, null), (said.Fault, said.Refusal));
        AssertQuiet(registry.Silo.Output);
    }

    [Fact(Explicit = true)]
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

    /// <summary>A silo on each database, in which nothing goes wrong, and what it wrote until it was ready.</summary>
    public sealed class Quiet : IAsyncDisposable
    {
        private readonly Dictionary<string, (Running Registry, string Start)> all = [];

        internal async Task<(Running Registry, string Start)> On(string database)
        {
            if (!all.TryGetValue(database, out var one))
            {
                var registry = await Running.On(database);
                all[database] = one = (registry, registry.Silo.Output);
            }

            return one;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var (registry, _) in all.Values)
                await registry.DisposeAsync();
        }
    }
}
