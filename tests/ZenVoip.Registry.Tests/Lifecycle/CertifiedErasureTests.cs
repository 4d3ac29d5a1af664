using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Lifecycle.Farewell;
using static ZenVoip.Registry.Tests.Lifecycle.Ward;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>A certificate says how an erasure ended, always the same until more of it is settled.</summary>
public sealed class CertifiedErasureTests
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    [Fact]
    public void What_is_under_way_or_was_never_asked_is_not_certified()
    {
        var erasing = Caller().ToErase(Holders());

        Assert.Null(erasing.CertificateOf(Demand, Week));
        Assert.Null(erasing.CertificateOf("req_2", Week));
    }

    [Fact]
    public void It_says_where_the_person_is_still_found_and_until_when()
    {
        var around = Holders();
        var erased = Payer().After(Answer(ConsentStatus.Given), Noon).ToErase(around).Confirmed(around)
            .After(new NoteKeysDestroyed(Evidence: false), Demanded.AddDays(2));

        var certificate = erased.CertificateOf(Demand, Week)!;

        Assert.Equal(
            new CertifiedErasure
            {
                ErasedAt = erased.Tombstone!.ErasedAt,
                KeyDestroyedAt = erased.Tombstone.KeyDestroyedAt,
                ResidualUntil = erased.Tombstone.KeyDestroyedAt + Week,
                EvidenceUntil = erased.Tombstone.ErasedAt.AddYears(5),
                IdentifiersUntil = Assert.Single(erased.Deletions.Withheld).Until,
            },
            certificate.Erasure);
        Assert.Equal(erased.Tombstone.KeyDestroyedAt, certificate.CertifiedAt);
        Assert.Contains(certificate.Deletions, line => line.Outcome is CertifiedOutcome.Withheld
            && line.RetainedUntil == erased.Deletions.Withheld[0].Until);
        Assert.Null(erased.CertificateOf(Demand, keyBackups: null)!.Erasure!.ResidualUntil);
    }

    [Fact]
    public void It_changes_when_what_was_retained_is_deleted_and_not_before()
    {
        var around = CallStores();
        var erasing = Caller().ToErase(around);
        var order = Assert.Single(erasing.OpenOrders).Id;
        var erased = erasing.After(
            new ConfirmDeletion { OrderId = order, RetainedUntil = Demanded.AddYears(1), Ground = "LEGAL_CLAIMS" },
            Demanded.AddHours(1), around: around);
        var heard = erased.After(Stop(Channel.Sms), Demanded.AddDays(30));
        var deleted = heard.After(new ConfirmDeletion { OrderId = order }, Demanded.AddDays(60), around: around);

        Assert.Equal(
            Life.Text(erased.CertificateOf(Demand, Week)), Life.Text(heard.CertificateOf(Demand, Week)));
        Assert.Equal(deleted.RecordedAt, deleted.CertificateOf(Demand, Week)!.CertifiedAt);
    }

    [Fact]
    public void It_changes_when_what_a_law_kept_is_ordered_and_says_so()
    {
        var around = Holders();
        var erased = Payer().ToErase(around).Confirmed(around);

        var fired = erased.Ticked(Assert.Single(erased.Deletions.Withheld).Until!.Value, around);

        var certificate = fired.CertificateOf(Demand, Week)!;
        Assert.Contains(certificate.Deletions, line => line.Outcome is CertifiedOutcome.Open);
        Assert.Equal(fired.RecordedAt, certificate.CertifiedAt);
    }

    [Fact]
    public void It_says_until_when_proof_is_kept_also_when_that_is_over()
    {
        var around = Holders();
        var erased = Caller().After(Answer(ConsentStatus.Given), Noon).ToErase(around).Confirmed(around);
        var before = erased.CertificateOf(Demand, Week)!;

        var over = erased.Ticked(before.Erasure!.EvidenceUntil!.Value, around);

        Assert.NotNull(over.Tombstone!.EvidenceEndedAt);
        Assert.Equal(Life.Text(before), Life.Text(over.CertificateOf(Demand, Week)));
    }

    [Fact]
    public void It_says_until_when_identifiers_are_kept_also_when_that_is_over_and_nothing_where_none_is()
    {
        var around = Holders();
        var none = Caller().ToErase(around).Confirmed(around);
        var erased = Payer().ToErase(around).Confirmed(around);
        var until = Assert.Single(erased.Deletions.Withheld).Until;

        var over = erased.Ticked(until!.Value, around).Confirmed(around);

        Assert.True(none.NamesNobody);
        Assert.Null(none.CertificateOf(Demand, Week)!.Erasure!.IdentifiersUntil);
        Assert.False(erased.NamesNobody);
        Assert.Equal(until, erased.CertificateOf(Demand, Week)!.Erasure!.IdentifiersUntil);
        Assert.True(over.NamesNobody);
        Assert.Equal(until, over.CertificateOf(Demand, Week)!.Erasure!.IdentifiersUntil);
    }

    [Fact]
    public void Of_identifiers_kept_for_what_came_late_it_says_that_they_were_kept_at_the_end()
    {
        var around = Holders();
        var erasing = Caller().ToErase(around);
        var late = erasing.Hears(Ward.Called, Demanded.AddHours(1), around);
        var answered = late.OpenOrders.Except(erasing.OpenOrders).Aggregate(late, (before, order) =>
            before.After(new ConfirmDeletion { OrderId = order.Id }, Demanded.AddHours(2), around: around));
        var waiting = answered.Hears(Ward.Called, Demanded.AddHours(3), around);
        var last = Demanded.AddDays(30);

        foreach (var (erased, isLateOrdered) in new[] { (End(late), true), (End(waiting), false) })
        {
            Assert.Equal(isLateOrdered, erased.OpenOrders.Any());
            Assert.False(erased.NamesNobody);
            Assert.Equal(
                erased.Tombstone!.ErasedAt, erased.CertificateOf(Demand, Week)!.Erasure!.IdentifiersUntil);
        }

        Subject End(Subject subject) => erasing.OpenOrders.Aggregate(subject, (before, order) =>
            before.After(new ConfirmDeletion { OrderId = order.Id }, last, around: around));
    }

    [Fact]
    public void Of_several_ends_it_says_the_last_and_of_an_older_tombstone_what_is_left()
    {
        var around = Among(
            Deletions.Office.Store, Deletions.Office.Archive,
            new HolderSystem("proofs", [DataCategory.TryParse("CONSENT_EVIDENCE")!.Value], Week));
        var erased = Payer().After(Answer(ConsentStatus.Given), Noon).ToErase(around).Confirmed(around);
        var older = erased with { Tombstone = erased.Tombstone! with { IdentifiersUntil = null } };

        var law = Assert.Single(erased.Deletions.Withheld).Until;
        Assert.True(law > erased.Tombstone.EvidenceUntil);
        Assert.Equal(law, erased.CertificateOf(Demand, Week)!.Erasure!.IdentifiersUntil);
        Assert.Equal(law, older.CertificateOf(Demand, Week)!.Erasure!.IdentifiersUntil);
        var free = erased.Ticked(law!.Value, around).Confirmed(around);
        Assert.Equal(law, free.CertificateOf(Demand, Week)!.Erasure!.IdentifiersUntil);
    }

    [Fact]
    public void Of_a_part_it_says_nothing_of_the_person()
    {
        var around = Holders();
        var ended = Caller().ToErase(around, categories: Deletions.Office.CallRecords).Confirmed(around);

        Assert.Null(ended.CertificateOf(Demand, Week)!.Erasure);
    }
}
