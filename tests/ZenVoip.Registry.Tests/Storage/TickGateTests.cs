using System.Reflection;
using Microsoft.Extensions.Hosting;
using Orleans.Serialization.Invocation;
using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.Tests.Storage;

/// <summary>A crowd of reminders leaves a silo a few at a time, and does not keep it from stopping.</summary>
public sealed class TickGateTests
{
    [Fact]
    public async Task Ticks_that_wait_are_given_up_when_the_silo_stops_and_those_under_way_are_not()
    {
        using var host = new Host();
        using var gate = new TickGate(host);
        var way = new TaskCompletionSource();
        var ticks = Enumerable.Range(0, 6).Select(_ => gate.Invoke(Tick(way.Task))).ToList();
        Assert.All(ticks, tick => Assert.False(tick.IsCompleted));

        host.StopApplication();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ticks[4]);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ticks[5]);
        Assert.All(ticks.Take(4), tick => Assert.False(tick.IsCompleted));
        way.SetResult();
        await Task.WhenAll(ticks.Take(4));
    }

    private static IOutgoingGrainCallContext Tick(Task way)
    {
        var request = DispatchProxy.Create<IInvokable, TickProxy>();
        var context = DispatchProxy.Create<IOutgoingGrainCallContext, TickProxy>();
        ((TickProxy)(object)context).Answers = name => name switch
        {
            "get_Request" => request,
            nameof(IOutgoingGrainCallContext.Invoke) => way,
            _ => throw new NotSupportedException(name),
        };
        ((TickProxy)(object)request).Answers = _ => typeof(IRemindable);
        return context;
    }

    private sealed class Host : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource stopping = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => stopping.Cancel();

        public void Dispose() => stopping.Dispose();
    }
}

/// <summary>A call of a reminder.</summary>
public class TickProxy : DispatchProxy
{
    internal Func<string, object> Answers { get; set; } = null!;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Answers(targetMethod!.Name);
}
