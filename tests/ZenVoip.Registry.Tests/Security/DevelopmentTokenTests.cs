using System.Net;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Tests.Security;

public sealed class DevelopmentTokenTests : IDisposable
{
    private readonly DataDirectory data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Development_accepts_its_own_tokens_from_this_machine()
    {
        await using var host = await Start();

        using var response = await host.Get("/who", Token());

        Assert.Equal(
            $"{DevelopmentTokens.Issuer}|tests",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.OK, await host.Status("/write", Token()));
    }

    [Fact]
    public async Task Another_machine_is_refused_unless_it_is_allowed()
    {
        (string, string)[] elsewhere =
        [
            (TokenHost.SeemsFrom, "10.0.0.7"), (TokenHost.SeemsFrom, "2001:db8::1"), ("X-Forwarded-For", "10.0.0.7"),
            ("Via", "1.1 proxy"), ("X-Original-For", "10.0.0.7:1234"),
        ];
        await using var strict = await Start();
        await using var open = await Start(settings: ("Registry:AllowDevelopmentTokens", "true"));

        foreach (var caller in elsewhere)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await strict.Status("/who", Token(), caller));
            Assert.Equal(HttpStatusCode.OK, await open.Status("/who", Token(), caller));
        }

        var mapped = (TokenHost.SeemsFrom, "::ffff:127.0.0.9");
        Assert.Equal(HttpStatusCode.OK, await strict.Status("/who", Token(), mapped));
    }

    [Fact]
    public async Task An_expired_Development_token_is_refused()
    {
        await using var host = await Start();
        var yesterday = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddDays(-1));

        Assert.Equal(HttpStatusCode.Unauthorized, await host.Status("/who", Token(yesterday)));
    }

    [Fact]
    public async Task A_token_of_another_data_directory_is_refused()
    {
        using var other = new DataDirectory();
        await using var host = await Start();
        var foreign = new DevelopmentTokens(new() { DataDirectory = other.Path }, TimeProvider.System)
            .Issue(Scopes.All, TimeSpan.FromHours(1), "tests");

        Assert.Equal(HttpStatusCode.Unauthorized, await host.Status("/who", foreign));
    }

    [Fact]
    public async Task An_authority_is_used_beside_the_own_key()
    {
        using var authority = new TestAuthority();
        await using var host = await Start(authority, ("Registry:Authority", TestAuthority.Address));
        var posing = authority.Token(t => t.Issuer = DevelopmentTokens.Issuer);

        Assert.Equal(HttpStatusCode.OK, await host.Status("/who", authority.Token()));
        Assert.Equal(HttpStatusCode.OK, await host.Status("/who", Token()));
        Assert.Equal(HttpStatusCode.Unauthorized, await host.Status("/who", posing));
    }

    [Fact]
    public async Task The_own_key_signs_for_its_own_issuer_only()
    {
        using var authority = new TestAuthority();
        await using var host = await Start(authority, ("Registry:Authority", TestAuthority.Address));
        var own = DevelopmentTokenKey.ReadOrCreate(data.Path);
        var posing = TestAuthority.Valid(own, SecurityAlgorithms.EcdsaSha256);

        Assert.Equal(HttpStatusCode.Unauthorized, await host.Status("/who", TestAuthority.Sign(posing)));
    }

    [Theory]
    [InlineData("Registry:Authority", null)]
    [InlineData("Registry:Authority", "http://authority.test")]
    [InlineData("Registry:Authority", "authority.test")]
    [InlineData("Registry:Audience", " ")]
    [InlineData("Registry:AllowDevelopmentTokens", "true")]
    public async Task Production_refuses_to_start_without_somebody_to_trust(string setting, string? value)
    {
        Dictionary<string, string?> settings = new()
        {
            ["Registry:MasterKey"] = TestKeys.Base64(1),
            ["Registry:DigestKey"] = TestKeys.Base64(2),
            ["Registry:Authority"] = TestAuthority.Address,
            ["ConnectionStrings:Keys"] = $"Data Source={data.File("own.db")}",
            [setting] = value,
        };

        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => TokenHost.Start(
            "Production", authority: null, [.. settings.Select(s => (s.Key, s.Value))]));

        Assert.StartsWith(setting, refused.Message, StringComparison.Ordinal);
    }

    private Task<TokenHost> Start(HttpMessageHandler? authority = null, params (string, string?)[] settings) =>
        TokenHost.Start("Development", authority, [("Registry:DataDirectory", data.Path), .. settings]);

    private string Token(TimeProvider? clock = null) =>
        new DevelopmentTokens(new() { DataDirectory = data.Path }, clock ?? TimeProvider.System)
            .Issue(Scopes.All, TimeSpan.FromHours(1), "tests");
}
