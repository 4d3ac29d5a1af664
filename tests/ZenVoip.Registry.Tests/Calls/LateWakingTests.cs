using System.Reflection;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Server.Subjects;

namespace ZenVoip.Registry.Tests.Calls;

/// <summary>
/// Who does not come up in time, as after a silo has died, or on one that stops, is given up by the runtime: whoever
/// waits for them is told of a cancellation that they never asked for.
/// </summary>
public sealed class LateWakingTests
{
    [Fact]
    public async Task What_becomes_of_a_change_of_somebody_who_does_not_wake_in_time_is_unknown()
    {
        var grains = DispatchProxy.Create<IGrainFactory, GrainsProxy>();
        ((GrainsProxy)grains).Of = _ => DispatchProxy.Create<ISubjectGrain, LateProxy>();

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => grains.Ask("sub_1", new SubjectRequest
        {
            Commands = [],
            Actor = "crm",
        }));
    }
}

/// <summary>Somebody who does not wake in time.</summary>
public class LateProxy : DispatchProxy
{
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new TaskCanceledException();
}
