using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Deletions;
using ZenVoip.Registry.Tests.Rights;
using static ZenVoip.Registry.Tests.Lifecycle.Farewell;
using static ZenVoip.Registry.Tests.Lifecycle.Ward;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>A hold, a law or a holder that does not answer makes an erasure last: what is heard meanwhile.</summary>
public sealed class LongErasureTests
{
    private static readonly DateTimeOffset Later = Demanded.AddMonths(6);

    private readonly Surroundings around = Holders();

    [Fact]
    public void A_number_that_leaves_meanwhile_is_deleted_in_its_interval_and_free_for_the_next()
    {
        var left = Caller().ToErase(around).After(
            new UnlinkIdentifier(Number.Digest, UnlinkReason.Reassigned, Evidence: new("carrier-notice")), Later);

        Assert.Equal(SubjectStatus.Erasing, left.Status);
        Assert.Null(left.Identifiers.Holds(Number.Digest));
        Assert.All(left.OpenOrders, order => Assert.Equal(Later, left.Identifiers.Links[order.Links[0]].UnlinkedAt));
        Assert.Equal(SubjectStatus.Erased, left.Confirmed(around, at: Later.AddDays(1)).Status);
    }

    [Theory]
    [InlineData(RightsRequestType.Access)]
    [InlineData(RightsRequestType.KnowCategories)]
    [InlineData(RightsRequestType.Portability)]
    [InlineData(RightsRequestType.Rectification)]
    [InlineData(RightsRequestType.Restriction)]
    [InlineData(RightsRequestType.Erasure)]
    [InlineData(RightsRequestType.MinorReport)]
    [InlineData(RightsRequestType.Complaint)]
    public void Every_right_is_heard_and_answered_meanwhile(RightsRequestType type)
    {
        var asked = Caller().ToErase(around).After(Desk.Ask(type), Later, around: around);
        var request = asked.Rights.Only.Id;
        var known = asked.Rights.Only.Status is not RightsRequestStatus.AwaitingVerification ? asked
            : asked.After(new VerifyRightsRequest(request, "login"), Later.AddDays(1), around: around);

        var told = type is RightsRequestType.MinorReport ? known : known.After(
            new CompleteRightsRequest(request, Later.AddDays(2)), Later.AddDays(2), around: around);

        Assert.Equal(SubjectStatus.Erasing, told.Status);
        Assert.Equal(type is RightsRequestType.MinorReport, told.Rights.Only.IsOpen);
    }

    [Fact]
    public void What_a_law_keeps_of_somebody_erased_a_court_may_keep_longer()
    {
        var erased = Payer().ToErase(around).Confirmed(around);
        var law = erased.Deletions.Withheld.Single().Until!.Value;

        var held = erased.After(Hold() with { Categories = [Office.Billing] }, law.AddDays(-1), around: around);
        var due = held.Ticked(law, around);
        var free = due.After(new ReleaseLegalHold("hld_1"), law.AddYears(1), around: around);

        Assert.Equal(SubjectStatus.Erased, erased.Status);
        Assert.Equal(LegalHold.Unsaid, held.Holds.Holds.Single().Reason);
        Assert.Empty(due.OpenOrders);
        var order = Assert.Single(free.OpenOrders);
        Assert.False(free.Identifiers.Links[order.Links[0]].Identifier.IsForgotten);
        Assert.True(free.Confirmed(around, law.AddYears(1)).NamesNobody);
    }

    [Fact]
    public void A_court_may_keep_the_proof_of_a_consent_that_only_the_registry_has()
    {
        var proof = DataCategory.TryParse("CONSENT_EVIDENCE")!.Value;
        var erased = Caller().After(Answer(ConsentStatus.Given), Noon).ToErase(around).Confirmed(around);
        var end = erased.Tombstone!.EvidenceUntil!.Value;

        var held = erased.After(Hold() with { Categories = [proof] }, end.AddDays(-1), around: around)
            .Ticked(end, around);
        var free = held.After(new ReleaseLegalHold("hld_1"), end.AddDays(9), around: around);

        Assert.Null(held.Tombstone!.EvidenceEndedAt);
        Assert.NotNull(free.Tombstone!.EvidenceEndedAt);
    }

    [Fact]
    public void What_is_ordered_of_two_demands_is_found_by_all_of_their_identifiers_after_a_hold()
    {
        var known = Customer(Number, Email("ada@example.com")).After(Paid, Noon);
        var half = known.Erasing(new EraseWish("req_0", Controller.ZenVoip, [Office.Billing], [0]), around, Demanded)
            .Aggregate(known, (before, happened) => before.Apply(happened));
        var erased = half.ToErase(around).Confirmed(around);
        var due = erased.Deletions.Withheld.Max(kept => kept.Until!.Value);

        var held = erased.Ticked(due, around)
            .After(Hold() with { Categories = [Office.Billing] }, due.AddDays(1), around: around);
        var free = held.After(new ReleaseLegalHold("hld_1"), due.AddYears(1), around: around);

        Assert.Empty(held.OpenOrders);
        Assert.Equal([0, 1], free.OpenOrders.SelectMany(order => order.Links).Distinct().Order());
        Assert.All(free.Identifiers.Links, link => Assert.False(link.Identifier.IsForgotten));
    }

    [Fact]
    public void A_request_that_another_controller_works_keeps_the_person_until_it_is_answered()
    {
        var asked = Subject.Unregistered("sub_test")
            .After(new RegisterSubject(SubjectKind.EndUser, Acme, In("DE"), [Number]), Noon)
            .ToErase(around, Acme)
            .After(Desk.Ask(RightsRequestType.Access), Later, around: around);
        var known = asked.After(
            new VerifyRightsRequest(asked.Rights.Only.Id, "login"), Later.AddDays(1), around: around);

        Assert.Equal(SubjectStatus.Erasing, asked.Status);
        Assert.Equal(SubjectStatus.Active, known.Confirmed(around, Later.AddDays(2)).Status);
    }

    [Theory]
    [InlineData(RightsRequestType.OptOutOfSale)]
    [InlineData(RightsRequestType.Objection)]
    [InlineData(RightsRequestType.Complaint)]
    public void Nobody_is_kept_by_a_no_or_by_a_complaint(RightsRequestType type)
    {
        var said = Subject.Unregistered("sub_test")
            .After(new RegisterSubject(SubjectKind.EndUser, Acme, In("DE"), [Number]), Noon)
            .ToErase(around, Acme).After(Desk.Ask(type), Later, around: around);

        Assert.Equal(SubjectStatus.Erasing, said.Status);
        Assert.Equal(SubjectStatus.Erased, said.Confirmed(around, Later.AddDays(1)).Status);
    }

    [Fact]
    public void Where_nothing_is_left_there_is_nothing_to_hold() => Assert.Equal("SUBJECT_ERASED", CodeOf(
        Customer(Number).ToErase(around).Confirmed(around).Decide(Hold(), Later, around: around)));
}
