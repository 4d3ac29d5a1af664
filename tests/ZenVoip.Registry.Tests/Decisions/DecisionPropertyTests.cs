using System.Collections.Immutable;
using CsCheck;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Tests.Rulebook;

namespace ZenVoip.Registry.Tests.Decisions;

public sealed class DecisionPropertyTests
{
    private const int Samples = 20_000;

    [Fact]
    public void A_decision_is_total_and_well_formed() =>
        Gen.Select(Any.Question, Any.Facts, Any.Instant).Sample(
            (question, facts, now) =>
            {
                var decision = Decide(question, facts, now);

                Assert.NotEmpty(decision.Reasons);
                Assert.All(decision.Reasons, reason => Assert.Equal(ReasonCodes.Meanings[reason.Code], reason.Message));
                Assert.Equal(decision.Reasons.Length, decision.Reasons.Distinct().Count());
                Assert.Equal(decision.Outcome is DecisionOutcome.Defer, decision.DeferUntil > now);
                Assert.True(decision.Outcome is DecisionOutcome.Permit || decision.Obligations.IsEmpty);
            },
            iter: Samples);

    [Fact]
    public void An_opt_out_never_makes_an_answer_more_lenient() =>
        Gen.Select(Any.Question, Any.Facts, Any.No, Any.Instant).Sample(
            (question, facts, no, now) => Assert.True(
                Decide(question, Everyone(facts, profile => profile with { OptOuts = profile.OptOuts.Add(no) }), now)
                    .Outcome >= Decide(question, facts, now).Outcome),
            iter: Samples);

    [Fact]
    public void An_opt_out_kept_by_a_digest_never_makes_an_answer_more_lenient() =>
        Gen.Select(Any.Question, Any.Facts, Any.Kept, Any.Instant).Sample(
            (question, facts, kept, now) => Assert.True(
                Decide(question, facts with { OptOuts = facts.OptOuts.Add(kept) }, now)
                    .Outcome >= Decide(question, facts, now).Outcome),
            iter: Samples);

    /// <summary>Beside one that counts already: the first takes the place of the default regime.</summary>
    [Fact]
    public void A_regime_never_makes_an_answer_more_lenient() =>
        Gen.Select(Any.Question, Any.Facts, Any.Jurisdiction, Any.Jurisdiction, Any.Instant).Sample(
            (question, facts, first, second, now) => Assert.True(
                Decide(question, Everyone(facts, profile => In(profile, first, second)), now)
                    .Outcome >= Decide(question, Everyone(facts, profile => In(profile, first)), now).Outcome),
            iter: Samples);

    [Fact]
    public void A_further_person_never_makes_an_answer_more_lenient() =>
        Gen.Select(Any.Question, Any.Known, Any.Profile, Any.Instant).Sample(
            (question, facts, profile, now) => Assert.True(
                Decide(question, facts with { People = facts.People.Add(new("sub_3", 1, profile, Link: null)) }, now)
                    .Outcome >= Decide(question, facts, now).Outcome),
            iter: Samples);

    [Fact]
    public void A_withdrawal_never_makes_an_answer_more_lenient() =>
        Gen.Select(Any.Question, Any.Facts, Any.Instant).Sample(
            (question, facts, now) =>
            {
                var no = new Answer(
                    question.Controller, question.Purpose, Channel: null, Link: null, ConsentStatus.Withdrawn, now,
                    ExpiresAt: null);
                var after = Everyone(facts, profile => profile with { Answers = profile.Answers.Add(no) });

                Assert.True(Decide(question, after, now).Outcome >= Decide(question, facts, now).Outcome);
            },
            iter: Samples);

    [Fact]
    public void The_order_of_the_facts_changes_no_outcome() =>
        Gen.Select(Any.Question, Any.Facts, Any.Instant).Sample(
            (question, facts, now) =>
            {
                var turned = Everyone(facts with { OptOuts = Turned(facts.OptOuts) }, profile => profile with
                {
                    Relationships = Turned(profile.Relationships),
                    Jurisdictions = Turned(profile.Jurisdictions),
                    Addresses = Turned(profile.Addresses),
                    Answers = Turned(profile.Answers),
                    OptOuts = Turned(profile.OptOuts),
                });

                Assert.Equal(Decide(question, facts, now).Outcome, Decide(question, turned, now).Outcome);
                Assert.Equal(Decide(question, facts, now).DeferUntil, Decide(question, turned, now).DeferUntil);
            },
            iter: Samples);

    private static Decision Decide(Question question, Facts facts, DateTimeOffset now) =>
        Decider.Decide(question, facts, Shipped.Rules, now);

    private static Facts Everyone(Facts facts, Func<DecisionProfile, DecisionProfile> change) => facts with
    {
        People = [.. facts.People.Select(person => person with { Profile = change(person.Profile) })],
    };

    private static DecisionProfile In(DecisionProfile profile, params ReadOnlySpan<Jurisdiction> more)
    {
        var places = profile.Jurisdictions.ToBuilder();
        foreach (var code in more)
            places.Add(new(code, ExpiresAt: null));
        return profile with { Jurisdictions = places.ToImmutable() };
    }

    private static ImmutableArray<T> Turned<T>(ImmutableArray<T> list) => [.. list.Reverse()];
}
