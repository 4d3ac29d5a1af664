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

    private static List<string> Mistakes(WebhookOptions options) =>
        [.. new WebhookOptionsValidator().Validate(name: null, options).Failures ?? []];
}
