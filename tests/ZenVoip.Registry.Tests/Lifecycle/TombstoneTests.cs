using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Deletions;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Lifecycle.Farewell;
using static ZenVoip.Registry.Tests.Lifecycle.Ward;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>What is left of somebody erased: digests, noes, and what a law still keeps.</summary>
public sealed class TombstoneTests
{
    private static readonly DataCategory Proof = DataCategory.TryParse("CONSENT_EVIDENCE")!.Value;

    private static readonly Evidence Spoken = new("call", "the one of Lovelace", "Ada Lovelace, 7 Downing Lane");

    [Fact]
    public void It_holds_nothing_that_names_the_person()
    {
        var around = Holders();
        var known = Caller()
            .After(new LinkIdentifier(Email("ada@example.com")), Noon)
            .After(Answer(ConsentStatus.Given) with { Evidence = Spoken }, Noon)
            .After(Answer(ConsentStatus.Withdrawn, Channel.Email) with { Evidence = Spoken }, Noon)
            .After(Stop(Channel.Sms) with { Evidence = Spoken }, Noon, Number);

        var erased = known.ToErase(around).Confirmed(around).After(
            Stop(Channel.Voice) with { Evidence = Spoken }, Demanded.AddDays(9));

        Assert.All(["+4930123456", "ada@example.com", "Lovelace"], value => Assert.DoesNotContain(value, erased.Told));
        Assert.True(erased.NamesNobody);
        Assert.Contains(Number.Digest.Value, erased.Told);
    }

    [Theory]
    [InlineData(ConsentStatus.Withdrawn)]
    [InlineData(ConsentStatus.Refused)]
    public void A_no_still_denies_who_holds_the_number_next(ConsentStatus no)
    {
        var around = Holders();
        var erased = Caller().After(Answer(no, purpose: "communication", channel: Channel.Sms), Noon, Number)
            .ToErase(around).Confirmed(around);

        Assert.Equal(DecisionOutcome.Deny, erased.May("communication", Channel.Sms, Number));
        Assert.Equal(DecisionOutcome.Permit, Caller().May("communication", Channel.Sms, Number));
    }

    [Fact]
    public void A_no_that_is_said_to_it_is_kept_by_its_digests_and_once()
    {
        var around = Holders();
        var erased = Caller().ToErase(around).Confirmed(around);
        var no = Answer(ConsentStatus.Withdrawn, purpose: "communication");

        var heard = erased.After(no, Demanded.AddDays(9), around: around);

        Assert.Equal(DecisionOutcome.Deny, heard.May("communication", Channel.Sms, Number));
        ChangesNothing(heard.Decide(no with { At = Demanded.AddDays(9) }, Demanded.AddDays(10), around: around));
        Assert.Equal("SUBJECT_ERASED", CodeOf(heard.Decide(
            Answer(ConsentStatus.Given), Demanded.AddDays(10), around: around)));
    }

    [Fact]
    public void A_no_that_is_said_to_one_who_was_erased_twice_is_kept_by_the_digests_of_the_first_end()
    {
        var left = Email("left@example.com");
        var erased = Payer().After(new LinkIdentifier(left), Noon)
            .After(new UnlinkIdentifier(left.Digest, UnlinkReason.Changed), Noon.AddHours(1))
            .ToErase(Holders()).Confirmed(Holders());
        var (before, events) = Subject.Buried(
            new()
            {
                Id = erased.Id,
                Version = erased.Version,
                RegisteredAt = erased.RegisteredAt,
                RecordedAt = erased.RecordedAt,
                ErasedAt = erased.Tombstone!.ErasedAt,
                Profile = erased.Profile(),
                Links = erased.Identifiers.Links,
                Kept = [],
                Orders = [],
            },
            Rules,
            Demanded.AddDays(9));
        var again = events.Aggregate(before, (subject, happened) => subject.Apply(happened));

        var heard = again.After(Stop(Channel.Sms), Demanded.AddDays(10));

        Assert.Equal(DecisionOutcome.Deny, heard.May("communication", Channel.Sms, Number));
        Assert.DoesNotContain(
            heard.OptOuts.OptOuts, no => no.Via is { } via && heard.Identifiers.Links[via].Digest == left.Digest);
        Assert.Equal(erased.Identifiers.Links.Select(link => link.UnlinkedAt),
            heard.Identifiers.Links.Select(link => link.UnlinkedAt));
    }

    [Fact]
    public void What_a_law_keeps_is_found_by_its_identifiers_until_it_is_deleted_too()
    {
        var around = Holders();
        var erased = Payer().ToErase(around).Confirmed(around);
        var kept = Assert.Single(erased.Deletions.Withheld);

        var fired = erased.Ticked(kept.Until!.Value, around);
        var done = fired.Confirmed(around, kept.Until.Value.AddDays(1));

        Assert.Equal(SubjectStatus.Erased, erased.Status);
        Assert.False(erased.NamesNobody);
        Assert.NotEmpty(fired.OpenOrders);
        Assert.Equal(
            Number.Identifier, fired.Identifiers.Links[fired.OpenOrders[0].Links[0]].Identifier);
        Assert.Equal((true, done.RecordedAt), (done.NamesNobody, done.Tombstone!.EvidenceEndedAt));
    }

