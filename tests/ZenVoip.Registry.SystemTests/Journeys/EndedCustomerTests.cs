using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Cluster;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>The contract of a customer ends, and with it what its people were to it.</summary>
public sealed class EndedCustomerTests
{
    private const string Listed = """
        query($controller: String, $kind: SubjectKind) {
          subjects(first: 2, filter: { controller: $controller, kind: $kind }) {
            nodes { id relationships { controller kind until } }
          }
        }
        """;

    [Theory(Explicit = true)]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task All_people_of_a_customer_are_found_and_ended_until_none_is_left(string database)
    {
        await using var registry = await Running.On(database);
        var client = registry.Client;
        var theirs = new[] { await EndUser(client, 1), await EndUser(client, 2), await EndUser(client, 3) };
        var other = await EndUser(client, 4, "other-shop");
        // One of them is somebody to others too.
        await Relate(client, "startRelationship", theirs[1], "zenvoip", "CUSTOMER");
        await Relate(client, "startRelationship", theirs[1], "other-shop", "END_USER");
        Assert.Equal(theirs[1], (string?)Assert.Single(await List(client, "acme", "CUSTOMER"))!["id"]);

        var ended = new List<string>();
        while (await List(client, "acme") is [_, ..] page)
        {
            foreach (var person in page)
                ended.Add(await EndAll(client, person!, "acme"));
            Assert.True(ended.Count <= theirs.Length);
        }

        Assert.Equal(theirs.Order(StringComparer.Ordinal), ended);
        Assert.Equal(
            new[] { theirs[1], other }.Order(StringComparer.Ordinal),
            (await List(client, "other-shop")).Select(person => (string)person!["id"]!));
        foreach (var id in theirs)
            Assert.Equal("acme CONTRACT_ENDED", Assert.Single((await ClocksOf(client, id)).Distinct()));
        Assert.Empty(await ClocksOf(client, other));
        // Whoever does it again does nothing.
        await Relate(client, "endRelationship", theirs[0], "acme", "END_USER");
        Assert.Empty(await List(client, "acme"));
    }

    [Theory]
    [InlineData("no such thing")]
    [InlineData("*")]
    public async Task A_controller_that_is_none_is_refused(string controller)
    {
        var registry = await SharedSilo.Registry();

        var answer = await registry.Client.Send(Listed, new { controller });

        Assert.Equal("CONTROLLER_INVALID", Running.CodeOf(answer));
    }

    private static async Task<string> EndUser(RegistryClient client, int number, string controller = "acme") =>
        (string)(await client.Change("registerSubject", new
        {
            kind = "END_USER",
            controller,
            identifiers = new[] { Exercise.Identifier("PHONE", Calls.Phone(number)) },
        }))["subject"]!["id"]!;

    /// <summary>Ends whatever the person is to the controller.</summary>
    private static async Task<string> EndAll(RegistryClient client, JsonNode person, string controller)
    {
        var id = (string)person["id"]!;
        var open = person["relationships"]!.AsArray()
            .Where(known => (string)known!["controller"]! == controller && known["until"] is null);
        foreach (var relationship in open)
            await Relate(client, "endRelationship", id, controller, (string)relationship!["kind"]!);
        return id;
    }

    private static async Task Relate(
        RegistryClient client, string mutation, string id, string controller, string kind) => Assert.Empty(
            (await client.Change(mutation, new { subject = Calls.ById(id), controller, kind }, "RelationshipInput"))
                ["errors"]!.AsArray());

    private static async Task<JsonArray> List(RegistryClient client, string controller, string? kind = null) =>
        (await client.Ask(Listed, new { controller, kind }))["subjects"]!["nodes"]!.AsArray();

    /// <summary>Whose clocks run, from what.</summary>
    private static async Task<IEnumerable<string>> ClocksOf(RegistryClient client, string id) =>
        (await client.Ask(
            "query($id: ID!) { subject(ref: { id: $id }) { retention { controller event dueAt } } }", new { id }))
            ["subject"]!["retention"]!.AsArray()
            .Where(clock => clock!["dueAt"] is not null)
            .Select(clock => $"{clock!["controller"]} {clock["event"]}");
}
