using System.Diagnostics;
using System.Net;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Cluster;

/// <summary>Without the database the registry says that it does not know, and recovers by itself.</summary>
public sealed class OutageTests
{
    private const int Questions = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private static readonly string[] Expected = ["UNAVAILABLE", "OUTCOME_UNKNOWN"];

    [Fact(Explicit = true)]
    public async Task Nothing_is_permitted_or_acknowledged_until_the_database_is_back()
    {
        await using var silos = await Silos.Start(2);
        var id = await silos.Clients[0].Register("EMAIL", Calls.Email(0));
        await silos.Clients[0].Insist("recordConsent", Calls.Consent(Calls.ById(id), "GIVEN"));
        Assert.Equal("PERMIT", (await silos.Clients[1].Decide(Calls.ById(id))).Outcome);
        var began = Stopwatch.StartNew();

        await PostgresCluster.Allow(silos.Database, connections: false);
        await Becomes(silos, HttpStatusCode.ServiceUnavailable);
        foreach (var (silo, client) in silos.All.Zip(silos.Clients))
        {
            await NothingIsPermitted(client, id);
            await NothingIsAcknowledged(silo, client, id);
        }

        await PostgresCluster.Allow(silos.Database, connections: true);
        await Becomes(silos, HttpStatusCode.OK);
        foreach (var client in silos.Clients)
        {
            await Recovers(client, id);
            Assert.Equal("DENY", (await client.Decide(Calls.By("EMAIL", Calls.Email(0)))).Outcome);
        }
        Assert.InRange(began.Elapsed, TimeSpan.Zero, 2 * Patience);
    }

    private static async Task NothingIsPermitted(RegistryClient client, string id)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, Questions).Select(question => client.Decide(
            question % 2 == 0 ? Calls.ById(id) : Calls.By("EMAIL", Calls.Email(0)))));
        Assert.All(answers, answer => Assert.Equal((null, "UNAVAILABLE"), (answer.Outcome, answer.Fault)));
    }

    private static async Task NothingIsAcknowledged(RegistryProcess silo, RegistryClient client, string id)
    {
        var said = await Task.WhenAll(
            client.Say("recordConsent", Calls.Consent(Calls.ById(id), "WITHDRAWN", "no")),
            client.Say("recordConsent", Calls.Consent(Calls.By("EMAIL", Calls.Email(0)), "REFUSED")),
            client.Say("registerSubject", new { kind = "VISITOR" }));
        Assert.All(said, answer => Assert.True(Expected.Contains(answer.Fault), $"{answer}\n{silo.Output}"));
    }

    private static async Task Recovers(RegistryClient client, string id)
    {
        var said = await client.Insist("recordConsent", Calls.Consent(Calls.ById(id), "WITHDRAWN", "no"));
        Assert.Equal((id, null), (said.Id, said.Refusal));
        Assert.Equal("DENY", (await client.Decide(Calls.ById(id))).Outcome);
        Assert.NotNull((await client.Insist("registerSubject", new { kind = "VISITOR" })).Id);
    }

    private static async Task Becomes(Silos silos, HttpStatusCode status)
    {
        foreach (var silo in silos.All)
        {
            using var http = new HttpClient { BaseAddress = silo.Address };
            await Wait.Until(
                async () => await Ready(http) == status, () => $"/health/ready is not {status}:\n{silo.Output}");
        }
    }

    private static async Task<HttpStatusCode> Ready(HttpClient http)
    {
        using var answer = await http.GetAsync("/health/ready");
        return answer.StatusCode;
    }
}
