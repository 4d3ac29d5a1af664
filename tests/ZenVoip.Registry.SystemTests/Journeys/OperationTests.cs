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
        using var settings = await RegistrySettings.On(database);
        await using var silo = await RegistryProcess.Start(settings);
        using var client = await RegistryClient.Of(silo, settings);
        var registered = await client.Change("registerSubject", new { kind = "CUSTOMER", operationId = "first" });
        var id = registered["subject"]!["id"]!.GetValue<string>();
        object Answer(string status, string operationId) => new
        {
            subject = new { id },
            purpose = "partners",
            status,
            evidence = new { method = "web-form" },
            operationId,
        };
        await client.Change("recordConsent", Answer("GIVEN", "second"));

        var reused = await client.Change("recordConsent", Answer("WITHDRAWN", "second"));
        var elsewhere = await client.Change("recordConsent", Answer("WITHDRAWN", "first"));
        var repeated = await client.Change("recordConsent", Answer("GIVEN", "second"));

        Assert.Equal("OPERATION_ID_REUSED", reused["errors"]![0]!["code"]!.GetValue<string>());
        Assert.Equal("OPERATION_ID_REUSED", elsewhere["errors"]![0]!["code"]!.GetValue<string>());
        Assert.Empty(repeated["errors"]!.AsArray());
    }
}
