using System.Reflection;
using ZenVoip.Registry.Grains.Secrecy;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Server.Subjects;

namespace ZenVoip.Registry.Tests.Calls;

/// <summary>An answer that is on record, and cannot be read just now.</summary>
public sealed class StoredAnswerTests
{
    [Fact]
    public async Task It_is_unknown_and_not_that_nothing_was_stored()
    {
        var replay = new OperationReplay(
            new OperationKeys(new byte[32]),
            DispatchProxy.Create<IOperationLog, GoneProxy>(),
            DispatchProxy.Create<IGrainFactory, GrainsProxy>(),
            TimeProvider.System);

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => replay.FindStored(
            new Operation("key", "fingerprint"), TestContext.Current.CancellationToken));
    }
}

/// <summary>A database that is gone.</summary>
public class GoneProxy : DispatchProxy
{
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new TimeoutException();
}
