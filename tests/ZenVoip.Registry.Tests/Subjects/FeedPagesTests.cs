using ZenVoip.Registry.Server.Storage;
using ZenVoip.Registry.Server.Subjects;

namespace ZenVoip.Registry.Tests.Subjects;

public sealed class FeedPagesTests
{
    private static readonly Change[] Some = [new(8, "sub_a", 1, "subject-registered", null, DateTimeOffset.UnixEpoch)];

    private readonly List<(long Position, TaskCompletionSource<IReadOnlyList<Change>> Answer)> _read = [];
    private readonly FeedPages _pages;

    public FeedPagesTests() => _pages = new(position =>
    {
        _read.Add((position, new()));
        return _read[^1].Answer.Task;
    });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_who_stand_at_one_position_share_one_look_up()
    {
        var all = Enumerable.Range(0, 100).Select(_ => _pages.After(7, Cancellation)).ToList();
        _read[0].Answer.SetResult(Some);
        all.Add(_pages.After(7, Cancellation));

        Assert.All(await Task.WhenAll(all), page => Assert.Equal(Some, page));
        Assert.Single(_read);
    }

    [Fact]
    public async Task Who_is_behind_takes_nothing_from_those_at_the_end()
    {
        _ = _pages.After(7, Cancellation);
        _ = _pages.After(3, Cancellation);
        _read[0].Answer.SetResult(Some);

        Assert.Equal(Some, await _pages.After(7, Cancellation));
        Assert.Equal([7, 3], _read.Select(one => one.Position));
    }

    [Fact]
    public async Task What_failed_or_held_nothing_is_read_again()
    {
        var failing = _pages.After(7, Cancellation);
        _read[0].Answer.SetException(new TimeoutException());
        await Assert.ThrowsAsync<TimeoutException>(() => failing);
        var empty = _pages.After(7, Cancellation);
        _read[1].Answer.SetResult([]);
        Assert.Empty(await empty);

        var third = _pages.After(7, Cancellation);
        _read[2].Answer.SetResult(Some);

        Assert.Equal(Some, await third);
    }

    [Fact]
    public async Task Who_goes_away_takes_it_from_nobody()
    {
        using var gone = new CancellationTokenSource();
        var first = _pages.After(7, gone.Token);
        var second = _pages.After(7, Cancellation);

        await gone.CancelAsync();
        _read[0].Answer.SetResult(Some);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(Some, await second);
    }
}
