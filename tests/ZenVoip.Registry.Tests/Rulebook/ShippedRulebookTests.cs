using System.Collections.Immutable;
using System.Globalization;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Tests.Rulebook;

public sealed class ShippedRulebookTests
{
    private static readonly DateTimeOffset Today = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private static readonly Rules Rules = Shipped.Rules;

    [Theory]
    [InlineData("DE", "GDPR")]
    [InlineData("NO", "GDPR")]
    [InlineData("GB", "UK_GDPR")]
    [InlineData("GB-SCT", "UK_GDPR")]
    [InlineData("US", "US_FEDERAL")]
    [InlineData("US-TN", "TIPA,US_FEDERAL")]
    [InlineData("US-CA", "CCPA,US_FEDERAL")]
    [InlineData("US-OH", "US_FEDERAL")]
    [InlineData("PR", "US_FEDERAL")]
    [InlineData("BR-SP", "LGPD")]
    [InlineData("JP", "DEFAULT")]
    [InlineData("CH", "DEFAULT")]
    [InlineData("", "DEFAULT")]
    [InlineData("DE,US-CA", "GDPR,CCPA,US_FEDERAL")]
    [InlineData("DE,JP", "GDPR,DEFAULT")]
    public void Regimes_are_the_union_over_all_jurisdictions(string jurisdictions, string expected) =>
        Assert.Equal(expected, string.Join(',', RegimesOf(jurisdictions).Select(regime => regime.Code)));

    [Fact]
    public void The_GDPR_applies_in_the_thirty_states_of_the_EEA() =>
        Assert.Equal(30, Rules.Clauses.Regimes.Single(regime => regime.Code == "GDPR").Jurisdictions.Length);

    [Theory]
    [InlineData("service", "dpv:ServiceProvision", 6)]
    [InlineData("marketing", "dpv:Marketing", 6)]
    [InlineData("sale", "dpv:SellDataToThirdParties", 0)]
    [InlineData("cookies.marketing", "dpv:TargetedAdvertising", 1)]
    public void A_purpose_has_a_DPV_name_and_channels(string code, string dpvName, int channels)
    {
        var purpose = Rules.Find(Purpose.TryParse(code)!.Value);

        Assert.Equal(dpvName, purpose?.DpvName);
        Assert.Equal(channels, purpose?.Channels.Length);
    }

    [Fact]
    public void A_purpose_that_nobody_defined_is_not_found() =>
        Assert.Null(Rules.Find(Purpose.TryParse("telepathy")!.Value));

    [Theory]
    [InlineData("marketing", "SMS", "DE", "Given", "2028-11-23")]
    [InlineData("marketing", "SMS", "DE", "Requested", "2026-11-30")]
    [InlineData("marketing", "SMS", "US-TN", "Given", null)]
    [InlineData("marketing", "SMS", "US-TN,DE", "Given", "2028-11-23")]
    [InlineData("marketing", "SMS", "DE", "Withdrawn", null)]
    [InlineData("cookies.marketing", "WEB", "FR", "Given", "2027-05-23")]
    [InlineData("sale", null, "", "Given", "2028-11-23")]
    public void The_shortest_lifetime_of_a_consent_counts(
        string purpose, string? channel, string jurisdictions, string status, string? end)
    {
        var lifetime = Rules.ConsentLifetime(
            Purpose.TryParse(purpose)!.Value,
            channel is null ? null : Enum.Parse<Channel>(channel, ignoreCase: true),
            SubjectKind.Visitor,
            Enum.Parse<ConsentStatus>(status),
            RegimesOf(jurisdictions),
            Today);

        Assert.Equal(end, lifetime?.After(Today).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void What_an_address_says_of_a_place_is_forgotten_and_what_a_person_says_is_not()
    {
        Assert.Equal("P90D", Rules.LifetimeOf("IP")?.Value);
        Assert.Null(Rules.LifetimeOf("DECLARED"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("GB")]
    [InlineData("AT")]
    [InlineData("US-TN")]
    public void By_the_policy_a_minor_is_under_sixteen_everywhere(string jurisdictions) =>
        Assert.Equal(16, Rules.AgeLimitOf(Codes(jurisdictions), Today)?.Below);

    [Fact]
    public void A_STOP_becomes_a_stop_to_all_on_the_date_that_the_FCC_set()
    {
        var federal = RegimesOf("US").Single();

        Assert.Equal("tcpa.stop", RuleAt("2027-01-30T23:59:59Z").Id);
        Assert.Equal("tcpa.stop.revoke-all", RuleAt("2027-01-31T00:00:00Z").Id);

        OptOutRule RuleAt(string instant) => Rules.OptOutRuleFor(
            OptOutSource.Stop, federal, DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture));
    }

    /// <summary>Those of rights requests are listed beside them.</summary>
    [Fact]
    public void Only_what_was_compared_with_its_source_says_so()
    {
        Rule[] rules =
        [
            .. Rules.Clauses.PurposeRules, .. Rules.Clauses.OptOutRules, .. Rules.Clauses.AgeLimits,
            .. Rules.Clauses.SourceLifetimes, .. Rules.Clauses.Retention.Rules,
        ];

        Assert.Equal(
            [
                "coppa.age", "gdpr.age.13", "gdpr.age.14", "gdpr.age.15", "gdpr.age.16", "gpc", "sale-opt-out",
                "tcpa.stop", "tcpa.stop.revoke-all", "tipa.age", "uk.age", "zenvoip.age",
            ],
            rules.Where(rule => rule.Verified).Select(rule => rule.Id).Order(StringComparer.Ordinal));
        Assert.Equal(["TIPA"], Rules.Clauses.Regimes.Where(regime => regime.Verified).Select(regime => regime.Code));
    }

    [Fact]
    public void Asking_for_a_rule_by_a_channel_that_the_purpose_lacks_ignores_it() => Assert.Equal(
        "us.sale",
        Rules.RuleFor(
            Purpose.TryParse("sale")!.Value, RegimesOf("US").Single(), Channel.Sms, SubjectKind.Customer, Today).Id);

    private static ImmutableArray<Regime> RegimesOf(string jurisdictions) => Rules.RegimesOf(Codes(jurisdictions));

    private static Jurisdiction[] Codes(string list) =>
        [.. list.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(code => Jurisdiction.TryParse(code)!.Value)];
}
