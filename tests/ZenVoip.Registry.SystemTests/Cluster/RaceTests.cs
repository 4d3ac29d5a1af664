using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Cluster;

/// <summary>Who is first is decided once, however many silos are asked.</summary>
public sealed class RaceTests
{
    private readonly object phone = new { type = "PHONE", value = Fresh.Phone() };

    [Fact(Explicit = true)]
    public async Task One_number_linked_to_many_subjects_at_once_is_one_subjects()
    {
        const int People = 200;
        var silos = await ThreeSilos.Started();
        var ids = await Task.WhenAll(Enumerable.Range(0, People)
            .Select(person => silos.Clients[person % silos.Clients.Count].Register("EMAIL", Fresh.Email())));

        var said = await Task.WhenAll(ids.Select((id, person) => silos.Clients[(person + 1) % silos.Clients.Count].Say(
            "linkIdentifier", new { subject = Calls.ById(id), identifier = phone })));

        Assert.All(said, answer => Assert.Null(answer.Fault));
        var owner = Assert.Single(said, answer => answer.Refusal is null);
        Assert.Equal(People - 1, said.Count(answer => answer.Refusal == "IDENTIFIER_TAKEN"));
        foreach (var client in silos.Clients)
        {
            var found = await client.Ask(
                "query($ref: SubjectRef!) { subject(ref: $ref) { id } }",
                new { @ref = new { identifier = phone } });
            Assert.Equal(owner.Id, found["subject"]!["id"]!.GetValue<string>());
        }
    }

    [Theory(Explicit = true)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Registrations_that_race_for_one_number_all_return_its_owner(bool named)
    {
        const int Callers = 50;
        var silos = await ThreeSilos.Started();

        var said = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller =>
            silos.Clients[caller % silos.Clients.Count].Say("registerSubject", new
            {
                kind = "CUSTOMER",
                identifiers = new[] { phone },
                onTaken = "RETURN_OWNER",
                operationId = named ? $"caller {caller}" : null,
            })));

        Assert.All(said, answer => Assert.Equal((null, null), (answer.Refusal, answer.Fault)));
        Assert.Single(said.Select(answer => answer.Id).Distinct());
    }
}
