using System.Collections.Concurrent;
using System.Globalization;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Cluster;

/// <summary>A silo that slept through a no must not go on saying yes from memory.</summary>
public sealed class PauseTests
{
    private const int People = 250;
    private const int Connections = 64;
    private const int Enough = 1_000;

    /// <summary>The sleeper finds out that it was declared dead and ends: until then it answers.</summary>
    private const int MostRounds = 50;

    [Fact(Explicit = true)]
    public async Task A_silo_that_was_paused_never_permits_what_was_withdrawn_meanwhile()
    {
        await using var silos = await Silos.Start(2);
        var (sleeper, awake) = (silos.Clients[0], silos.Clients[1]);
        var ids = await Task.WhenAll(Enumerable.Range(0, People).Select(person => Consenting(sleeper, person)));
        object[] subjects = [.. ids.Select((id, person) => person % 3 == 0
            ? Calls.By("EMAIL", Calls.Email(person))
            : Calls.ById(id))];
        Assert.All(await DecideAll(sleeper, subjects), outcome => Assert.Equal("PERMIT", outcome));

        silos.All[0].Signal("STOP");
        var acknowledged = await Task.WhenAll(ids.Select((id, person) => SayNo(awake, id, person)));
        Assert.All(acknowledged, said => Assert.Null(said.Refusal));

        // The first questions are in its sockets when it wakes.
        ConcurrentBag<(int Person, string Outcome)> answers = [];
        var asking = Enumerable.Range(0, Connections)
            .Select(first => Ask(sleeper, subjects, first, answers)).ToArray();
        silos.All[0].Signal("CONT");
        await Task.WhenAll(asking);

        Assert.DoesNotContain(answers, answer => answer.Outcome == "PERMIT");
        var denied = answers.Where(answer => answer.Outcome == "DENY").Select(answer => answer.Person).ToList();
        Assert.InRange(denied.Count, Enough, int.MaxValue);
        Assert.Equal(People, denied.Distinct().Count());
        Assert.All(await DecideAll(awake, subjects), outcome => Assert.Equal("DENY", outcome));
    }

    /// <summary>Written and read through the silo, so that it has the subject in memory.</summary>
    private static async Task<string> Consenting(RegistryClient client, int person)
    {
        var id = await client.Register("EMAIL", Calls.Email(person));
        await client.Insist("recordConsent", Calls.Consent(Calls.ById(id), "GIVEN"));
        Assert.Equal("PERMIT", (await client.Decide(Calls.ById(id))).Outcome);
        await Biography.Read(client, id);
        return id;
    }

    private static Task<Said> SayNo(RegistryClient client, string id, int person)
    {
        var operationId = string.Create(CultureInfo.InvariantCulture, $"no-{person}");
        return person % 2 == 0
            ? client.Insist("recordConsent", Calls.Consent(Calls.ById(id), "WITHDRAWN", operationId))
            : client.Insist("recordOptOut", new
            {
                subject = Calls.By("EMAIL", Calls.Email(person)),
                source = "OBJECTION",
                evidence = new { method = "EMAIL" },
                operationId,
            });
    }

    /// <summary>
    /// Everybody at once, then one after another, until enough is asked or it has ended. On a loaded machine it ends
    /// after a few answers: each of the first tells of everybody.
    /// </summary>
    private static async Task Ask(
        RegistryClient client, object[] subjects, int first, ConcurrentBag<(int Person, string Outcome)> answers)
    {
        try
        {
            if (first % 4 != 0)
            {
                foreach (var (person, outcome) in (await DecideAll(client, subjects)).Index())
                    answers.Add((person, outcome));
            }
            for (var round = 0; round < MostRounds; round++)
            {
                var person = (first + round) % subjects.Length;
                answers.Add((person, (await client.Decide(subjects[person])).Outcome ?? "FAULT"));
            }
        }
        catch (HttpRequestException)
        {
            // It has ended.
        }
    }

    private static async Task<IReadOnlyList<string>> DecideAll(RegistryClient client, object[] subjects)
    {
        const string Query = """
            query($input: DecideManyInput!) { decideMany(input: $input) { outcome } }
            """;
        var all = await client.Ask(Query, new { input = new { subjects, purpose = "marketing", channel = "EMAIL" } });
        return [.. all["decideMany"]!.AsArray().Select(answer => answer!["outcome"]!.GetValue<string>())];
    }
}
