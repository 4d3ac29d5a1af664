using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.Core.Internal;
using Orleans.Runtime.Placement;
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

    /// <summary>The subject goes to the second silo, which is killed; another one takes its place.</summary>
    public async Task KillSiloOf(string id)
    {
        var doomed = silos.Silos[1];
        await Move(id, doomed.SiloAddress);
        await silos.KillSiloAsync(doomed);
        await silos.StartAdditionalSiloAsync();
    }

    /// <summary>The subject goes from the silo it is on to the other one, and takes its memory with it.</summary>
    public async Task MoveAway(string id)
    {
        var from = await Place(id);
        await Move(id, silos.Silos.First(silo => silo.SiloAddress != from).SiloAddress);
    }

    private async Task Move(string id, SiloAddress target)
    {
        if (await Place(id) == target)
            return;
        RequestContext.Set(IPlacementDirector.PlacementHintKey, target);
        await Subject(id).AsReference<IGrainManagementExtension>().MigrateOnIdle();
        RequestContext.Remove(IPlacementDirector.PlacementHintKey);
        Assert.Equal(target, await Place(id));
    }

    /// <summary>The silo on which the subject is, activated if it was not.</summary>
    private async Task<SiloAddress> Place(string id)
    {
        await Subject(id).Read();
        return (await Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(Subject(id)))!;
    }

    private InProcessSiloHandle First => silos.Silos[0];
}
