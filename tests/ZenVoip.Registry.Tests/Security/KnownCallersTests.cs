using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Tests.Security;

public sealed class KnownCallersTests
{
    private const string Valid = "Bearer valid";

    private readonly SteppedClock clock = new();
    private readonly KnownCallers callers;
    private readonly ClaimsPrincipal ada = new(new ClaimsIdentity("Test"));

    public KnownCallersTests() => callers = new KnownCallers(clock);

    [Fact]
    public void Who_was_checked_is_known_for_a_minute()
    {
        Remember(Valid);
        clock.Advance(KnownCallers.LongestStay - TimeSpan.FromTicks(1));

        Assert.Same(ada, callers.Find(Call(Valid)));
        Assert.InRange(KnownCallers.LongestStay, TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void After_a_minute_the_token_is_checked_anew_however_often_it_was_used()
    {
        Remember(Valid);
        for (var second = 0; second < 60; second++)
        {
            Assert.NotNull(callers.Find(Call(Valid)));
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Null(callers.Find(Call(Valid)));
    }

    [Fact]
    public void A_token_is_not_remembered_past_its_own_expiry()
    {
        Remember(Valid, lifetime: TimeSpan.FromSeconds(10));
        clock.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        Assert.NotNull(callers.Find(Call(Valid)));

        clock.Advance(TimeSpan.FromTicks(1));

        Assert.Null(callers.Find(Call(Valid)));
    }

    [Fact]
    public void A_token_that_is_over_and_forgiven_for_a_slow_clock_is_checked_each_time()
    {
        Remember(Valid, lifetime: TimeSpan.FromSeconds(-5));

        Assert.Null(callers.Find(Call(Valid)));
    }

    [Theory]
    [InlineData("Bearer valid ")]
    [InlineData("Bearer VALID")]
    [InlineData("Bearer vali")]
    [InlineData("Bearer valid2")]
    [InlineData("bearer valid")]
    [InlineData("Bearer va\u0301lid")]
    [InlineData("")]
    [InlineData(null)]
    public void One_token_does_not_speak_for_another(string? other)
    {
        Remember(Valid);

        Assert.Null(callers.Find(Call(other)));
    }

    [Fact]
    public void A_header_that_comes_twice_is_nobodys()
    {
        Remember(Valid);
        var call = Call(Valid);
        call.Request.Headers.Authorization = new([Valid, Valid]);

        Assert.Null(callers.Find(call));
    }

    [Fact]
    public void No_more_tokens_are_remembered_than_the_bound()
    {
        for (var token = 0; token < KnownCallers.MaxTokens; token++)
            Remember($"Bearer {token}");
        Assert.NotNull(callers.Find(Call("Bearer 0")));

        Remember("Bearer one more");

        Assert.Null(callers.Find(Call("Bearer 0")));
        Assert.NotNull(callers.Find(Call("Bearer one more")));
    }

    private void Remember(string header, TimeSpan? lifetime = null) => callers.Remember(
        Call(header), ada, (clock.GetUtcNow() + (lifetime ?? TimeSpan.FromHours(1))).UtcDateTime, isLocal: false);

    private static DefaultHttpContext Call(string? header)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.Authorization = header;
        return http;
    }
}
