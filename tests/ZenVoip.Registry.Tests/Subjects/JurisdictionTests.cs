using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Jurisdictions;
using ZenVoip.Registry.Server.Api;
using static ZenVoip.Registry.Tests.Subjects.Told;

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

    /// <summary>Of so many sources, the weakest first: the stronger one is, the older is what it said.</summary>
    [Theory]
    [InlineData(1, JurisdictionSource.Ip, "DE")]
    [InlineData(2, JurisdictionSource.PhonePrefix, "FR")]
    [InlineData(3, JurisdictionSource.Billing, "IT")]
    [InlineData(4, JurisdictionSource.Declared, "ES")]
    [InlineData(5, JurisdictionSource.Operator, "BR")]
    public void The_strongest_source_names_the_place_and_since_when(int said, JurisdictionSource source, string code)
    {
        (JurisdictionSource Source, string Code)[] all =
        [
            (JurisdictionSource.Ip, "DE"), (JurisdictionSource.PhonePrefix, "FR"), (JurisdictionSource.Billing, "IT"),
            (JurisdictionSource.Declared, "ES"), (JurisdictionSource.Operator, "BR"),
        ];
        var book = new JurisdictionBook
        {
            Observations =
            [
                .. all[..said].Select((one, days) =>
                    new Observation(In(one.Code), one.Source, Noon.AddDays(-days), ExpiresAt: null)),
            ],
        };

        var shown = JurisdictionRecord.Of(book.Strongest(Noon)!, Told.Rules);

        Assert.Equal(
            (In(code), source, Noon.AddDays(1 - said)), (shown.Code, shown.Source, shown.DeterminedAt));
    }

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
