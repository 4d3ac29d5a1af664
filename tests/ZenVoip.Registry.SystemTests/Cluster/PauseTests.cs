using System.Collections.Concurrent;
using System.Globalization;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Cluster;

/// <summary>A silo that slept through a no must not go on saying yes from memory.</summary>
public sealed class PauseTests
{
    private const int People = 40;
    private const int Connections = 64;
    private const int Times = 10;
    private const int Enough = 1_000;

    /// <summary>The sleeper finds out that it was declared dead and ends: until then it answers.</summary>
    private const int MostRounds = 100;

    [Fact]
    public async Task A_silo_that_was_paused_never_permits_what_was_withdrawn_meanwhile()
    {
        await using var silos = await Silos.Start(2);
        var (sleeper, awake) = (silos.Clients[0], silos.Clients[1]);
        var ids = await Task.WhenAll(Enumerable.Range(0, People).Select(person => Consenting(sleeper, person)));

        silos.All[0].Signal("STOP");
        var acknowledged = await Task.WhenAll(ids.Select((id, person) => SayNo(awake, id, person)));
        Assert.All(acknowledged, said => Assert.Null(said.Refusal));

        // The first questions are in its sockets when it wakes.
        ConcurrentBag<string> answers = [];
        var asking = Enumerable.Range(0, Connections).Select(first => Ask(sleeper, ids, first, answers)).ToArray();
        silos.All[0].Signal("CONT");
        await Task.WhenAll(asking);

        Assert.DoesNotContain("PERMIT", answers);
        Assert.InRange(answers.Count(answer => answer == "DENY"), Enough, int.MaxValue);
        foreach (var id in ids)
            Assert.Equal("DENY", (await awake.Decide(Calls.ById(id))).Outcome);
    }

    /// <summary>Written and read through the silo, so that it has the subject in memory.</summary>
    private static async Task<string> Consenting(RegistryClient client, int person)
    {
        var id = await client.Register("EMAIL", Calls.Email(person));
        await client.Insist("recordConsent", Calls.Consent(Calls.ById(id), "GIVEN"));
        await Biography.Read(client, id);
        Assert.Equal("PERMIT", (await client.Decide(Calls.ById(id))).Outcome);
        Assert.Equal("PERMIT", (await client.Decide(Calls.By("EMAIL", Calls.Email(person)))).Outcome);
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

    /// <summary>Everybody at once, then one after another, until enough is asked or it has ended.</summary>
    private static async Task Ask(RegistryClient client, string[] ids, int first, ConcurrentBag<string> answers)
    {
        const string Query = """
            query($input: DecideManyInput!) { decideMany(input: $input) { outcome } }
            """;
        object[] subjects = [.. ids.Select((id, person) => person % 3 == 0
            ? Calls.By("EMAIL", Calls.Email(person))
            : Calls.ById(id))];
        // On a loaded machine it ends after a few answers: each of them tells enough.
        var often = Enumerable.Repeat(subjects, Times).SelectMany(everybody => everybody);
        var many = new { subjects = often, purpose = "marketing", channel = "EMAIL" };
        try
        {
            if (first % 2 == 0)
            {
                var all = await client.Ask(Query, new { input = many });
                foreach (var answer in all["decideMany"]!.AsArray())
                    answers.Add(answer!["outcome"]!.GetValue<string>());
            }
            for (var round = 0; round < MostRounds; round++)
                answers.Add((await client.Decide(subjects[(first + round) % subjects.Length])).Outcome ?? "FAULT");
        }
        catch (HttpRequestException)
        {
            // It has ended.
        }
    }
}
