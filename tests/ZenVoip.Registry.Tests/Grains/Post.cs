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

    /// <summary>
    /// A look that waits for whom it finds, after those before it. Those after the last one find nobody.
    /// </summary>
    public TaskCompletionSource<string[]> HoldLook()
    {
        var look = new TaskCompletionSource<string[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        held.Enqueue(look);
        return look;
    }

    /// <summary>A look that finds these at once.</summary>
    public void Look(params string[] people) => HoldLook().SetResult(people);

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
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        answers[errand.SubjectId] = answer;
        carried.Enqueue(errand.SubjectId);
        return answer.Task;
    }
}
