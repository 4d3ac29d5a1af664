using ZenVoip.Registry.Server.Webhooks;

namespace ZenVoip.Registry.Tests.Webhooks;

public sealed class BackoffTests
{
    private static readonly WebhookOptions Options = new();

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(5, 80)]
    [InlineData(10, 2560)]
    [InlineData(11, 3600)]
    [InlineData(1_000_000, 3600)]
    public void The_ceiling_doubles_up_to_the_longest_wait(int attempts, int seconds) => Assert.Equal(
        TimeSpan.FromSeconds(seconds).TotalSeconds, With(0.999999).After(attempts).TotalSeconds, tolerance: 0.01);

    [Fact]
    public void Chance_spreads_over_the_whole_wait()
    {
        var random = new Random(20261128);
        var waits = Enumerable.Range(0, 1_000)
            .Select(_ => new Backoff(Options, random.NextDouble).After(attempts: 5).TotalSeconds).ToList();

        Assert.All(waits, wait => Assert.InRange(wait, 0, 80));
        Assert.All(Enumerable.Range(0, 8), tenth =>
            Assert.InRange(waits.Count(wait => (int)(wait / 10) == tenth), 75, 175));
    }

    [Fact]
    public void A_receiver_is_left_alone_as_long_as_it_asks_within_reason()
    {
        Assert.Equal(TimeSpan.FromMinutes(2), With(0).After(1, TimeSpan.FromMinutes(2)));
        Assert.Equal(Options.LongestRetry, With(0).After(1, TimeSpan.FromDays(300)));
        Assert.Equal(TimeSpan.Zero, With(0).After(1, TimeSpan.FromDays(-1)));
    }

    [Fact]
    public void The_dead_are_tried_in_half_to_all_of_their_interval()
    {
        Assert.Equal(Options.DeadRetry / 2, With(0).AfterDeath());
        Assert.Equal(Options.DeadRetry.TotalHours, With(0.999999).AfterDeath().TotalHours, tolerance: 0.01);
    }

    private static Backoff With(double chance) => new(Options, () => chance);
}
