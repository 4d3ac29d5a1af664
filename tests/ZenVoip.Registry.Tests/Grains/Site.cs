using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.TestingHost;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Server.Subjects;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>Silos that know each other, and their clock.</summary>
internal sealed class Site(InProcessTestCluster silos, FakeTimeProvider clock)
{
    public InProcessTestCluster Silos => silos;

    public FakeTimeProvider Clock => clock;

    public IGrainFactory Grains => Get<IGrainFactory>();

    public SubjectCalls Calls => Get<SubjectCalls>();

    public Registration Registration => Get<Registration>();

    /// <summary>From the container of the first silo, which no test stops.</summary>
    public T Get<T>() where T : notnull => First.ServiceProvider.GetRequiredService<T>();

    public ISubjectGrain Subject(string id) => Grains.GetGrain<ISubjectGrain>(id);

    /// <summary>The subject leaves memory, and the next call reads what is stored.</summary>
    public Task Forget(string id) => silos.DeactivateAsync(Subject(id));

    /// <summary>The subject is on a silo other than the first, which is killed; another one takes its place.</summary>
    public async Task KillSiloOf(string id)
    {
        var doomed = silos.Silos.First(silo => silo != First);
        await silos.MigrateAsync(Subject(id), doomed.SiloAddress);
        await Subject(id).Read();
        await silos.KillSiloAsync(doomed);
        await silos.StartAdditionalSiloAsync();
    }

    private InProcessSiloHandle First => silos.Silos[0];
}
