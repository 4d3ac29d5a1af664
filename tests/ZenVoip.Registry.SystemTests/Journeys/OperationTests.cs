using ZenVoip.Registry.SystemTests.Cluster;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

public sealed class OperationTests
{
    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task An_operation_id_that_asks_for_something_else_is_refused_and_not_taken_for_a_repetition(
        string database)
    {
        var client = (await SharedSilo.Registry(database)).Client;
        var (first, second) = (Fresh.Name("first"), Fresh.Name("second"));
        var registered = await client.Change("registerSubject", new { kind = "CUSTOMER", operationId = first });
        var id = registered["subject"]!["id"]!.GetValue<string>();
        object Answer(string status, string operationId) => new
        {
            subject = new { id },
            purpose = "partners",
            status,
            evidence = new { method = "web-form" },
            operationId,
        };
        await client.Change("recordConsent", Answer("GIVEN", second));

        var reused = await client.Change("recordConsent", Answer("WITHDRAWN", second));
        var elsewhere = await client.Change("recordConsent", Answer("WITHDRAWN", first));
        var repeated = await client.Change("recordConsent", Answer("GIVEN", second));

        Assert.Equal("OPERATION_ID_REUSED", reused["errors"]![0]!["code"]!.GetValue<string>());
        Assert.Equal("OPERATION_ID_REUSED", elsewhere["errors"]![0]!["code"]!.GetValue<string>());
        Assert.Empty(repeated["errors"]!.AsArray());
    }

    [Theory]
    [InlineData(true, "OPERATION_ID_REUSED")]
    [InlineData(false, "OPERATION_ID_INVALID")]
    public async Task A_no_is_heard_whatever_is_wrong_with_its_operation_id(bool reused, string code)
    {
        var known = Fresh.Name("known");
        var client = (await SharedSilo.Registry()).Client;
        var registered = await client.Change("registerSubject", new { kind = "CUSTOMER", operationId = known });
        var id = registered["subject"]!["id"]!.GetValue<string>();

        var said = await client.Change("recordOptOut", new
        {
            subject = new { id },
            purpose = "analytics",
            source = "OBJECTION",
            evidence = new { method = "letter" },
            operationId = reused ? known : "",
        });

        Assert.Equal(code, Assert.Single(said["errors"]!.AsArray())!["code"]!.GetValue<string>());
        Assert.Equal(id, said["subject"]!["id"]!.GetValue<string>());
        var asked = await client.Decide(new { id }, "analytics", null, "zenvoip");
        Assert.Equal(("DENY", "OPTED_OUT"), (asked.Outcome, asked.Reason));
    }

    [Fact]
    public async Task A_no_that_nobody_can_hear_is_not_called_heard_for_its_operation_id()
    {
        var client = (await SharedSilo.Registry()).Client;

        var said = await client.Change("recordOptOut", new
        {
            subject = new { id = "sub_00000000000000000000000000" },
            source = "OBJECTION",
            evidence = new { method = "letter" },
            operationId = "",
        });

        Assert.Equal("SUBJECT_NOT_FOUND", Assert.Single(said["errors"]!.AsArray())!["code"]!.GetValue<string>());
    }

    /// <summary>A repetition is compared by what the caller sent. The number is one of Berlin, then of Nancy.</summary>
    [Fact(Explicit = true)]
    public async Task A_national_number_repeated_after_the_default_country_changed_is_a_repetition()
    {
        using var settings = RegistrySettings.OnSqlite();
        var evidence = new { method = "letter" };
        var phone = new { type = "PHONE", value = "030 1234567" };
        var subject = new { identifier = phone };
        (string Mutation, object Input)[] changes =
        [
            ("registerSubject", new { kind = "CUSTOMER", identifiers = new[] { phone }, operationId = "1" }),
            ("recordConsent",
                new { subject, purpose = "partners", status = "GIVEN", evidence, operationId = "2" }),
            ("recordOptOut",
                new { subject, source = "OBJECTION", evidence, at = "2026-01-01T00:00:00Z", operationId = "3" }),
            ("unlinkIdentifier", new { subject, identifier = phone, reason = "CHANGED", operationId = "4" }),
        ];

        var first = await AnswersIn("DE");
        var repeated = await AnswersIn("FR");

        Assert.Equal(first, repeated);
        Assert.All(first, answer => Assert.Contains("\"errors\":[]", answer, StringComparison.Ordinal));

        async Task<string[]> AnswersIn(string country)
        {
            var there = settings with
            {
                More = new Dictionary<string, string> { ["Registry__DefaultCountry"] = country },
            };
            await using var silo = await RegistryProcess.Start(there);
            using var client = await RegistryClient.Of(silo, there);
            List<string> answers = [];
            foreach (var (mutation, input) in changes)
                answers.Add((await client.Change(mutation, input)).ToJsonString());
            return [.. answers];
        }
    }
}
