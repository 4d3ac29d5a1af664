using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Server.Identifiers;

namespace ZenVoip.Registry.Tests.Identifiers;

public sealed class OpaqueTokenTests
{
    public static TheoryData<IdentifierType> Types =>
        [IdentifierType.Account, IdentifierType.User, IdentifierType.Cookie, IdentifierType.Device];

    [Theory, MemberData(nameof(Types))]
    public void A_token_is_taken_as_it_is(IdentifierType type)
    {
        foreach (var token in (string[])["x", "ACC-0042", "a|b~!{}\"", new string('t', Identifier.MaxTokenLength)])
            Assert.Equal(token, Parsing.Parse(type, token));
    }

    [Theory, MemberData(nameof(Types))]
    public void A_token_with_anything_but_visible_ascii_is_refused(IdentifierType type)
    {
        string[] tokens =
        [
            "", " ", " x", "x ", "a b", "a\tb", "a\n", "a\u007F", "ä", "a\u00A0",
            new('t', Identifier.MaxTokenLength + 1),
        ];
        foreach (var token in tokens) Assert.Equal("INVALID_IDENTIFIER", Parsing.Parse(type, token));
    }

    [Fact]
    public void A_type_that_does_not_exist_is_refused() =>
        Assert.Equal("INVALID_IDENTIFIER", Parsing.Parse((IdentifierType)99, "x"));

    [Theory]
    [InlineData(IdentifierType.Phone)]
    [InlineData(IdentifierType.Email)]
    [InlineData(IdentifierType.Ip)]
    [InlineData(IdentifierType.Sip)]
    [InlineData(IdentifierType.Account)]
    public void Overlong_input_is_refused_unread_and_no_refusal_repeats_what_was_sent(IdentifierType type)
    {
        var texts = (string[])[new string('7', IdentifierParser.MaxInput + 1), "7777777\u0001", "7777777 seven@"];

        foreach (var text in texts)
        {
            var refused = Assert.IsType<IdentifierResult.Refused>(Parsing.Parser.Parse(type, text, country: "DE"));

            Assert.Equal("identifier.value", refused.Reason.Field);
            Assert.DoesNotContain("777", refused.ToString(), StringComparison.Ordinal);
        }
    }
}
