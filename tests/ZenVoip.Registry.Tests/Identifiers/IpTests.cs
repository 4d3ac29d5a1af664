using ZenVoip.Registry.Domain;

namespace ZenVoip.Registry.Tests.Identifiers;

public sealed class IpTests
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData(" 0.0.0.0 ", "0.0.0.0")]
    [InlineData("255.255.255.255", "255.255.255.255")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("::FFFF:c000:0201", "192.0.2.1")]
    [InlineData("0:0:0:0:0:ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("2001:DB8::1", "2001:db8::1")]
    [InlineData("2001:0db8:0000:0000:0000:0000:0000:0001", "2001:db8::1")]
    [InlineData("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1")]
    [InlineData("2001:db8::1:1:1:1:1", "2001:db8:0:1:1:1:1:1")]
    [InlineData("2001:0:0:1:0:0:0:1", "2001:0:0:1::1")]
    [InlineData("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1")]
    [InlineData("0:0:0:0:0:0:0:0", "::")]
    [InlineData("0:0:0:0:0:0:0:1", "::1")]
    [InlineData("fe80:0:0:0:0:0:0:0", "fe80::")]
    [InlineData("::192.0.2.1", "::c000:201")]
    [InlineData("64:ff9b::192.0.2.33", "64:ff9b::c000:221")]
    [InlineData("fe80::5efe:192.0.2.1", "fe80::5efe:c000:201")]
    public void An_address_has_one_form(string text, string canonical) =>
        Assert.Equal(canonical, Parsing.Parse(IdentifierType.Ip, text));

    [Theory]
    [InlineData("1.2.3")]
    [InlineData("16909060")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1.2.3.256")]
    [InlineData("1.2.3.04")]
    [InlineData("010.1.1.1")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("0x7f000001")]
    [InlineData("1.2.3.")]
    [InlineData("1.2.3.-4")]
    [InlineData("1.2.3. 4")]
    [InlineData("１.2.3.4")]
    [InlineData("192.0.2.1/32")]
    [InlineData("192.0.2.1:80")]
    [InlineData("fe80::1%eth0")]
    [InlineData("fe80::1%1")]
    [InlineData("[2001:db8::1]")]
    [InlineData("2001:db8::1/64")]
    [InlineData("2001:db8::1::2")]
    [InlineData("2001:db8:1:2:3:4:5:6:7")]
    [InlineData("2001:db8")]
    [InlineData(":")]
    [InlineData(":::")]
    [InlineData("2001:db8::12345")]
    [InlineData("::ffff:192.0.2")]
    [InlineData("::ffff:192.0.02.1")]
    [InlineData("::g")]
    public void What_readers_disagree_about_is_refused(string text) =>
        Assert.Equal("INVALID_IDENTIFIER", Parsing.Parse(IdentifierType.Ip, text));
}
