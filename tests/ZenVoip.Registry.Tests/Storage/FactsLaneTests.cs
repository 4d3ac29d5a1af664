using System.Runtime.CompilerServices;
using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.Tests.Storage;

/// <summary>A lane goes on asking, whatever becomes of its connection.</summary>
public sealed class FactsLaneTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_that_cannot_even_be_closed_fails_its_questions_and_no_later_ones()
    {
        await using var database = new BrokenDatabase();
        using var lane = new FactsLane(new FactsQuery(database), mostKeys: 10);

        for (var question = 1; question <= 3; question++)
        {
            await Assert.ThrowsAsync<IOException>(
                () => lane.Ask([FactsKey.Id("sub_one")], Cancellation).WaitAsync(Patience, Cancellation));
            Assert.Equal(question, database.Opened);
        }
    }

    /// <summary>Else one connection that sends its next request at once could keep the lane from everybody.</summary>
    [Fact]
    public async Task Whoever_asked_goes_on_with_the_answer_on_another_thread()
    {
        await using var database = new BrokenDatabase();
        using var lane = new FactsLane(new FactsQuery(database), mostKeys: 10);

        var thread = await lane.Ask([FactsKey.Id("sub_one")], CancellationToken.None).ContinueWith(
            _ => Thread.CurrentThread,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default).WaitAsync(Patience, Cancellation);

        Assert.True(thread.IsThreadPoolThread);
    }

    [Fact]
    public async Task A_lane_that_was_closed_refuses_later_questions()
    {
        await using var database = new BrokenDatabase();
        var lane = new FactsLane(new FactsQuery(database), mostKeys: 10);
        await Assert.ThrowsAsync<IOException>(() => lane.Ask([FactsKey.Id("sub_one")], Cancellation));

        lane.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => lane.Ask([FactsKey.Id("sub_one")], Cancellation));
    }

    /// <summary>Whoever is refused waits for nothing, and must not be kept until its caller gives up.</summary>
    [Fact]
    public async Task A_lane_that_was_closed_keeps_nothing_of_later_questions()
    {
        await using var database = new BrokenDatabase();
        using var caller = new CancellationTokenSource();
        var lane = new FactsLane(new FactsQuery(database), mostKeys: 10);
        lane.Dispose();

        var keys = Refused(lane, caller.Token);
        GC.Collect();

        Assert.False(keys.IsAlive);
    }

    /// <summary>Those who gave up meanwhile are no sign that nobody asks any more.</summary>
    [Fact]
    public async Task A_lane_keeps_its_connection_where_some_gave_up_and_others_wait()
    {
        await using var database = new HeldDatabase();
        using var caller = new CancellationTokenSource();
        using var lane = new FactsLane(new FactsQuery(database), mostKeys: 1);
        var first = lane.Ask([FactsKey.Id("sub_one")], Cancellation);
        await Wait.Until(() => database.Asked == 1);

        var second = lane.Ask([FactsKey.Id("sub_two")], caller.Token);
        var third = lane.Ask([FactsKey.Id("sub_three")], Cancellation);
        await caller.CancelAsync();
        database.LetGo();
        await Task.WhenAll(first, third).WaitAsync(Patience, Cancellation);

        Assert.True(second.IsCanceled);
        Assert.Equal((2, 1), (database.Asked, database.Connections));
    }

    /// <summary>What comes while a query is on its way costs one query more, not one each.</summary>
    [Fact]
    public async Task All_who_ask_during_a_query_are_answered_by_the_next()
    {
        await using var database = new HeldDatabase();
        using var facts = new DecisionFacts(database);
        var first = facts.One(FactsKey.Id("sub_0"), Cancellation).AsTask();
        await Wait.Until(() => database.Asked == 1);

        var others = Enumerable.Range(1, 50)
            .Select(number => facts.One(FactsKey.Id($"sub_{number}"), Cancellation).AsTask()).ToList();
        Assert.DoesNotContain(others, other => other.IsCompleted);
        database.LetGo();
        await Task.WhenAll([first, .. others]).WaitAsync(Patience, Cancellation);

        Assert.Equal(2, database.Asked);
    }

    [Fact]
    public async Task A_single_decision_does_not_wait_for_a_campaign()
    {
        await using var database = new HeldDatabase();
        using var facts = new DecisionFacts(database);
        var campaign = facts.Many([FactsKey.Id("sub_one")], Cancellation).ToArrayAsync(Cancellation).AsTask();
        await Wait.Until(() => database.Asked == 1);

        await facts.One(FactsKey.Id("sub_one"), Cancellation).AsTask().WaitAsync(Patience, Cancellation);

        Assert.False(campaign.IsCompleted);
        database.LetGo();
        Assert.Single(await campaign.WaitAsync(Patience, Cancellation));
    }

    /// <summary>Of its own: what is local here is gone when it returns.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Refused(FactsLane lane, CancellationToken cancellation)
    {
        FactsKey[] keys = [FactsKey.Id("sub_one")];
        try
        {
            _ = lane.Ask(keys, cancellation);
        }
        catch (ObjectDisposedException)
        {
            return new(keys);
        }
        throw new InvalidOperationException("The lane is open.");
    }
}
