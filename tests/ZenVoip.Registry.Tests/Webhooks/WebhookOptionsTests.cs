using ZenVoip.Registry.Server.Webhooks;

namespace ZenVoip.Registry.Tests.Webhooks;

public sealed class WebhookOptionsTests
{
    [Theory]
    [InlineData("hooks.example.com")]
    [InlineData("*.example.com")]
    [InlineData("10.1.2.3")]
    public void A_host_or_all_below_one_may_receive(string host) =>
        Assert.Empty(Mistakes(new() { AllowedHosts = { host } }));

    [Theory]
    [InlineData("https://hooks.example.com")]
    [InlineData("hooks.example.com:8443")]
    [InlineData("hooks.example.com/in")]
    [InlineData("*")]
    [InlineData("")]
    public void What_would_never_match_stops_the_start(string host) =>
        Assert.StartsWith(
            "Registry:Webhooks:AllowedHosts: ",
            Assert.Single(Mistakes(new() { AllowedHosts = { host } })),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("10.20.0.0/16", 0)]
    [InlineData("fd00::/8", 0)]
    [InlineData("10.0.0.0/33", 1)]
    [InlineData("internal", 1)]
    public void What_would_fail_at_the_first_delivery_stops_the_start(string network, int mistakes) =>
        Assert.Equal(mistakes, Mistakes(new() { AllowedNetworks = { network } }).Count);

    [Theory]
    [InlineData("0.0.0.0/0")]
    [InlineData("0.0.0.0/32")]
    [InlineData("128.0.0.0/1")]
    [InlineData("169.254.0.0/16")]
    [InlineData("169.254.169.254/32")]
    [InlineData("239.0.0.0/8")]
    [InlineData("::/0")]
    [InlineData("::/128")]
    [InlineData("::ffff:169.254.169.254/128")]
    [InlineData("::ffff:10.0.0.0/104")]
    [InlineData("::ffc0:0:0/90")]
    [InlineData("::8000:0:0/81")]
    [InlineData("fe80::/10")]
    [InlineData("ff02::/16")]
    public void What_no_receiver_may_have_is_not_opened(string network) => Assert.Equal(
        $"Registry:Webhooks:AllowedNetworks: {network} opens what no receiver may have: "
        + "unspecified, link-local, multicast or IPv4-mapped addresses.",
        Assert.Single(Mistakes(new() { AllowedNetworks = { network } })));

    [Theory]
    [InlineData("127.0.0.0/8")]
    [InlineData("::1/128")]
    public void A_receiver_beside_the_registry_may_be_opened(string network) =>
        Assert.Empty(Mistakes(new() { AllowedNetworks = { network } }));

    private static List<string> Mistakes(WebhookOptions options) =>
        [.. new WebhookOptionsValidator().Validate(name: null, options).Failures ?? []];
}
