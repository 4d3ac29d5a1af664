using ZenVoip.Registry.SystemTests.Harness;
using ZenVoip.Registry.SystemTests.Journeys;

namespace ZenVoip.Registry.SystemTests.Cluster;

/// <summary>An answer that arrives late by a number that has moved on is not the new holder's.</summary>
public sealed class LateAnswerTests
{
    private readonly string number = Fresh.Phone();
    private readonly string another = Fresh.Phone();

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task No_yes_of_the_former_holder_however_late_is_one_of_the_present(string database)
    {
        var client = (await SharedSilo.Registry(database)).Client;
        var former = await client.Register("PHONE", number);
        var then = DateTimeOffset.UtcNow;
        Assert.Null((await client.Say("recordConsent", Yes(then))).Refusal);
        Assert.Equal("PERMIT", (await Asked(client)).Outcome);
        await client.Say("unlinkIdentifier", new
        {
            subject = Calls.ById(former),
            identifier = new { type = "PHONE", value = number },
            reason = "REASSIGNED",
        });
        await client.Register("PHONE", number);

        Assert.Equal("TIME_BEFORE_LINK", (await client.Say("recordConsent", Yes(then))).Refusal);
        Assert.Equal("DENY", (await Asked(client)).Outcome);
        Assert.Null((await client.Say("recordConsent", Yes(DateTimeOffset.UtcNow))).Refusal);
        Assert.Equal("PERMIT", (await Asked(client)).Outcome);
    }

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task A_late_no_of_a_number_that_has_moved_on_reaches_who_held_it_then_and_who_holds_it_now(
        string database)
    {
        var client = (await SharedSilo.Registry(database)).Client;
        var former = await client.Register("PHONE", number);
        await client.Say("linkIdentifier", new
        {
            subject = Calls.ById(former),
            identifier = new { type = "PHONE", value = another },
        });
        var then = DateTimeOffset.UtcNow;
        await client.Say("unlinkIdentifier", new
        {
            subject = Calls.ById(former),
            identifier = new { type = "PHONE", value = number },
            reason = "CHANGED",
        });
        await client.Register("PHONE", number);
        object said = new
        {
            subject = Calls.By("PHONE", number),
            purpose = "analytics",
            status = "WITHDRAWN",
            evidence = new { method = "CALL" },
            at = then,
            operationId = Fresh.Name("late"),
        };

        Assert.Null((await client.Say("recordConsent", said)).Refusal);
        Assert.Null((await client.Say("recordConsent", said)).Refusal);
        foreach (var phone in new[] { number, another })
        {
            var asked = await client.Decide(Calls.By("PHONE", phone), "analytics", null, "zenvoip");
            Assert.Equal(("DENY", "CONSENT_WITHDRAWN"), (asked.Outcome, asked.Reason));
        }
    }

    [Fact]
    public async Task A_yes_that_was_given_before_the_sign_up_was_registered_counts()
    {
        var client = (await SharedSilo.Registry()).Client;
        var then = DateTimeOffset.UtcNow;
        await client.Register("PHONE", number);

        Assert.Null((await client.Say("recordConsent", Yes(then))).Refusal);
        Assert.Equal("PERMIT", (await Asked(client)).Outcome);
    }

    private object Yes(DateTimeOffset at) => new
    {
        subject = Calls.By("PHONE", number),
        purpose = "marketing",
        channel = "SMS",
        status = "GIVEN",
        evidence = new { method = "WEB_FORM" },
        at,
    };

    private Task<Ruled> Asked(RegistryClient client) =>
        client.Decide(Calls.By("PHONE", number), "marketing", "SMS", "zenvoip");
}
