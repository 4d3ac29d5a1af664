using System.Net;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Tests.Security;

public sealed class AuthorityTokenTests : IAsyncLifetime
{
    private readonly DataDirectory data = new();
    private readonly TestAuthority authority = new();
    private TokenHost host = null!;

    public async ValueTask InitializeAsync() => host = await TokenHost.Start(
        "Production",
        authority,
        ("Registry:DataDirectory", data.Path),
        ("Registry:MasterKey", TestKeys.Base64(1)),
        ("Registry:DigestKey", TestKeys.Base64(2)),
        ("Registry:Authority", TestAuthority.Address),
        ("ConnectionStrings:Keys", $"Data Source={data.File("own.db")}"));

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        authority.Dispose();
        data.Dispose();
    }

    [Fact]
    public async Task A_token_of_the_authority_says_who_calls()
    {
        using var response = await host.Get("/who", authority.Token());

        Assert.Equal(
            $"{TestAuthority.Address}|crm",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Without_a_token_only_what_says_so_is_open()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await host.Status("/who", token: null));
        Assert.Equal(HttpStatusCode.Unauthorized, await host.Status("/nowhere", token: null));
        Assert.Equal(HttpStatusCode.OK, await host.Status("/open", token: null));
    }

    [Fact]
    public async Task A_scope_that_the_token_lacks_is_missing()
    {
        var writer = authority.Token(t => t.Claims["scope"] = $"{Scopes.SubjectsRead} {Scopes.SubjectsWrite}");

        Assert.Equal(HttpStatusCode.Forbidden, await host.Status("/write", authority.Token()));
        Assert.Equal(HttpStatusCode.OK, await host.Status("/write", writer));
    }

    public static TheoryData<string, Action<SecurityTokenDescriptor>> Spoiled => new()
    {
        { "expired", t => t.Expires = TestAuthority.Now.AddSeconds(-40) },
        { "without expiry", t => t.Expires = null },
        { "not yet valid", t => t.NotBefore = TestAuthority.Now.AddSeconds(40) },
        { "another audience", t => t.Audience = "billing" },
        { "no audience", t => t.Audience = null },
        { "another issuer", t => t.Issuer = "https://elsewhere.test" },
        { "no issuer", t => t.Issuer = null },
        { "a logout token", t => t.TokenType = "logout+jwt" },
        { "unsigned", t => t.SigningCredentials = null },
    };

    [Theory]
    [MemberData(nameof(Spoiled), DisableDiscoveryEnumeration = true)]
    public async Task A_spoiled_token_is_refused(string what, Action<SecurityTokenDescriptor> spoil)
    {
        Assert.Equal(HttpStatusCode.OK, await host.Status("/who", authority.Token()));

        var status = await host.Status("/who", authority.Token(spoil));

        Assert.True(status == HttpStatusCode.Unauthorized, $"{what}: {status}");
    }

    [Fact]
    public async Task A_clock_that_is_a_few_seconds_off_is_forgiven()
    {
        var justExpired = authority.Token(t => t.Expires = TestAuthority.Now.AddSeconds(-5));

        Assert.Equal(HttpStatusCode.OK, await host.Status("/who", justExpired));
    }

    [Fact]
    public async Task The_public_key_is_no_shared_secret()
    {
        var confused = new SymmetricSecurityKey(authority.PublicKeyPem()) { KeyId = authority.Key.KeyId };
        var token = TestAuthority.Sign(TestAuthority.Valid(confused, SecurityAlgorithms.HmacSha256));

        Assert.Equal(HttpStatusCode.Unauthorized, await host.Status("/who", token));
    }

    [Fact]
    public async Task A_key_that_the_authority_does_not_publish_signs_nothing()
    {
        using var rsa = RSA.Create(2048);
        var unknown = new RsaSecurityKey(rsa) { KeyId = "key-2" };
        var namesake = new RsaSecurityKey(rsa) { KeyId = authority.Key.KeyId };

        foreach (var key in new[] { unknown, namesake })
        {
            var token = TestAuthority.Sign(TestAuthority.Valid(key));
            Assert.Equal(HttpStatusCode.Unauthorized, await host.Status("/who", token));
        }
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    [InlineData("e30.e30.")]
    public async Task What_is_no_token_is_refused(string text) =>
        Assert.Equal(HttpStatusCode.Unauthorized, await host.Status("/who", text));

    [Fact]
    public async Task A_Development_token_is_nothing_here()
    {
        var options = new RegistrySecurityOptions { DataDirectory = data.Path };
        var token = new DevelopmentTokens(options, TimeProvider.System)
            .Issue(Scopes.All, TimeSpan.FromHours(1), "development");

        Assert.Equal(HttpStatusCode.Unauthorized, await host.Status("/who", token));
    }

    [Fact]
    public async Task A_refusal_does_not_say_what_was_wrong()
    {
        using var response = await host.Get("/who", authority.Token(t => t.Issuer = "https://elsewhere.test"));

        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
    }
}
