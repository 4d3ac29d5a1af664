using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Cluster;

/// <summary>What one silo acknowledged, the others know.</summary>
public sealed class AgreementTests
{
    private const int People = 12;

    [Fact(Explicit = true)]
    public async Task A_change_through_one_silo_is_in_the_next_decision_of_every_other()
    {
        const int Rounds = 300;
        var silos = await ThreeSilos.Started();
        var emails = Enumerable.Range(0, People).Select(_ => Fresh.Email()).ToArray();
        var ids = await Task.WhenAll(emails.Select((email, person) =>
            silos.Clients[person % silos.Clients.Count].Register("EMAIL", email)));

        for (var round = 0; round < Rounds; round++)
        {
            var person = round % People;
            var (status, expected) = round / People % 2 == 0 ? ("GIVEN", "PERMIT") : ("WITHDRAWN", "DENY");
            var writer = silos.Clients[(round + person) % silos.Clients.Count];
            var said = await writer.Say("recordConsent", Calls.Consent(Calls.ById(ids[person]), status));
            Assert.Equal(new Said(ids[person], said.Version, null, null), said);

            var answers = await Task.WhenAll(silos.Clients.SelectMany(client => new[]
            {
                client.Decide(Calls.ById(ids[person])),
                client.Decide(Calls.By("EMAIL", emails[person])),
            }));
            Assert.All(answers, answer => Assert.Equal(expected, answer.Outcome));
        }
    }

    [Fact(Explicit = true)]
    public async Task A_subject_reads_the_same_through_every_silo()
    {
        var silos = await ThreeSilos.Started();
        var id = await Biography.Live(silos.Clients);

        var texts = await Task.WhenAll(silos.Clients.Select(client => Biography.Read(client, id)));

        Assert.All(texts, text => Assert.Equal(texts[0], text));
        Assert.All(Biography.Events, name => Assert.Contains($"\"{name}\"", texts[0], StringComparison.Ordinal));
    }

    [Fact(Explicit = true)]
    public async Task Every_refusal_says_the_same_through_every_silo()
    {
        var silos = await ThreeSilos.Started();
        var (own, another) = (Fresh.Phone(), Fresh.Phone());
        var id = await silos.Clients[0].Register("PHONE", own);
        await silos.Clients[1].Register("PHONE", another);

        foreach (var refusal in RefusedCalls.Of(id, own, another))
        {
            var said = await Task.WhenAll(silos.Clients.Select(client =>
                client.Say(refusal.Mutation, refusal.Input, refusal.Type)));
            Assert.All(said, answer => Assert.Equal((refusal.Code, null), (answer.Refusal, answer.Fault)));
        }
    }

    [Fact(Explicit = true)]
    public async Task A_registration_returns_the_owner_through_every_silo()
    {
        var silos = await ThreeSilos.Started();
        for (var person = 0; person < People; person++)
        {
            var input = new
            {
                kind = "CUSTOMER",
                onTaken = "RETURN_OWNER",
                identifiers = new[] { new { type = "PHONE", value = Fresh.Phone() } },
                operationId = person % 2 == 0 ? null : Fresh.Name("register"),
            };
            var id = (await silos.Clients[person % 3].Say("registerSubject", input)).Id;

            var said = await Task.WhenAll(silos.Clients.Select(client => client.Say("registerSubject", input)));

            Assert.NotNull(id);
            Assert.All(said, answer => Assert.Equal((id, null), (answer.Id, answer.Refusal)));
        }
    }
}
