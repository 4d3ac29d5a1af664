using ZenVoip.Registry.SystemTests.Harness;
using ZenVoip.Registry.SystemTests.Journeys;

namespace ZenVoip.Registry.SystemTests.Cluster;

/// <summary>A no arrives at everybody whom it concerns, in the order in which it was said.</summary>
public sealed class SayingNoTests
{
    private readonly string account = Fresh.Name("acct");

    [Fact]
    public async Task A_withdrawal_by_a_shared_account_reaches_both_whatever_version_the_caller_knew()
    {
        var client = (await SharedSilo.Registry()).Client;
        var people = new[] { await Sharer(client), await Sharer(client) };
        await client.Say(
            "setJurisdiction", new { subject = Calls.ById(people[1]), jurisdiction = "FR", source = "IP" });
        var version = await Version(client, people[0]);

        var said = await client.Say("recordConsent", new
        {
            subject = Calls.By("ACCOUNT", account),
            purpose = "partners",
            status = "WITHDRAWN",
            evidence = new { method = "WEB_FORM" },
            expectedVersion = version,
        });

        Assert.Null(said.Refusal);
        foreach (var person in people)
            Assert.Equal("CONSENT_WITHDRAWN", (await Partners(client, person)).Reason);
    }

    [Fact]
    public async Task Answers_by_one_number_in_two_spellings_are_recorded_in_the_order_of_the_list()
    {
        var client = (await SharedSilo.Registry()).Client;
        var people = Enumerable.Range(1, 100).Select(_ => Fresh.Phone()).ToArray();
        foreach (var number in people)
            await client.Register("PHONE", number);
        object Answer(string phone, string status) => new
        {
            subject = Calls.By("PHONE", phone),
            purpose = "marketing",
            channel = "SMS",
            status,
            evidence = new { method = "WEB_FORM" },
        };
        var items = people.SelectMany(number => new[]
        {
            Answer(number.Insert(3, " ").Insert(7, " "), "GIVEN"),
            Answer(number, "WITHDRAWN"),
        });

        await client.Ask(
            "mutation($input: RecordConsentsInput!) { recordConsents(input: $input) { errors { code } } }",
            new { input = new { items } });

        foreach (var number in people)
        {
            var ruled = await client.Decide(Calls.By("PHONE", number), "marketing", "SMS", "zenvoip");
            Assert.Equal("CONSENT_WITHDRAWN", ruled.Reason);
        }
    }

    [Theory]
    [InlineData("recordOptOut")]
    [InlineData("setJurisdiction")]
    public async Task Only_the_data_protection_officers_office_speaks_as_the_operator(string mutation)
    {
        var registry = await SharedSilo.Registry();
        using var service = await registry.ClientWith("subjects:write");
        using var office = await registry.ClientWith("subjects:write", "rights:manage");
        var subject = Calls.ById(await service.Register("PHONE", Fresh.Phone()));
        object input = mutation == "recordOptOut"
            ? new { subject, source = "OPERATOR", evidence = new { method = "LETTER" } }
            : new { subject, jurisdiction = "US", source = "OPERATOR" };

        Assert.Equal("FORBIDDEN", (await service.Say(mutation, input)).Fault);
        Assert.Null((await office.Say(mutation, input)).Fault);
    }

    /// <summary>Somebody of the account who has agreed to partners.</summary>
    private async Task<string> Sharer(RegistryClient client)
    {
        var id = await client.Register("EMAIL", Fresh.Email());
        await client.Say(
            "linkIdentifier", new { subject = Calls.ById(id), identifier = new { type = "ACCOUNT", value = account } });
        await client.Say("recordConsent", new
        {
            subject = Calls.ById(id),
            purpose = "partners",
            status = "GIVEN",
            evidence = new { method = "WEB_FORM" },
        });
        Assert.Equal("PERMIT", (await Partners(client, id)).Outcome);
        return id;
    }

    private static Task<Ruled> Partners(RegistryClient client, string id) =>
        client.Decide(Calls.ById(id), "partners", "WEB", "zenvoip");

    private static async Task<int> Version(RegistryClient client, string id)
    {
        var data = await client.Ask("query($id: ID!) { subject(ref: { id: $id }) { version } }", new { id });
        return data["subject"]!["version"]!.GetValue<int>();
    }
}
