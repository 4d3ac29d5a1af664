using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Tests.Rulebook;

namespace ZenVoip.Registry.Tests.Decisions;

public sealed class DeciderTests
{
    [Fact]
    public void A_reference_that_cannot_be_read_is_denied_and_names_nobody()
    {
        var decision = Decider.InvalidIdentifier(Shipped.Rules, Any.Start);

        Assert.Equal(DecisionOutcome.Deny, decision.Outcome);
        Assert.Equal(["INVALID_IDENTIFIER"], decision.Reasons.Select(reason => reason.Code));
        Assert.Null(decision.SubjectId);
    }

    [Theory]
    [InlineData(Facts.MaxPeople, "NO_CONSENT_NEEDED")]
    [InlineData(Facts.MaxPeople + 1, "AMBIGUOUS_IDENTIFIER")]
    public void More_people_than_are_read_are_denied_although_each_of_them_permits(int people, string reason)
    {
        var row = new DecisionRow("", "customer US-CA", "", "improvement", "", "");
        var (question, one) = (Scene.Question(row.Asked), Scene.Facts(row));
        var facts = one with { People = [.. Enumerable.Repeat(one.People[0], people)] };

        var decision = Decider.Decide(question, facts, Shipped.Rules, Scene.Now(row.Now));

        Assert.Equal([reason], decision.Reasons.Select(each => each.Code));
        Assert.Equal(reason is "NO_CONSENT_NEEDED", decision.Outcome is DecisionOutcome.Permit);
        Assert.Null(decision.SubjectId);
    }

    [Fact]
    public void A_reason_cites_its_rule_and_the_source_of_the_rule()
    {
        var row = new DecisionRow("", "US-OH phone1", "", "marketing SMS by phone1", "", "");

        var reason = Assert.Single(Decide(row).Reasons);

        Assert.Equal("tcpa.marketing", reason.Rule);
        Assert.Contains("47 CFR 64.1200", reason.Citation, StringComparison.Ordinal);
    }

    [Fact]
    public void Exercising_a_right_changes_no_decision_that_it_has_nothing_to_do_with()
    {
        var before = new DecisionRow("", "customer US-CA", "", "service EMAIL", "", "");
        var after = before with { Said = "11-01 GPC; 11-01 SALE_OPT_OUT; 11-01 OBJECTION analytics" };

        Assert.Equal(Decide(before).Outcome, Decide(after).Outcome);
        Assert.Equal(Decide(before).Reasons.AsEnumerable(), Decide(after).Reasons);
    }

    [Fact]
    public void A_decision_allocates_less_than_a_kilobyte()
    {
        var row = DecisionTable.Rows["A consent permits, with its obligations"];
        var (question, facts, now) = (Scene.Question(row.Asked), Scene.Facts(row), Scene.Now(row.Now));
        Decider.Decide(question, facts, Shipped.Rules, now);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Decider.Decide(question, facts, Shipped.Rules, now);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 1_024);
    }

    private static Decision Decide(DecisionRow row) =>
        Decider.Decide(Scene.Question(row.Asked), Scene.Facts(row), Shipped.Rules, Scene.Now(row.Now));
}
