using Orleans.Storage;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>What happens on the way to the database instead of the call itself, which it may make or not.</summary>
internal delegate Task Mishap(Func<Task> call);

/// <summary>What can happen to a call on its way to the database.</summary>
internal static class Wire
{
    public static Mishap Nothing { get; } = call => call();

    /// <summary>It never arrives, and nobody says so.</summary>
    public static Mishap Lost { get; } = _ => throw new TimeoutException("Lost on the way.");

    /// <summary>It is carried out, and the answer is lost.</summary>
    public static Mishap Unanswered { get; } = async call =>
    {
        await call();
        throw new TimeoutException("The answer was lost.");
    };

    /// <summary>It is told that somebody else wrote, whether that is true or not.</summary>
    public static Mishap Stale { get; } = _ => throw new InconsistentStateException("Somebody else wrote.");

    /// <summary>Something else happens first.</summary>
    public static Mishap After(Func<Task> other) => async call =>
    {
        await other();
        await call();
    };

    /// <summary>It is carried out, then something else happens, and the answer is lost.</summary>
    public static Mishap UnansweredAfter(Func<Task> other) => async call =>
    {
        await call();
        await other();
        throw new TimeoutException("The answer was lost.");
    };
}

/// <summary>A call that waits, so that a test can look around meanwhile.</summary>
internal sealed class Held(Mishap then)
{
    private readonly TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The call is on its way and waits.</summary>
    public Task Arrived => arrived.Task;

    public Mishap Mishap => async call =>
    {
        arrived.TrySetResult();
        await released.Task;
        await then(call);
    };

    public void Release() => released.TrySetResult();
}
