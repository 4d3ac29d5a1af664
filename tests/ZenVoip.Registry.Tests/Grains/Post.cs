using System.Collections.Concurrent;
using System.Collections.Immutable;
using ZenVoip.Registry.Grains.Holders;
using ZenVoip.Registry.Tests.Subjects;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>A courier that takes as long as the test wants.</summary>
internal sealed class Post : ICourier
{
    private readonly ConcurrentQueue<TaskCompletionSource<string[]>> held = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> answers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> carried = new();
    private int looks;

    public int Width => 4;

    public int Looks => Volatile.Read(ref looks);

    public IEnumerable<string> Carried => carried;

    /// <summary>The next look waits for what it finds; those after the last one that is held find nothing.</summary>
    public TaskCompletionSource<string[]> HoldLook()
    {
        var look = new TaskCompletionSource<string[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        held.Enqueue(look);
        return look;
    }

    public void Answer(string person) => answers[person].SetResult();

    public async Task<ImmutableArray<Errand>> Due(string system, int count, CancellationToken cancellation)
    {
        Interlocked.Increment(ref looks);
        return held.TryDequeue(out var look)
            ? [.. (await look.Task).Select(person => new Errand($"order of {person}", person, "DELETE", Told.Noon, 0))]
            : [];
    }

    public Task Carry(string system, Errand errand, CancellationToken cancellation)
    {
        carried.Enqueue(errand.SubjectId);
        return answers.GetOrAdd(errand.SubjectId, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }
}
