using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Cluster;

/// <summary>The first answer to an operation id is the answer, wherever and whenever it is asked for again.</summary>
public sealed class ReplayTests
{
    private static readonly object Evidence = new { method = "WEB_FORM" };

    [Fact(Explicit = true)]
    public async Task The_first_answer_outlives_the_silo_that_gave_it()
    {
        await using var silos = await Silos.Start(3);
        var (first, others) = (silos.Clients[0], silos.Clients.Skip(1).ToArray());
        var id = await first.Register("EMAIL", Calls.Email(0));
        await others[0].Register("EMAIL", Calls.Email(1));
        var calls = Operations(id).ToArray();
        List<Said> answers = [];
        foreach (var (mutation, input, _) in calls)
            answers.Add(await first.Say(mutation, input));
        Assert.Equal(
            [null, null, "PURPOSE_UNKNOWN", "IDENTIFIER_TAKEN", null, "SUBJECT_NOT_FOUND", "VERSION_CONFLICT", null],
            answers.Select(answer => answer.Refusal));
        Assert.All(answers, answer => Assert.Null(answer.Fault));

        // What was refused or changed nothing would be answered otherwise today.
        await others[0].Insist("recordConsent", Calls.Consent(Calls.ById(id), "WITHDRAWN"));
        await Agree(others, calls, answers);
        await silos.All[0].Kill();
        await Agree(others, calls, answers);

        foreach (var (mutation, _, other) in calls)
        {
            var said = await others[0].Insist(mutation, other);
            Assert.Equal((mutation, "OPERATION_ID_REUSED"), (mutation, said.Refusal));
        }
    }

    private static async Task Agree(
        RegistryClient[] clients, (string Mutation, object Input, object Other)[] calls, List<Said> answers)
    {
        foreach (var client in clients)
        {
            for (var call = 0; call < calls.Length; call++)
                Assert.Equal(answers[call], await client.Insist(calls[call].Mutation, calls[call].Input));
        }
    }

    private static IEnumerable<(string Mutation, object Input, object Other)> Operations(string id)
    {
        var subject = Calls.ById(id);
        yield return ("registerSubject",
            new { kind = "CUSTOMER", operationId = "register" }, new { kind = "VISITOR", operationId = "register" });
        yield return (
            "recordConsent", Calls.Consent(subject, "GIVEN", "yes"), Calls.Consent(subject, "REFUSED", "yes"));
        yield return ("recordConsent", Nonsense(subject, "nonsense"), Nonsense(subject, "more"));
        yield return ("linkIdentifier", Linked(subject, 1, "taken"), Linked(subject, 2, "taken"));
        yield return ("linkIdentifier", Linked(subject, 0, "same"), Linked(subject, 2, "same"));
        yield return ("linkIdentifier", Linked(Unknown, 3, "unknown"), Linked(Unknown, 4, "unknown"));
        yield return ("setJurisdiction", Moved(subject, "FR"), Moved(subject, "IT"));
        yield return ("recordOptOut", Stopped("STOP"), Stopped("OBJECTION"));
    }

    private static object Unknown => Calls.By("EMAIL", Calls.Email(9));

    private static object Nonsense(object subject, string purpose) =>
        new { subject, purpose, status = "GIVEN", evidence = Evidence, operationId = "nonsense" };

    private static object Linked(object subject, int person, string operationId) =>
        new { subject, identifier = new { type = "EMAIL", value = Calls.Email(person) }, operationId };

    private static object Moved(object subject, string jurisdiction) =>
        new { subject, jurisdiction, source = "DECLARED", expectedVersion = 77, operationId = "moved" };

    private static object Stopped(string source) => new
    {
        subject = Calls.By("PHONE", Calls.Phone(7)),
        channel = "SMS",
        source,
        evidence = Evidence,
        operationId = "stop",
    };
}
