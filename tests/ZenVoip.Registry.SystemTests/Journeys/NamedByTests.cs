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
        var id = await Registered(registry, number, email);

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

    [Fact]
    public async Task What_two_share_names_neither_and_the_strictest_of_their_answers_counts()
    {
        var registry = await SharedSilo.Registry();
        var account = Exercise.Identifier("ACCOUNT", Fresh.Name("acme"));
        var shared = new { identifier = account };
        string[] people = [await Registered(registry, account), await Registered(registry, account)];
        foreach (var id in people)
            await ToldPartners(registry, new { id }, "GIVEN");

        Assert.Equal(("PERMIT", null), await Partners(registry, shared));
        await ToldPartners(registry, new { id = people[1] }, "WITHDRAWN");
        Assert.Equal(("DENY", null), await Partners(registry, shared));
        Assert.Equal(("PERMIT", people[0]), await Partners(registry, new { id = people[0] }));
    }

    [Fact]
    public async Task Nothing_but_a_no_is_said_by_what_two_share()
    {
        var registry = await SharedSilo.Registry();
        var account = Exercise.Identifier("ACCOUNT", Fresh.Name("acme"));
        var shared = new { identifier = account };
        await Registered(registry, account);
        await Registered(registry, account);

        var said = await registry.Client.Change("recordConsent", Yes(shared));
        var linked = await registry.Client.Change("linkIdentifier", new { subject = shared, identifier = number });
        var read = await registry.Client.Send(
            "query($ref: SubjectRef!) { subject(ref: $ref) { id } }", new { @ref = shared });

        Assert.Equal("AMBIGUOUS_IDENTIFIER", said["errors"]![0]!["code"]!.GetValue<string>());
        Assert.Equal("AMBIGUOUS_IDENTIFIER", linked["errors"]![0]!["code"]!.GetValue<string>());
        Assert.Equal("AMBIGUOUS_IDENTIFIER", Running.CodeOf(read));
    }

    private static async Task<string> Registered(Running registry, params object[] identifiers) =>
        (await registry.Client.Change("registerSubject", new { kind = "VISITOR", jurisdiction = "DE", identifiers }))
            ["subject"]!["id"]!.GetValue<string>();

    private static async Task ToldPartners(Running registry, object subject, string status) => Assert.Empty(
        (await registry.Client.Change("recordConsent", new
        {
            subject,
            purpose = "partners",
            status,
            evidence = new { method = "web-form" },
        }))["errors"]!.AsArray());

    /// <summary>Whether partners may have the data, and whose it is.</summary>
    private static async Task<(string Outcome, string? Id)> Partners(Running registry, object subject)
    {
        var decision = (await registry.Client.Ask(
            "query($input: DecideInput!) { decide(input: $input) { outcome subjectId } }",
            new { input = new { subject, purpose = "partners" } }))["decide"]!;
        return (decision["outcome"]!.GetValue<string>(), decision["subjectId"]?.GetValue<string>());
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
