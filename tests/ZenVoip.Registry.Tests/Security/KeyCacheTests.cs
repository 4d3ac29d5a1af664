using Microsoft.Extensions.Time.Testing;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Tests.Security;

public sealed class KeyCacheTests : IDisposable
{
    private readonly FakeTimeProvider clock = new();
    private readonly KeyCache cache;

    public KeyCacheTests() => cache = new KeyCache(clock);

    public void Dispose() => cache.Dispose();

    [Fact]
    public void A_key_is_served_until_it_is_forgotten()
    {
        cache.Keep("sub_a", TestKeys.Bytes(1), clock.GetTimestamp());

        Assert.True(cache.TryOpen("sub_a", out var key));
        key.Dispose();
        cache.Forget("sub_a");

        Assert.False(cache.TryOpen("sub_a", out _));
    }

    [Fact]
    public void A_disposed_copy_leaves_the_kept_key_whole()
    {
        cache.Keep("sub_a", TestKeys.Bytes(1), clock.GetTimestamp());
        Assert.True(cache.TryOpen("sub_a", out var first));
        var @sealed = first.Seal("text"u8, "state", 1);

        first.Dispose();

        Assert.True(cache.TryOpen("sub_a", out var second));
        Assert.Equal("text"u8, second.Open(@sealed, "state", 1));
    }

    [Fact]
    public void No_key_stays_longer_than_a_minute_after_it_was_read()
    {
        var readAt = clock.GetTimestamp();
        clock.Advance(TimeSpan.FromSeconds(14));
        cache.Keep("sub_a", TestKeys.Bytes(1), readAt);

        clock.Advance(KeyCache.LongestStay - TimeSpan.FromSeconds(14));

        Assert.Equal(0, cache.Count);
        Assert.False(cache.TryOpen("sub_a", out _));
    }

    [Fact]
    public void The_oldest_key_leaves_when_the_cache_is_full()
    {
        for (var i = 0; i <= KeyCache.MaxKeys; i++) cache.Keep($"sub_{i}", TestKeys.Bytes(1), clock.GetTimestamp());

        Assert.Equal(KeyCache.MaxKeys, cache.Count);
        Assert.False(cache.TryOpen("sub_0", out _));
        Assert.True(cache.TryOpen("sub_1", out _));
    }
}
