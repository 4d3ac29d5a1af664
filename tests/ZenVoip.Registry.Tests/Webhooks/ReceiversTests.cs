using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ZenVoip.Registry.Server.Webhooks;
using ZenVoip.Registry.Tests.Security;

namespace ZenVoip.Registry.Tests.Webhooks;

/// <summary>Who may be told of anything.</summary>
public sealed class ReceiversTests
{
    [Theory]
    [InlineData("https://hooks.example.com/registry", null)]
    [InlineData("https://HOOKS.example.com:8443/", null)]
    [InlineData("https://a.b.internal.example.org/x?y=1", null)]
    [InlineData("https://internal.example.org/", "WEBHOOK_NOT_ALLOWED")]
    [InlineData("https://evilinternal.example.org/", "WEBHOOK_NOT_ALLOWED")]
    [InlineData("https://hooks.example.com.evil.net/", "WEBHOOK_NOT_ALLOWED")]
    [InlineData("https://169.254.169.254/latest/meta-data", "WEBHOOK_NOT_ALLOWED")]
    [InlineData("https://127.0.0.1/", "WEBHOOK_NOT_ALLOWED")]
    [InlineData("http://hooks.example.com/", "WEBHOOK_URL_INVALID")]
    [InlineData("http://127.0.0.1:9000/", "WEBHOOK_URL_INVALID")]
    [InlineData("https://user:secret@hooks.example.com/", "WEBHOOK_URL_INVALID")]
    [InlineData("https://hooks.example.com/#part", "WEBHOOK_URL_INVALID")]
    [InlineData("ftp://hooks.example.com/", "WEBHOOK_URL_INVALID")]
    [InlineData("file:///etc/passwd", "WEBHOOK_URL_INVALID")]
    [InlineData("/hooks", "WEBHOOK_URL_INVALID")]
    [InlineData("hooks.example.com", "WEBHOOK_URL_INVALID")]
    [InlineData("", "WEBHOOK_URL_INVALID")]
    public void Only_allowed_hosts_receive_and_only_by_https(string url, string? code) =>
        Assert.Equal(code, In(Environments.Production).Check(url)?.Code);

    [Theory]
    [InlineData("http://127.0.0.1:9000/", null)]
    [InlineData("http://localhost/x", null)]
    [InlineData("http://[::1]:9000/", null)]
    [InlineData("http://hooks.example.com/", "WEBHOOK_URL_INVALID")]
    [InlineData("https://10.0.0.1/", "WEBHOOK_NOT_ALLOWED")]
    [InlineData("https://hooks.example.com/", null)]
    public void Development_allows_this_machine_besides(string url, string? code) =>
        Assert.Equal(code, In(Environments.Development).Check(url)?.Code);

    [Fact]
    public void An_address_is_plain_text() => Assert.All(
        ["https://hooks.example.com/a\0b", "https://hooks.example.com/a\ud800", "https://hooks.example.com/\u0085"],
        url => Assert.Equal("WEBHOOK_URL_INVALID", In(Environments.Production).Check(url)?.Code));

    [Fact]
    public void An_address_has_a_longest_length() => Assert.Equal(
        "WEBHOOK_URL_INVALID",
        In(Environments.Production).Check("https://hooks.example.com/".PadRight(Receivers.MaxUrl + 1, 'x'))?.Code);

    private static Receivers In(string environment) => new(
        Options.Create(new WebhookOptions { AllowedHosts = { "hooks.example.com", "*.internal.example.org" } }),
        TestKeys.Environment(environment));
}
