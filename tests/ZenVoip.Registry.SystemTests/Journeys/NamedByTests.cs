using ZenVoip.Registry.SystemTests.Cluster;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>What becomes of an answer depends on the identifier that it came by.</summary>
public sealed class NamedByTests
{
    private readonly object number = Exercise.Identifier("PHONE", Fresh.Phone());
    private readonly object email = Exercise.Identifier("EMAIL", Fresh.Email());

    private object ByNumber => new { identifier = number };

    [Theory]
    [InlineData("zenvoip", "REQUESTER", "zenvoip")]
    [InlineData("*", "REQUESTER", "zenvoip")]
    [InlineData("acme", "END_USER", "acme")]
    public async Task A_stop_by_an_unknown_number_makes_its_holder_known(
        string controller, string kind, string relatedTo)
    {
        var registry = await SharedSilo.Registry();

        var said = await registry.Client.Change("recordOptOut", new
        {
            subject = ByNumber,
            controller,
            source = "STOP",
            evidence = new { method = "sms-keyword" },
        });

        Assert.Empty(said["errors"]!.AsArray());
        var known = (await registry.Client.Ask(
            "query($ref: SubjectRef!) { subject(ref: $ref) { kind relationships { controller } } }",
            new { @ref = ByNumber }))["subject"]!;
        Assert.Equal(kind, known["kind"]!.GetValue<string>());
        Assert.Equal(relatedTo, known["relationships"]![0]!["controller"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_yes_to_texts_that_came_by_email_permits_no_number_and_one_of_the_person_each()
    {
        var registry = await SharedSilo.Registry();
        var id = (await registry.Client.Change("registerSubject", new
        {
            kind = "VISITOR",
            jurisdiction = "DE",
            identifiers = new[] { number, email },
        }))["subject"]!["id"]!.GetValue<string>();

        await Give(registry, new { identifier = email });
        var byEmail = await registry.Client.Decide(ByNumber, "marketing", "SMS", "zenvoip");
        await Give(registry, new { id });
        var byId = await registry.Client.Decide(ByNumber, "marketing", "SMS", "zenvoip");

        Assert.Equal(("DENY", "NO_CONSENT"), (byEmail.Outcome, byEmail.Reason));
        Assert.Equal(("PERMIT", "CONSENT_GIVEN"), (byId.Outcome, byId.Reason));
    }

    [Fact]
    public async Task A_yes_by_an_unknown_identifier_is_refused()
    {
        var registry = await SharedSilo.Registry();

        var refused = await registry.Client.Change("recordConsent", Yes(ByNumber));

        Assert.Equal("SUBJECT_NOT_FOUND", refused["errors"]![0]!["code"]!.GetValue<string>());
    }

    private static async Task Give(Running registry, object subject) =>
        Assert.Empty((await registry.Client.Change("recordConsent", Yes(subject)))["errors"]!.AsArray());

    private static object Yes(object subject) => new
    {
        subject,
        purpose = "marketing",
        channel = "SMS",
        status = "GIVEN",
        evidence = new { method = "web-form" },
    };
}
