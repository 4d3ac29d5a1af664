using ZenVoip.Registry.SystemTests.Cluster;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>What callers are told of a person who is known by number, by what their token allows.</summary>
public sealed class ScopeTests
{
    private static readonly string[] AllButReading =
        ["decisions:read", "subjects:write", "rights:manage", "deletions:confirm", "registry:admin"];

    private readonly string number = Fresh.Phone();

    /// <summary>Every way to it but the orders and tasks of a holder system, which are its own.</summary>
    [Theory]
    [InlineData("query { subject(ref: { id: 'ID' }) { identifiers { value } } }")]
    [InlineData("query { subject(ref: { id: 'ID' }) { consents { identifier { value } } } }")]
    [InlineData("query { subject(ref: { id: 'ID' }) { optOuts { identifier { value } } } }")]
    [InlineData("query { subjects(first: 100) { nodes { identifiers { value } } } }")]
    [InlineData("query { node(id: 'ID') { ... on Subject { identifiers { value } } } }")]
    [InlineData("query { nodes(ids: ['ID']) { id ... on Subject { consents { identifier { value } } } } }")]
    [InlineData("query { rightsRequests(first: 1) { nodes { export } } }")]
    [InlineData("query { rightsRequests(first: 1) { nodes { exportPage } } }")]
    [InlineData("""
        mutation {
          setJurisdiction(input: { subject: { id: 'ID' }, jurisdiction: "DE", source: DECLARED }) {
            subject { identifiers { value } }
          }
        }
        """)]
    public async Task The_number_comes_back_only_to_who_may_read_subjects(string query)
    {
        var registry = await SharedSilo.Registry();
        var id = await registry.Client.Register("PHONE", number);
        var said = await registry.Client.Insist("recordOptOut", new
        {
            subject = Calls.By("PHONE", number),
            source = "STOP",
            evidence = new { method = "sms-keyword" },
        });
        Assert.Equal((id, null), (said.Id, said.Refusal));
        query = query.Replace("'ID'", $"\"{id}\"", StringComparison.Ordinal);
        using var reader = await registry.ClientWith("subjects:read", "subjects:write", "rights:manage");
        using var other = await registry.ClientWith(AllButReading);

        var refused = await other.Send(query);

        Assert.Equal("FORBIDDEN", Running.CodeOf(refused));
        Assert.DoesNotContain(number[1..], refused.ToJsonString(), StringComparison.Ordinal);
        Assert.Null((await reader.Send(query))["errors"]);
    }

    [Theory]
    [InlineData("decide(input: { subject: REF, purpose: 'marketing' })")]
    [InlineData("decideMany(input: { subjects: [REF], purpose: 'marketing' })")]
    public async Task Who_it_is_is_told_with_a_decision_only_to_who_may_read_subjects(string asked)
    {
        var registry = await SharedSilo.Registry();
        var id = await registry.Client.Register("PHONE", number);
        var query = $"{{ answer: {asked} {{ outcome subjectId }} }}"
            .Replace("REF", $"{{ identifier: {{ type: PHONE, value: '{number}' }} }}", StringComparison.Ordinal)
            .Replace('\'', '"');
        using var asking = await registry.ClientWith(AllButReading);
        using var reading = await registry.ClientWith("decisions:read", "subjects:read");

        var without = (await asking.Ask(query)).ToJsonString();
        var with = (await reading.Ask(query)).ToJsonString();

        Assert.Contains("\"outcome\":\"DENY\",\"subjectId\":null", without, StringComparison.Ordinal);
        Assert.Contains($"\"outcome\":\"DENY\",\"subjectId\":\"{id}\"", with, StringComparison.Ordinal);
    }

    /// <summary>An officer may work an order for its holder, and needs not know whose it is.</summary>
    [Fact]
    public async Task An_order_tells_the_number_to_its_holder_and_to_who_may_read_subjects()
    {
        var registry = await SharedSilo.Registry();
        var system = Fresh.Name("store");
        await registry.Client.Ask(
            $$"""
            mutation { registerHolderSystem(input: { name: "{{system}}", categories: ["USAGE"] }) { errors { code } } }
            """);
        var orders = await registry.Client.Orders(await registry.Client.Leave(number));
        var id = orders.Single(order => order!["system"]!.GetValue<string>() == system)!["id"]!.GetValue<string>();
        var byId = $"{{ node(id: \"{id}\") {{ ... on DeletionOrder {{ identifiers {{ value }} }} }} }}";
        using var holder = await registry.ClientOfSystem(system);
        using var reader = await registry.ClientWith("subjects:read");
        using var officer = await registry.ClientWith(AllButReading);

        Assert.Contains(number[1..], (await holder.Ask(byId)).ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(number[1..], (await reader.Ask(byId)).ToJsonString(), StringComparison.Ordinal);
        foreach (var query in new[] { byId, "{ deletionOrders(first: 100) { nodes { identifiers { value } } } }" })
        {
            var refused = await officer.Send(query);
            Assert.Equal("FORBIDDEN", Running.CodeOf(refused));
            Assert.DoesNotContain(number[1..], refused.ToJsonString(), StringComparison.Ordinal);
        }
    }
}
