using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Deletions;
using ZenVoip.Registry.Tests.Rights;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Lifecycle.Farewell;
using static ZenVoip.Registry.Tests.Lifecycle.Ward;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>What is linked and verified later makes an erasure neither smaller nor new.</summary>
public sealed class ErasureInStepsTests
{
    private static readonly Surroundings Around = Holders();

    private static readonly DigestedIdentifier Second = Phone("+33123456789", "FR");

    private static readonly DigestedIdentifier Mail = Email("anna@example.org");

    private static readonly DateTimeOffset Ended = Noon.AddDays(3);

    private static readonly RecordConsent Yes = Answer(ConsentStatus.Given);

    private static readonly StartRelationship Joined = new(Acme, SubjectKind.EndUser);

    private static readonly Subject Erasing = Payer().After(Called, Noon).After(Joined, Noon).After(Yes, Noon)
        .Asks(RightsRequestType.Erasure, Around).Shows(Around, Number);

    private static readonly Subject Erased = Erasing.Confirmed(Around, Ended);

    private static string Request => Erasing.Rights.Only.Id;

    [Fact]
    public void Who_is_linked_with_more_while_all_is_erased_and_shows_a_part_of_it_has_still_all_erased()
    {
        var shown = Linked(Erasing).Shows(Around, Second);
        var ended = shown.Confirmed(Around, Ended);

        Assert.Equal(DecisionOutcome.Deny, Erasing.May("marketing", Channel.Sms, Number));
        Assert.Equal(DecisionOutcome.Deny, shown.May("marketing", Channel.Sms, Number));
        Assert.Equal("SUBJECT_ERASED", CodeOf(shown.Decide(Yes, Ended, Number)));
        Assert.Contains(shown.OpenOrders, order => order.Links.Contains(1));
        Assert.DoesNotContain(ended.Relationships.Relationships, known =>
            known.IsOpen && known.Controller == Controller.ZenVoip);
        Assert.Empty(ended.Consents.Consents);
    }

    [Fact]
    public void What_is_shown_after_the_end_is_ordered_and_the_end_stays()
    {
        var shown = Linked(Erased).Shows(Around, Second);
        var before = Erased.Deletions.FindErasure(Request)!;

        Assert.Equal(before, shown.Deletions.FindErasure(Request));
        Assert.All(shown.OpenOrders, order => Assert.Equal([0, 1], order.Links.Order()));
        Assert.NotEmpty(shown.OpenOrders);
        Assert.Equal("SUBJECT_ERASED", CodeOf(shown.Decide(Yes with { At = before.EndedAt }, Ended, Number)));
    }

    [Fact]
    public void The_person_ends_when_nobody_has_them_any_more_and_what_was_shown_last_is_deleted()
    {
        var left = Linked(Erased).Shows(Around, Second).IsTold(Around)
            .After(new EndRelationship(Acme, SubjectKind.EndUser), Noon.AddDays(5), around: Around)
            .Ticked(Noon.AddDays(60), Around);

        var gone = left.Confirmed(Around, Noon.AddDays(61)).InAWeek();

        Assert.Equal((SubjectStatus.Active, SubjectStatus.Erased), (left.InAWeek().Status, gone.Status));
    }

    [Fact]
    public void A_contract_that_was_made_since_goes_on()
    {
        var back = Linked(Erased)
            .After(new StartRelationship(Controller.ZenVoip, SubjectKind.Customer), Noon.AddDays(4));

        var shown = back.Shows(Around, Second, Mail);
        var settled = shown.Confirmed(Around, Noon.AddDays(6));

        Assert.NotEmpty(shown.OpenOrders);
        Assert.All(shown.OpenOrders, order => Assert.True(order.Cutoff < Noon.AddDays(4)));
        Assert.Equal(SubjectKind.Customer, settled.Relationships.KindTo(Controller.ZenVoip));
    }

    [Fact]
    public void Taken_back_after_the_end_it_leaves_what_a_law_keeps_and_orders_no_more()
    {
        var kept = Assert.Single(Erased.Deletions.Withheld);
        var shown = Linked(Erased).Shows(Around, Second);

        var back = shown.After(new WithdrawRightsRequest(Request), Noon.AddDays(4), around: Around);
        var due = back.Confirmed(Around, Noon.AddDays(5)).Ticked(kept.Until!.Value, Around);

        Assert.NotEmpty(shown.OpenOrders);
        Assert.Empty(back.OpenOrders);
        Assert.NotNull(back.Deletions.FindErasure(Request)!.EndedAt);
        Assert.Equal(Office.Billing, Assert.Single(due.OpenOrders).Category);
    }

    [Fact]
    public void Taken_back_while_a_legal_hold_keeps_what_was_shown_after_the_end_it_is_not_ordered_again()
    {
        var held = Linked(Erased).Shows(Around, Second).After(Hold(), Noon.AddDays(4), around: Around);

        var free = held.After(new WithdrawRightsRequest(Request), Noon.AddDays(5), around: Around)
            .After(new ReleaseLegalHold("hld_1"), Noon.AddDays(6), around: Around);

        Assert.Contains(held.Deletions.Withheld, withheld => withheld.IsHeld);
        Assert.DoesNotContain(free.OpenOrders, order => order.Category == Office.CallRecords);
    }

    [Fact]
    public void Of_a_part_that_has_ended_all_is_erased_once_all_is_shown()
    {
        var half = Linked(Payer().After(Called, Noon).After(Joined, Noon).After(Yes, Noon))
            .Asks(RightsRequestType.Erasure, Around).Shows(Around, Number).Confirmed(Around, Ended);

        var whole = half.Shows(Around, Second, Mail);
        var ended = whole.Confirmed(Around, Noon.AddDays(5));

        Assert.Equal(ErasureReach.Part, half.Deletions.Erasures[0].Reach);
        Assert.Equal(DecisionOutcome.Deny, whole.May("marketing", Channel.Sms, Number));
        Assert.Equal([Acme], ended.Relationships.Relationships.Where(known => known.IsOpen)
            .Select(known => known.Controller));
    }

    private static Subject Linked(Subject subject) => subject
        .After(new LinkIdentifier(Second), Noon.AddDays(2)).After(new LinkIdentifier(Mail), Noon.AddDays(2));
}
