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
}
