namespace ZenVoip.Registry.SystemTests.Harness;

public sealed class HarnessTests
{
    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task A_change_outlives_the_silo_that_took_it(string database)
    {
        using var settings = await RegistrySettings.On(database);
        await using var first = await RegistryProcess.Start(settings);
        using var client = await RegistryClient.Of(first, settings);
        var registered = await client.Ask(
            "mutation { registerSubject(input: { kind: CUSTOMER }) { subject { id } errors { code } } }");
        await first.Kill();

        await using var second = await RegistryProcess.Start(settings, first);
        using var later = client.At(second);
        var id = registered["registerSubject"]!["subject"]!["id"]!.GetValue<string>();
        var found = await later.Ask("query($id: ID!) { node(id: $id) { id } }", new { id });
        Assert.True(found["node"] is not null, second.Output);

        Assert.Equal(id, found["node"]!["id"]!.GetValue<string>());
    }
}
