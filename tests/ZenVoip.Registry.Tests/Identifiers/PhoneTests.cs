using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Server.Identifiers;

namespace ZenVoip.Registry.Tests.Identifiers;

public sealed class PhoneTests
{
    [Theory]
    [InlineData("+12025550123", null, "+12025550123")]
    [InlineData("+1 (202) 555-0123", null, "+12025550123")]
    [InlineData("(+1) 202.555.0123", null, "+12025550123")]
    [InlineData("202-555-0123", "US", "+12025550123")]
    [InlineData("(615) 555-0142", "US-TN", "+16155550142")]
    [InlineData("1 416 555 0199", "CA", "+14165550199")]
    [InlineData("011 49 30 123456", "US", "+4930123456")]
    [InlineData("+15551234567", null, "+15551234567")]
    [InlineData("030 / 12 34 56", "DE", "+4930123456")]
    [InlineData("030 123456", "de", "+4930123456")]
    [InlineData("+49 (0)30 123456", null, "+4930123456")]
    [InlineData("0049 30 123456", "DE", "+4930123456")]
    [InlineData("+39 06 12345678", null, "+390612345678")]
    [InlineData("06 1234 5678", "IT", "+390612345678")]
    [InlineData("+44 7700 900123", null, "+447700900123")]
    [InlineData("07700 900123", "GB", "+447700900123")]
    [InlineData("06 12 34 56 78", "FR", "+33612345678")]
    [InlineData("(11) 91234-5678", "BR", "+5511912345678")]
    [InlineData("0 11 15-2345-6789", "AR", "+5491123456789")]
    [InlineData("8 (912) 345-67-89", "RU", "+79123456789")]
    [InlineData("+800 1234 5678", null, "+80012345678")]
    [InlineData("+290 5000", null, "+2905000")]
    [InlineData("  +49 30 123456  ", null, "+4930123456")]
    [InlineData("\u202A+49\u00A030\u2011123456\u202C", null, "+4930123456")]
    [InlineData("＋４９ ３０ １２３４５６", null, "+4930123456")]
    [InlineData("+٤٩٣٠١٢٣٤٥٦", null, "+4930123456")]
    public void A_number_has_one_form(string text, string? country, string canonical) =>
        Assert.Equal(canonical, Parsing.Parse(IdentifierType.Phone, text, country));

    [Theory]
    [InlineData("911", "US")]
    [InlineData("12345", "US")]
    [InlineData("110", "DE")]
    [InlineData("116117", "DE")]
    [InlineData("12345", "DE")]
    [InlineData("+49110", null)]
    [InlineData("555-0123", "US")]
    [InlineData("+1 202 555 012", null)]
    [InlineData("+1 202 555 01234", null)]
    [InlineData("+999 123456789", null)]
    [InlineData("+0123456789", null)]
    [InlineData("+1234567890123456", null)]
    [InlineData("+1 202 555 0123 ext. 5", null)]
    [InlineData("+1 202 555 0123 x5", null)]
    [InlineData("+1 202 555 0123;ext=5", null)]
    [InlineData("+1 202 555 0123#5", null)]
    [InlineData("+1 800 FLOWERS", null)]
    [InlineData("tel:+12025550123", null)]
    [InlineData("++12025550123", null)]
    [InlineData("+1202+5550123", null)]
    [InlineData("+49 30 123456\n", null)]
    [InlineData("+", null)]
    [InlineData("", "DE")]
    [InlineData("   ", "DE")]
    [InlineData(null, "DE")]
    [InlineData("nobody", "DE")]
    public void What_cannot_be_a_whole_number_is_refused(string? text, string? country) =>
        Assert.Equal("INVALID_IDENTIFIER", Parsing.Parse(IdentifierType.Phone, text, country));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("XX")]
    [InlineData("DEU")]
    [InlineData("001")]
    public void A_national_number_needs_a_country_with_a_numbering_plan(string? country) =>
        Assert.Equal("COUNTRY_REQUIRED", Parsing.Parse(IdentifierType.Phone, "030 123456", country));

    [Fact]
    public void The_configured_country_helps_only_where_the_caller_names_none()
    {
        var parser = Parsing.With(defaultCountry: "DE");

        var home = parser.Parse(IdentifierType.Phone, "030 123456", country: null);
        var abroad = parser.Parse(IdentifierType.Phone, "06 12 34 56 78", country: "FR");
        var nowhere = parser.Parse(IdentifierType.Phone, "030 123456", country: "XX");

        Assert.Equal("DE", Assert.IsType<IdentifierResult.Parsed>(home).Region);
        Assert.Equal("FR", Assert.IsType<IdentifierResult.Parsed>(abroad).Region);
        Assert.Equal("COUNTRY_REQUIRED", Assert.IsType<IdentifierResult.Refused>(nowhere).Reason.Code);
    }

    [Theory]
    [InlineData("+12025550123", "US")]
    [InlineData("+14165550199", "CA")]
    [InlineData("+4930123456", "DE")]
    [InlineData("+77001234567", "KZ")]
    [InlineData("+4912345678", "DE")]
    [InlineData("+80012345678", null)]
    [InlineData("+15551234567", null)]
    public void The_region_is_that_of_the_numbering_plan_and_never_a_guess(string text, string? region)
    {
        var parsed = Assert.IsType<IdentifierResult.Parsed>(
            Parsing.Parser.Parse(IdentifierType.Phone, text, country: "FR"));

        Assert.Equal(region, parsed.Region);
    }
}