    [Fact]
    public void What_a_law_kept_of_two_demands_until_one_day_is_found_by_all_of_their_identifiers()
    {
        var around = Holders();
        var known = Customer(Number, Email("ada@example.com")).After(Paid, Noon);
        var half = known.Erasing(new EraseWish("req_0", Controller.ZenVoip, [Office.Billing], [0]), around, Demanded)
            .Aggregate(known, (before, happened) => before.Apply(happened));
        var erased = half.ToErase(around).Confirmed(around);

        var fired = erased.Ticked(erased.Deletions.Withheld.Max(kept => kept.Until!.Value), around);

        Assert.Equal(["req_0", Demand], fired.OpenOrders.Select(order => order.Cause).Distinct());
        Assert.Equal([0, 1], fired.OpenOrders.SelectMany(order => order.Links).Distinct());
        Assert.All(fired.Identifiers.Links, link => Assert.False(link.Identifier.IsForgotten));
    }

    /// <summary>Else whoever reads an order of years ago reads a number that only what waits may know.</summary>
    [Fact]
    public void Only_an_order_that_is_open_says_by_what_to_find_the_data()
    {
        var around = Holders();
        var erasing = Payer().ToErase(around);
        var erased = erasing.Confirmed(around);
        var fired = erased.Ticked(Assert.Single(erased.Deletions.Withheld).Until!.Value, around);

        Assert.All(erasing.Deletions.Orders, order =>
            Assert.Equal(Number.Identifier, Assert.Single(erasing.Identifiers.At(order.OpenLinks)).Identifier));
        Assert.All(erased.Deletions.Orders, order => Assert.Empty(order.OpenLinks));
        Assert.Equal(
            Number.Identifier, Assert.Single(fired.Identifiers.At(fired.OpenOrders[0].OpenLinks)).Identifier);
    }

    [Fact]
    public void The_proof_of_a_consent_that_lived_is_kept_for_its_own_time()
    {
        var around = Holders();
        var erased = Caller().After(Answer(ConsentStatus.Given), Noon).ToErase(around).Confirmed(around);
        var clock = Assert.Single(erased.Retention.Clocks, each => each.Event is RetentionEvent.ConsentEnded);

        var over = erased.Ticked(clock.DueAt!.Value, around);

        Assert.Equal(erased.Tombstone!.ErasedAt.AddYears(5), clock.DueAt);
        Assert.Null(erased.Tombstone.EvidenceEndedAt);
        Assert.Equal(over.RecordedAt, over.Tombstone!.EvidenceEndedAt);
    }

    [Fact]
    public void A_holder_of_that_proof_finds_it_by_the_identifiers_when_its_time_comes()
    {
        var around = Among(Office.Store, new HolderSystem("proofs", [Proof], TimeSpan.FromDays(7)));
        var erasing = Caller().After(Answer(ConsentStatus.Given), Noon).ToErase(around);
        var erased = erasing.Confirmed(around);

        var fired = erased.Ticked(erased.Tombstone!.EvidenceUntil!.Value, around);
        var done = fired.Confirmed(around, fired.RecordedAt.AddDays(1));

        Assert.True(erasing.ReachesHolders(new ConfirmDeletion { OrderId = "ord_1" }));
        Assert.Equal((SubjectStatus.Erased, false), (erased.Status, erased.NamesNobody));
        var order = Assert.Single(fired.OpenOrders);
        Assert.Equal((Proof, "proofs"), (order.Category, order.System));
        Assert.Equal(Number.Identifier, fired.Identifiers.Links[Assert.Single(order.Links)].Identifier);
        Assert.Equal((true, done.RecordedAt), (done.NamesNobody, done.Tombstone!.EvidenceEndedAt));
    }

    [Fact]
    public void Keys_are_due_for_destruction_until_that_is_noted()
    {
        var around = Holders();
        var erased = Caller().After(Answer(ConsentStatus.Given), Noon).ToErase(around).Confirmed(around);
        var noted = erased.After(new NoteKeysDestroyed(Evidence: false), Demanded.AddDays(2));
        var over = noted.Ticked(Demanded.AddYears(6), around);
        var gone = over.After(new NoteKeysDestroyed(Evidence: true), Demanded.AddYears(6).AddDays(1));

        Assert.Equal(erased.Tombstone!.ErasedAt, erased.NextDue(Demanded.AddDays(1)));
        Assert.Null(noted.Tombstone!.DestructionDue);
        Assert.Equal(over.Tombstone!.EvidenceEndedAt, over.Tombstone.DestructionDue);
        Assert.Null(gone.Tombstone!.DestructionDue);
        ChangesNothing(gone.Decide(new NoteKeysDestroyed(Evidence: true), Demanded.AddYears(7)));
        ChangesNothing(Caller().Decide(new NoteKeysDestroyed(Evidence: true), Demanded));
    }

    [Fact]
    public void An_order_that_a_holder_retains_can_still_be_confirmed()
    {
        var around = CallStores();
        var erasing = Caller().ToErase(around);
        var id = Assert.Single(erasing.OpenOrders).Id;
        var erased = erasing.After(
            new ConfirmDeletion { OrderId = id, RetainedUntil = Demanded.AddYears(1), Ground = "LEGAL_CLAIMS" },
            Demanded.AddHours(1), around: around);

        var deleted = erased.After(new ConfirmDeletion { OrderId = id }, Demanded.AddDays(1), around: around);

        Assert.Equal(DeletionOrderStatus.Confirmed, deleted.Deletions.FindOrder(id)!.Status);
    }
}
