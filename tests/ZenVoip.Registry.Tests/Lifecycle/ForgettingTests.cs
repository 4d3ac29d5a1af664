using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Lifecycle.Farewell;
using static ZenVoip.Registry.Tests.Lifecycle.Ward;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>A tombstone keeps an identifier as long as somebody has to find data by it, and no longer.</summary>
public sealed class ForgettingTests
{
    private static readonly DataCategory Proof = DataCategory.TryParse("CONSENT_EVIDENCE")!.Value;

    private static readonly DataCategory Forms = DataCategory.TryParse("CONSENT_FORMS")!.Value;

    [Theory]
    [InlineData("CONSENT_EVIDENCE")]
    [InlineData("CONSENT_FORMS")]
    public void A_proof_that_nobody_holds_takes_no_identifier_from_another_that_ends_with_it(string held)
    {
        var category = DataCategory.TryParse(held)!.Value;
        var around = Among(new HolderSystem("proofs", [category], TimeSpan.FromDays(7))) with { Rules = WithForms() };
        var erased = Customer(Number).After(Answer(ConsentStatus.Given), Noon, by: Number, around: around)
            .ToErase(around).Ticked(Demanded.AddHours(1), around);

        var ended = erased.Ticked(erased.Tombstone!.EvidenceUntil!.Value, around);

        var order = Assert.Single(ended.OpenOrders);
        Assert.Equal(category, order.Category);
        Assert.Equal(Number.Identifier, ended.Identifiers.Links[Assert.Single(order.Links)].Identifier);
    }

    [Fact]
    public void What_was_kept_back_and_is_nobodys_any_more_leaves_no_identifier()
    {
        var erased = Payer().ToErase(Holders()).Confirmed(Holders());
        var kept = Assert.Single(erased.Deletions.Withheld);
        var told = erased with
        {
            Deletions = erased.Deletions with
            {
                Unheld = [new Unheld(kept.Controller, kept.Category, kept.Cutoff, kept.Cause, Demanded)],
            },
        };

        var ended = told.Ticked(kept.Until!.Value, Around);

        Assert.Empty(ended.OpenOrders);
        Assert.Equal((true, ended.RecordedAt), (ended.NamesNobody, ended.Tombstone!.EvidenceEndedAt));
    }

    /// <summary>The shipped rulebook, and one more kind of proof beside its own.</summary>
    private static Domain.Rulebook.Rules WithForms()
    {
        var clauses = Rules.Clauses;
        var retention = clauses.Retention;
        return new(clauses with
        {
            Retention = retention with
            {
                Categories =
                [
                    .. retention.Categories,
                    retention.Categories.Single(each => each.Code == Proof) with { Code = Forms },
                ],
                Rules =
                [
                    .. retention.Rules.Select(rule => rule.Categories.Contains(Proof)
                        ? rule with { Categories = [.. rule.Categories, Forms] }
                        : rule),
                ],
            },
        });
    }
}
