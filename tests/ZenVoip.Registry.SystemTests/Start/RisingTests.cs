using System.Diagnostics;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Start;

/// <summary>Silos come and go without anybody's help.</summary>
public sealed class RisingTests
{
    private const int Answers = 50;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);

    [Fact(Explicit = true)]
    public async Task Two_silos_that_start_at_once_on_an_empty_database_are_both_ready()
    {
        for (var round = 0; round < 3; round++)
        {
            using var settings = await RegistrySettings.OnPostgres();
            await using var first = RegistryProcess.Launch(settings);
            await using var second = RegistryProcess.Launch(settings);

            await Task.WhenAll(first.IsReady(), second.IsReady());
        }
    }

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL", Explicit = true)]
    public async Task Migrating_twice_is_harmless(string database)
    {
        using var settings = await RegistrySettings.On(database);

        var first = await RegistryProcess.Run(settings, "migrate");
        var second = await RegistryProcess.Run(settings, "migrate");

        Assert.True(first.Code == 0, first.Errors);
        Assert.Equal(first, second);
        await using var silo = await RegistryProcess.Start(settings);
    }

    [Fact(Explicit = true)]
    public async Task A_silo_that_is_told_to_stop_ends_well_while_the_other_goes_on_answering()
    {
        using var settings = await RegistrySettings.OnPostgres();
        await using var leaving = await RegistryProcess.Start(settings);
        await using var staying = await RegistryProcess.Start(settings);
        using var client = await RegistryClient.Of(leaving, settings);
        using var other = client.At(staying);
        var registered = await client.Ask(
            "mutation { registerSubject(input: { kind: CUSTOMER }) { subject { id } } }");
        var id = registered["registerSubject"]!["subject"]!["id"]!.GetValue<string>();
        var stopped = Stopwatch.StartNew();

        leaving.Signal("TERM");
        var ending = leaving.Ended();
        for (var answers = 0; answers < Answers || !ending.IsCompleted; answers++)
        {
            var found = await other.Ask("query($id: ID!) { node(id: $id) { id } }", new { id });
            Assert.Equal(id, found["node"]!["id"]!.GetValue<string>());
        }

        Assert.True(await ending == 0, leaving.Output);
        Assert.InRange(stopped.Elapsed, TimeSpan.Zero, Soon);
    }
}
