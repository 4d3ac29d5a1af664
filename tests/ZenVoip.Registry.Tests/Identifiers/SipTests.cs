using ZenVoip.Registry.Domain;

namespace ZenVoip.Registry.Tests.Identifiers;

public sealed class SipTests
{
    [Theory]
    [InlineData("sip:alice@example.com", "sip:alice@example.com")]
    [InlineData(" SIP:Alice@Example.COM ", "sip:Alice@example.com")]
    [InlineData("sip:alice@example.com:5060", "sip:alice@example.com")]
    [InlineData("sip:alice@example.com:5061", "sip:alice@example.com:5061")]
    [InlineData("sips:alice@example.com:5061", "sips:alice@example.com")]
    [InlineData("sips:alice@example.com:05060", "sips:alice@example.com:5060")]
    [InlineData("sip:alice@example.com;transport=tcp", "sip:alice@example.com")]
    [InlineData("sip:alice@example.com:5070;lr?subject=a@b", "sip:alice@example.com:5070")]
    [InlineData("sip:alice@example.com?priority=urgent", "sip:alice@example.com")]
    [InlineData("sip:alice:secret@example.com", "sip:alice@example.com")]
    [InlineData("sip:+12025550123@gw.example;user=phone", "sip:+12025550123@gw.example")]
    [InlineData("sip:1212;phone-context=x@gw.example", "sip:1212;phone-context=x@gw.example")]
    [InlineData("sip:%61lice@example.com", "sip:alice@example.com")]
    [InlineData("sip:a%c3%9f%2f@example.com", "sip:a%C3%9F%2F@example.com")]
    [InlineData("sip:a%2561@example.com", "sip:a%2561@example.com")]
    [InlineData("sip:alice@münchen.example", "sip:alice@xn--mnchen-3ya.example")]
    [InlineData("sip:alice@pbx", "sip:alice@pbx")]
    [InlineData("sip:alice@192.0.2.1:5080", "sip:alice@192.0.2.1:5080")]
    [InlineData("sip:alice@[2001:DB8:0::1]:5080", "sip:alice@[2001:db8::1]:5080")]
    [InlineData("sip:alice@[2001:db8::1]", "sip:alice@[2001:db8::1]")]
    [InlineData("sip:alice@[::ffff:192.0.2.1]", "sip:alice@192.0.2.1")]
    public void An_address_has_one_form(string text, string canonical) =>
        Assert.Equal(canonical, Parsing.Parse(IdentifierType.Sip, text));

    [Theory]
    [InlineData("")]
    [InlineData("alice@example.com")]
    [InlineData("tel:+12025550123")]
    [InlineData("sip:example.com")]
    [InlineData("sip:@example.com")]
    [InlineData("sip:alice@")]
    [InlineData("sip::secret@example.com")]
    [InlineData("Alice <sip:alice@example.com>")]
    [InlineData("<sip:alice@example.com>")]
    [InlineData("\"Alice\" sip:alice@example.com")]
    [InlineData("sip:al ice@example.com")]
    [InlineData("sip:alicé@example.com")]
    [InlineData("sip:al%ice@example.com")]
    [InlineData("sip:al%0@example.com")]
    [InlineData("sip:al%00@example.com")]
    [InlineData("sip:al%0Aice@example.com")]
    [InlineData("sip:alice@example.com:")]
    [InlineData("sip:alice@example.com:0")]
    [InlineData("sip:alice@example.com:65536")]
    [InlineData("sip:alice@example.com:+80")]
    [InlineData("sip:alice@example.com:1:2")]
    [InlineData("sip:alice@2001:db8::1")]
    [InlineData("sip:alice@[2001:db8::1")]
    [InlineData("sip:alice@[192.0.2.1]")]
    [InlineData("sip:alice@[2001:db8::1]5060")]
    [InlineData("sip:alice@192.0.2")]
    [InlineData("sip:alice@exa mple.com")]
    public void What_names_nobody_at_a_host_is_refused(string text) =>
        Assert.Equal("INVALID_IDENTIFIER", Parsing.Parse(IdentifierType.Sip, text));
}
