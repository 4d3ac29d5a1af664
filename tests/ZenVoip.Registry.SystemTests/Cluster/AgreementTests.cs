using System.Globalization;

namespace ZenVoip.Registry.SystemTests.Cluster;

/// <summary>What one silo acknowledged, the others know.</summary>
public sealed class AgreementTests
{
    private const int People = 12;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_change_through_one_silo_is_in_the_next_decision_of_every_other(int count)
    {
        const int Rounds = 300;
        await using var silos = await Silos.Start(count);
        var ids = await Task.WhenAll(Enumerable.Range(0, People)
            .Select(person => silos.Clients[person % count].Register("EMAIL", Calls.Email(person))));

        for (var round = 0; round < Rounds; round++)
        {
            var person = round % People;
            var (status, expected) = round / People % 2 == 0 ? ("GIVEN", "PERMIT") : ("WITHDRAWN", "DENY");
            var writer = silos.Clients[(round + person) % count];
            var said = await writer.Say("recordConsent", Calls.Consent(Calls.ById(ids[person]), status));
            Assert.Equal(new Said(ids[person], said.Version, null, null), said);

            var answers = await Task.WhenAll(silos.Clients.SelectMany(client => new[]
            {
                client.Decide(Calls.ById(ids[person])),
                client.Decide(Calls.By("EMAIL", Calls.Email(person))),
            }));
            Assert.All(answers, answer => Assert.Equal(expected, answer.Outcome));
        }
    }

    [Fact]
    public async Task A_subject_reads_the_same_through_every_silo()
    {
        await using var silos = await Silos.Start(3);
        var id = await Biography.Live(silos.Clients);

        var texts = await Task.WhenAll(silos.Clients.Select(client => Biography.Read(client, id)));

        Assert.All(texts, text => Assert.Equal(texts[0], text));
        Assert.All(Biography.Events, name => Assert.Contains($"\"{name}\"", texts[0], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_refusal_says_the_same_through_every_silo()
    {
        await using var silos = await Silos.Start(3);
        var id = await silos.Clients[0].Register("PHONE", Calls.Phone(1));
        await silos.Clients[1].Register("PHONE", Calls.Phone(2));

        foreach (var refusal in RefusedCalls.Of(id))
        {
            var said = await Task.WhenAll(silos.Clients.Select(client =>
                client.Say(refusal.Mutation, refusal.Input, refusal.Type)));
            Assert.All(said, answer => Assert.Equal((refusal.Code, null), (answer.Refusal, answer.Fault)));
        }
    }

    [Fact]
    public async Task A_registration_returns_the_owner_through_every_silo()
    {
        await using var silos = await Silos.Start(3);
        for (var person = 0; person < People; person++)
        {
            var input = new
            {
                kind = "CUSTOMER",
                onTaken = "RETURN_OWNER",
                identifiers = new[] { new { type = "PHONE", value = Calls.Phone(person) } },
                operationId = person % 2 == 0 ? null : person.ToString(CultureInfo.InvariantCulture),
            };
            var id = (await silos.Clients[person % 3].Say("registerSubject", input)).Id;

            var said = await Task.WhenAll(silos.Clients.Select(client => client.Say("registerSubject", input)));

            Assert.NotNull(id);
            Assert.All(said, answer => Assert.Equal((id, null), (answer.Id, answer.Refusal)));
        }
    }
}
