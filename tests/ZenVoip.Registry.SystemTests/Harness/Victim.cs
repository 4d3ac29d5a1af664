namespace ZenVoip.Registry.SystemTests.Harness;

/// <summary>A test run to be killed by <see cref="GuardianTests"/>: it never ends by itself.</summary>
public sealed class Victim
{
    /// <summary>The environment variable that names the file to tell in what runs.</summary>
    public const string Tells = "REGISTRY_TESTS_VICTIM";

    [Fact(Explicit = true)]
    public async Task Runs_a_silo_and_PostgreSQL_until_it_is_killed()
    {
        using var settings = await RegistrySettings.OnPostgres();
        await using var silo = await RegistryProcess.Start(settings);
        var told = Environment.GetEnvironmentVariable(Tells)!;
        await File.WriteAllLinesAsync($"{told}.part", [$"{silo.Id}", settings.Postgres!, settings.DataDirectory]);
        File.Move($"{told}.part", told);
        await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
    }
}
