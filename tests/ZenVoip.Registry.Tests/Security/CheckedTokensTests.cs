using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Tests.Security;

public sealed class CheckedTokensTests
{
    private const string Valid = "valid";

    private readonly SteppedClock clock = new();
    private readonly Authority authority;
    private readonly CheckedTokens tokens;

    public CheckedTokensTests()
    {
        authority = new Authority(clock);
        tokens = new CheckedTokens(authority, clock);
    }

    [Fact]
    public async Task A_token_is_checked_once_and_answered_the_same_for_a_minute()
    {
        var first = await Check(Valid);
        clock.Advance(CheckedTokens.LongestStay - TimeSpan.FromTicks(1));

        Assert.Same(first, await Check(Valid));
        Assert.Equal([Valid], authority.Asked);
        Assert.InRange(CheckedTokens.LongestStay, TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task After_a_minute_it_is_checked_anew_however_often_it_was_used()
    {
        for (var second = 0; second < 60; second++)
        {
            await Check(Valid);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        await Check(Valid);

        Assert.Equal([Valid, Valid], authority.Asked);
    }

    [Fact]
    public async Task A_token_whose_key_was_withdrawn_is_refused_after_a_minute_at_the_latest()
    {
        Assert.True((await Check(Valid)).IsValid);
        authority.Withdrawn = true;
        clock.Advance(CheckedTokens.LongestStay - TimeSpan.FromSeconds(1));
        Assert.True((await Check(Valid)).IsValid);

        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.False((await Check(Valid)).IsValid);
        Assert.False((await Check(Valid)).IsValid);
    }

    [Fact]
    public async Task A_token_is_not_remembered_past_its_own_expiry()
    {
        authority.Lifetime = TimeSpan.FromSeconds(10);
        Assert.True((await Check(Valid)).IsValid);
        clock.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        Assert.True((await Check(Valid)).IsValid);
        Assert.Single(authority.Asked);

        clock.Advance(TimeSpan.FromTicks(1));

        Assert.False((await Check(Valid)).IsValid);
    }

    [Fact]
    public async Task A_token_that_is_over_and_forgiven_for_a_slow_clock_is_checked_each_time()
    {
        (authority.Lifetime, authority.Skew) = (TimeSpan.FromSeconds(-5), TimeSpan.FromSeconds(30));

        Assert.True((await Check(Valid)).IsValid);
        Assert.True((await Check(Valid)).IsValid);

        Assert.Equal([Valid, Valid], authority.Asked);
    }

    [Fact]
    public async Task A_token_that_failed_is_not_remembered()
    {
        authority.Withdrawn = true;
        Assert.False((await Check(Valid)).IsValid);

        authority.Withdrawn = false;

        Assert.True((await Check(Valid)).IsValid);
    }

    [Theory]
    [InlineData("valid ")]
    [InlineData("VALID")]
    [InlineData("vali")]
    [InlineData("valid2")]
    [InlineData("va\u0301lid")]
    public async Task One_token_does_not_speak_for_another(string other)
    {
        var known = await Check(Valid);

        var result = await Check(other);

        Assert.NotSame(known, result);
        Assert.Equal(other, result.Issuer);
        Assert.Equal(Valid, (await Check(Valid)).Issuer);
    }

    [Fact]
    public async Task No_more_tokens_are_remembered_than_the_bound()
    {
        for (var token = 0; token < CheckedTokens.MaxTokens; token++)
            await Check($"token {token}");
        await Check("token 0");
        Assert.Equal(CheckedTokens.MaxTokens, authority.Asked.Count);

        await Check("one more");
        await Check("token 0");

        Assert.Equal(CheckedTokens.MaxTokens + 2, authority.Asked.Count);
    }

    private Task<TokenValidationResult> Check(string token) =>
        tokens.ValidateTokenAsync(token, new TokenValidationParameters());

    /// <summary>Finds every token valid until it withdraws its key, or the token is over.</summary>
    private sealed class Authority(SteppedClock clock) : TokenHandler
    {
        private readonly DateTimeOffset start = clock.GetUtcNow();

        public List<string> Asked { get; } = [];

        public bool Withdrawn { get; set; }

        public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(1);

        public TimeSpan Skew { get; set; }

        public override Task<TokenValidationResult> ValidateTokenAsync(
            string token, TokenValidationParameters validationParameters)
        {
            Asked.Add(token);
            var expires = start + Lifetime;
            return Task.FromResult(new TokenValidationResult
            {
                IsValid = !Withdrawn && clock.GetUtcNow() < expires + Skew,
                SecurityToken = new JsonWebToken(
                    """{"alg":"none"}""", $$"""{"exp":{{expires.ToUnixTimeSeconds()}}}"""),
                Issuer = token,
            });
        }
    }
}
