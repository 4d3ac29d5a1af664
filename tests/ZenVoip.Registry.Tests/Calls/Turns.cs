namespace ZenVoip.Registry.Tests.Calls;

<<<<<<< HEAD
/// <summary>
/// Lets one of those who wait go on at a time, chosen by a seed: the same seed is the same interleaving.
/// </summary>
=======
/// <summary>Lets one of those who wait go on at a time. The same seed is the same interleaving.</summary>
>>>>>>> grains
internal sealed class Turns(int seed)
{
    private const int MaxTurns = 10_000;

    private readonly Random random = new(seed);
    private readonly List<TaskCompletionSource> waiting = [];

    /// <summary>Goes on when it is this one's turn. Continuations run inside the turn.</summary>
    public Task Next()
    {
        var turn = new TaskCompletionSource();
        waiting.Add(turn);
        return turn.Task;
    }

    public int Below(int limit) => random.Next(limit);

    /// <summary>Gives turns until nobody waits.</summary>
    public void Run()
    {
        for (var turns = 0; waiting.Count > 0; turns++)
        {
            Assert.True(turns < MaxTurns, "Nobody gets anywhere.");
            var index = random.Next(waiting.Count);
            var turn = waiting[index];
            waiting.RemoveAt(index);
            turn.SetResult();
        }
    }
}
