using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Rulebook;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Subjects.Told;
using Type = ZenVoip.Registry.Domain.RightsRequestType;

namespace ZenVoip.Registry.Tests.Rulebook;

public sealed class RightsRulesTests
{
    private static readonly RightsRules Rights = Told.Rules.Rights;

    /// <summary>Whoever adds one has compared it with the source that it names.</summary>
    [Fact]
    public void These_rules_and_no_others_were_compared_with_their_source() => Assert.Equal(
        [
            "ccpa.answer", "ccpa.opt-out", "ccpa.receipt", "ccpa.records", "gdpr.17.3.a", "gdpr.17.3.b", "gdpr.17.3.c",
            "gdpr.17.3.d", "gdpr.17.3.e", "gdpr.answer", "lgpd.statement", "tipa.answer",
        ],
        Told.Rules.Clauses.Rights.All.Where(rule => rule.Verified).Select(rule => rule.Id)
            .Order(StringComparer.Ordinal));

    [Fact]
    public void A_verified_rule_names_its_source_and_every_rule_its_citation() => Assert.All(
        Told.Rules.Clauses.Rights.All, rule =>
        {
            Assert.Equal(rule.Verified, rule.Source is not null);
            Assert.NotEmpty(rule.Citation);
        });

    [Theory]
    [InlineData(Type.Objection, "GDPR", false)]
    [InlineData(Type.OptOutOfSale, "CCPA US_FEDERAL", false)]
    [InlineData(Type.Access, "CCPA US_FEDERAL", true)]
    [InlineData(Type.Erasure, "DEFAULT", true)]
    [InlineData(Type.Appeal, "TIPA", false)]
    public void Only_what_discloses_or_destroys_needs_verification(Type right, string regimes, bool needed) =>
        Assert.Equal(needed, Rights.NeedsVerification(right, regimes.Split(' '), Noon));

    [Fact]
    public void A_regime_that_the_rulebook_has_no_longer_is_passed_over()
    {
        Assert.Equal("zenvoip.default", RuleOf("ATLANTIS"));
        Assert.Equal("gdpr.answer", RuleOf("ATLANTIS", "GDPR"));

        static string RuleOf(params string[] regimes) =>
            Rights.TimetableOf(Type.Erasure, regimes, new RequestTimes(Noon)).Answer.Rule;
    }

    [Fact]
    public void An_appeal_that_no_regime_gives_any_more_is_answered_like_a_complaint() => Assert.Equal(
        "zenvoip.complaint", Rights.TimetableOf(Type.Appeal, ["GDPR"], new RequestTimes(Noon)).Answer.Rule);

    [Theory]
    [InlineData("LEGAL_OBLIGATION", true)]
    [InlineData("LEGAL_CLAIMS", true)]
    [InlineData("SECURITY", true)]
    [InlineData("TRANSACTION", true)]
    [InlineData("NOT_VERIFIED", false)]
    [InlineData("INTERNAL_USE", false)]
    [InlineData("RIGHTS_OF_OTHERS", false)]
    [InlineData("NO_TIME", false)]
    public void Only_a_ground_that_says_so_retains(string ground, bool retains) =>
        Assert.Equal(retains, Rights.IsGroundToRetain(ground, Noon));

    [Theory]
    [InlineData("marketing", Objection.Absolute)]
    [InlineData("sale", Objection.Absolute)]
    [InlineData("analytics", Objection.Allowed)]
    [InlineData("service", Objection.None)]
    [InlineData("astrology", Objection.Absolute)]
    public void An_objection_weighs_as_the_purpose_says(string purpose, Objection weight) => Assert.Equal(
        weight, Rights.ObjectionTo(Purpose.TryParse(purpose)!.Value, ["GDPR"], SubjectKind.Customer, Noon));

    [Fact]
    public void Every_refusal_has_somewhere_to_complain() => Assert.All(
        Told.Rules.Clauses.Regimes, regime => Assert.NotEmpty(Rights.AuthoritiesOf([regime.Code], Noon)));
}
