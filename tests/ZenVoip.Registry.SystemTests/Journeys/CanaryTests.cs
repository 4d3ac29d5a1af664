using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>No personal value stands in the clear anywhere, whatever is asked and however it fails.</summary>
public sealed class CanaryTests
{
    private static readonly Needles Values = new(Planted.All);

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL", Explicit = true)]
    public async Task Planted_values_are_found_nowhere(string database)
    {
        await using var collector = await TraceCollector.Start();
        // Of its own: all that the server stores is searched, and the databases of all other tests are much.
        await using var server = database == "PostgreSQL" ? await PostgresCluster.Own() : null;
        using var settings = new RegistrySettings
        {
            Postgres = server is null ? null : await server.Create("registry"),
            More = Loud.To(collector, asJson: server is not null),
        };
        await using var silo = await RegistryProcess.Start(settings);
        using var client = await RegistryClient.Of(silo, settings);
        using var reader = await RegistryClient.Of(silo, settings, "subjects:read", "decisions:read");
        using var store = await RegistryClient.OfSystem(silo, settings, "store");
        var exercise = new Exercise(client, store);
        await exercise.Everything();
        var misuse = new Misuse(client, reader, store, exercise.Id);
        await misuse.Everything();
        using var listening = new Listening(silo, settings);
        await listening.Everything(client);
        Assert.Equal(await exercise.Operations(), exercise.Used);
        Assert.Equal([Listening.Field], await exercise.Subscriptions());
        var blackout = new Blackout(client, settings, exercise.Id);
        await blackout.Everything();
        var metrics = await client.Read("/metrics");
        // While it runs, what it keeps open or has not yet carried over is there too.
        Assert.Empty(await Values.InStorage(settings, except: "registry.lock"));
        silo.Signal("TERM");
        Assert.Equal(0, await silo.Ended());

        Assert.Empty(await Values.InStorage(settings));
        Assert.Empty(Values.In(misuse.Answers));
        Assert.Empty(Values.In(blackout.Answers));
        Assert.Empty(Values.In(listening.Heard));
        Assert.Empty(Values.In(metrics));
        Assert.Equal("", string.Join('\n', Lines(silo.Output)));
        Assert.Empty(Values.In(collector.Received));
        Assert.NotEmpty(new Needles(exercise.Id).In(listening.Heard));
        await WhatMayStandThereIsFound(settings, exercise, misuse, silo, metrics, collector);
    }

    /// <summary>The same search in the same places: otherwise finding nothing would prove nothing.</summary>
    private static async Task WhatMayStandThereIsFound(
        RegistrySettings settings,
        Exercise exercise,
        Misuse misuse,
        RegistryProcess silo,
        string metrics,
        TraceCollector collector)
    {
        var subject = new Needles(exercise.Id);
        Assert.NotEmpty(await new Needles(Exercise.Controller).InStorage(settings));
        Assert.NotEmpty(subject.In(silo.Output));
        Assert.NotEmpty(new Needles(settings.Postgres is null
            ? "trce: Orleans" : "\"LogLevel\":\"Trace\",\"Category\":\"Orleans").In(silo.Output));
        Assert.NotEmpty(new Needles("VERSION_CONFLICT").In(metrics));
        Assert.NotEmpty(new Needles(Misuse.MadeUpField).In(misuse.Answers));
        Assert.NotEmpty(new Needles("zenvoip-registry").In(collector.Received));
        if (settings.Postgres is not { } registry)
            return;
        Assert.NotEmpty(await new Needles(Exercise.Controller).InDump(registry));
        Assert.NotEmpty(await subject.InDump(Spills.KeysBeside(registry)));
    }

    /// <summary>The lines of a log in which something is found.</summary>
    private static IEnumerable<string> Lines(string log) => Values.In(log).Any()
        ? log.Split('\n').Where(line => Values.In(line).Any()).DefaultIfEmpty(log)
        : [];
}
