using ZenVoip.Registry.Domain;

namespace ZenVoip.Registry.Tests.Subjects;

public sealed class JurisdictionTests
{
    [Theory]
    [InlineData("DE", "DE")]
    [InlineData("gb", "GB")]
    [InlineData("us-tn", "US-TN")]
    [InlineData("US-DC", "US-DC")]
    [InlineData("US-PR", "US-PR")]
    [InlineData("GB-SCT", "GB-SCT")]
    [InlineData("FR-75C", "FR-75C")]
    [InlineData("XK", "XK")]
    public void A_place_that_has_a_code_is_known_by_it_in_capitals(string text, string code) =>
        Assert.Equal(code, Jurisdiction.TryParse(text)?.Value);

    [Fact]
    public void Every_region_of_the_telephone_numbers_is_a_place() => Assert.All(
        PhoneNumbers.PhoneNumberUtil.GetInstance().GetSupportedRegions(),
        region => Assert.NotNull(Jurisdiction.TryParse(region)));

    [Theory]
    [InlineData("XX")]
    [InlineData("UK")]
    [InlineData("EU")]
    [InlineData("AA")]
    [InlineData("US-ZZ")]
    [InlineData("US-")]
    [InlineData("US-TNN")]
    [InlineData("UK-ENG")]
    [InlineData("DE-BERL")]
    [InlineData("DE BE")]
    [InlineData("DE-B!")]
    [InlineData("DEU")]
    [InlineData("Germany")]
    [InlineData(" DE")]
    [InlineData("")]
    [InlineData(null)]
    public void What_names_no_place_is_no_jurisdiction(string? text) => Assert.Null(Jurisdiction.TryParse(text));
}
