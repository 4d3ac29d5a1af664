namespace ZenVoip.Registry.Tests.Grains;

/// <summary>The silos of these tests are what they say they are.</summary>
[Collection(GrainTests.Name)]
public sealed class ClusterTests(SubjectCluster cluster)
{
    [Fact]
    public async Task A_reminder_ticks_when_the_clock_reaches_it()
    {
        var due = cluster.Here.Clock.GetUtcNow().UtcDateTime + TimeSpan.FromDays(3);
        var probe = cluster.Here.Grains.GetGrain<IReminderProbe>(Person.NewId());

        await probe.Remind(TimeSpan.FromDays(3));
        var ticked = probe.Ticked();
        await cluster.Pass(TimeSpan.FromDays(2));
        Assert.False(ticked.IsCompleted);
        await cluster.Pass(TimeSpan.FromHours(20));
        await cluster.PassUntil(() => Task.FromResult(ticked.IsCompleted), TimeSpan.FromMinutes(5), steps: 1_000);

        Assert.InRange(await ticked, due, due.AddMinutes(10));
    }

    [Fact]
    public async Task A_silo_elsewhere_reads_the_same_database()
    {
        var person = await Person.Register(cluster);

        Assert.Equal(person.Id, (await cluster.Elsewhere.Subject(person.Id).Read()).Subject?.Id);
        Assert.Equal(2, cluster.Here.Silos.Silos.Count);
        Assert.NotEqual(
            cluster.Here.Silos.Silos[0].SiloAddress, cluster.Elsewhere.Silos.Silos[0].SiloAddress);
    }
}
