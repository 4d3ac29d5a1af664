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
                () => lane.Ask([SubjectKey.Id("sub_one")], Cancellation).WaitAsync(Patience, Cancellation));
            Assert.Equal(question, database.Opened);
        }
    }

    /// <summary>Else one connection that sends its next request at once could keep the lane from everybody.</summary>
    [Fact]
    public async Task Whoever_asked_goes_on_with_the_answer_on_another_thread()
    {
        await using var database = new BrokenDatabase();
        using var lane = new FactsLane(new FactsQuery(database), mostKeys: 10);

        var thread = await lane.Ask([SubjectKey.Id("sub_one")], CancellationToken.None).ContinueWith(
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
        await Assert.ThrowsAsync<IOException>(() => lane.Ask([SubjectKey.Id("sub_one")], Cancellation));

        lane.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => lane.Ask([SubjectKey.Id("sub_one")], Cancellation));
    }
}
