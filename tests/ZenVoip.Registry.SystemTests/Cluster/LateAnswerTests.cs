using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Cluster;

/// <summary>An answer that arrives late by a number that has moved on is not the new holder's.</summary>
public sealed class LateAnswerTests
{
    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task A_late_yes_of_the_former_holder_is_no_yes_of_the_present_one(string database)
    {
        using var settings = await RegistrySettings.On(database);
        await using var silo = await RegistryProcess.Start(settings);
        using var client = await RegistryClient.Of(silo, settings);
        var former = await client.Register("PHONE", Calls.Phone(1));
        var then = DateTimeOffset.UtcNow;
        await client.Say("unlinkIdentifier", new
        {
            subject = Calls.ById(former),
            identifier = new { type = "PHONE", value = Calls.Phone(1) },
            reason = "REASSIGNED",
        });
        await client.Register("PHONE", Calls.Phone(1));

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
        using var settings = await RegistrySettings.On(database);
        await using var silo = await RegistryProcess.Start(settings);
        using var client = await RegistryClient.Of(silo, settings);
        var former = await client.Register("PHONE", Calls.Phone(1));
        await client.Say("linkIdentifier", new
        {
            subject = Calls.ById(former),
            identifier = new { type = "PHONE", value = Calls.Phone(2) },
        });
        var then = DateTimeOffset.UtcNow;
        await client.Say("unlinkIdentifier", new
        {
            subject = Calls.ById(former),
            identifier = new { type = "PHONE", value = Calls.Phone(1) },
            reason = "CHANGED",
        });
        await client.Register("PHONE", Calls.Phone(1));
        object said = new
        {
            subject = Calls.By("PHONE", Calls.Phone(1)),
            purpose = "analytics",
            status = "WITHDRAWN",
            evidence = new { method = "CALL" },
            at = then,
            operationId = "late",
        };

        Assert.Null((await client.Say("recordConsent", said)).Refusal);
        Assert.Null((await client.Say("recordConsent", said)).Refusal);
        foreach (var number in new[] { Calls.Phone(1), Calls.Phone(2) })
        {
            var asked = await client.Decide(Calls.By("PHONE", number), "analytics", null, "zenvoip");
            Assert.Equal(("DENY", "CONSENT_WITHDRAWN"), (asked.Outcome, asked.Reason));
        }
    }

    [Fact]
    public async Task A_yes_that_was_given_before_the_sign_up_was_registered_counts()
    {
        using var settings = RegistrySettings.OnSqlite();
        await using var silo = await RegistryProcess.Start(settings);
        using var client = await RegistryClient.Of(silo, settings);
        var then = DateTimeOffset.UtcNow;
        await client.Register("PHONE", Calls.Phone(1));

        Assert.Null((await client.Say("recordConsent", Yes(then))).Refusal);
        Assert.Equal("PERMIT", (await Asked(client)).Outcome);
    }

    private static object Yes(DateTimeOffset at) => new
    {
        subject = Calls.By("PHONE", Calls.Phone(1)),
        purpose = "marketing",
        channel = "SMS",
        status = "GIVEN",
        evidence = new { method = "WEB_FORM" },
        at,
    };

    private static Task<Ruled> Asked(RegistryClient client) =>
        client.Decide(Calls.By("PHONE", Calls.Phone(1)), "marketing", "SMS", "zenvoip");
}
