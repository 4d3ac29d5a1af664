using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Jurisdictions;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Deletions;
using ZenVoip.Registry.Tests.Rights;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Lifecycle.Ward;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>One controller's erasure never deletes what another one tells of meanwhile: the person lives on.</summary>
public sealed class LateDataOfOthersTests
{
    private static readonly Surroundings Around = Holders();

    private static readonly StartRelationship Joined = new(Acme, SubjectKind.EndUser);

    private static readonly RecordConsent Yes = Answer(ConsentStatus.Given) with { Controller = Acme };

    private static readonly SubmitRightsRequest Instructed =
        Desk.Ask(RightsRequestType.Erasure) with { Controller = Acme, Requester = RequesterRole.Controller };

    private static readonly Subject Erasing = Caller().Asks(RightsRequestType.Erasure, Around).Shows(Around, Number);

    private static readonly DateTimeOffset Now = Noon.AddDays(3);

    public static TheoryData<string> Ways => ["relationship", "yes", "data"];

    [Theory]
    [MemberData(nameof(Ways))]
    public void Whoever_has_the_person_anew_keeps_them_and_what_is_erased_goes(string way)
    {
        var kept = Erasing.After(Told(way), Now, Number, Around);
        var ended = kept.Confirmed(Around, Now.AddDays(1));

        Assert.Equal((SubjectStatus.Erasing, SubjectStatus.Active), (Erasing.Status, kept.Status));
        Assert.Equal(ErasureReach.Controller, Assert.Single(kept.Deletions.Erasures).Reach);
        Assert.Equal(Erasing.OpenOrders, kept.OpenOrders);
        Assert.NotNull(Assert.Single(ended.Deletions.Erasures).EndedAt);
        Assert.Equal((SubjectStatus.Active, false), (ended.Status, ended.NamesNobody));
        Assert.DoesNotContain(
            ended.Relationships.Relationships, known => known.IsOpen && known.Controller == Controller.ZenVoip);
        Assert.Equal(SubjectStatus.Active, ended.InAWeek().Status);
    }

    [Fact]
    public void With_the_last_of_them_the_person_ends()
    {
        var kept = Erasing.After(Joined, Now, around: Around).Confirmed(Around, Now.AddDays(1)).IsTold(Around);

        var left = kept.After(new EndRelationship(Acme, SubjectKind.EndUser), Now.AddDays(2), around: Around)
            .Ticked(Now.AddDays(60), Around);
        var gone = left.Confirmed(Around, Now.AddDays(61)).InAWeek();

        Assert.Equal((SubjectStatus.Active, SubjectStatus.Erased), (left.Status, gone.Status));
    }

    [Theory]
    [InlineData(ConsentStatus.Requested)]
    [InlineData(ConsentStatus.Refused)]
    public void What_is_no_yes_keeps_nobody(ConsentStatus status) => Assert.Equal(
        SubjectStatus.Erasing, Erasing.After(Yes with { Status = status }, Now, Number, Around).Status);

    [Fact]
    public void Nor_does_a_yes_that_was_over_when_it_was_told() => Assert.Equal(
        SubjectStatus.Erasing,
        Erasing.After(Yes with { At = Noon.AddYears(-9) }, Now, Number, Around).Status);

    [Theory]
    [MemberData(nameof(Ways))]
    public void Whoever_erases_them_too_has_nobody_anew(string way)
    {
        var both = Caller().After(Joined, Noon).Asks(RightsRequestType.Erasure, Around).Shows(Around, Number)
            .After(Instructed, Noon.AddDays(2), around: Around);

        Assert.Equal(SubjectStatus.Erasing, both.Status);
        Assert.Equal("SUBJECT_ERASED", CodeOf(both.Decide(Told(way), Now, Number, Around)));
    }

    /// <summary>The erasure has ended, and a hold on something else keeps the person.</summary>
    [Fact]
    public void While_a_hold_delays_the_end_of_the_person_others_keep_them_and_who_has_erased_does_not()
    {
        var held = Erasing.After(Hold() with { Categories = [Office.Billing], Controller = Acme }, Now)
            .Confirmed(Around, Now.AddDays(1));

        var late = held.Hears(Called, Now.AddDays(2), Around);
        var kept = late.After(Joined, Now.AddDays(3), around: Around);
        var free = kept.After(new ReleaseLegalHold("hld_1"), Now.AddDays(9), around: Around);

        Assert.NotNull(Assert.Single(held.Deletions.Erasures).EndedAt);
        Assert.Equal((SubjectStatus.Erasing, SubjectStatus.Erasing), (held.Status, late.Status));
        Assert.Equal((SubjectStatus.Active, SubjectStatus.Active), (kept.Status, free.InAWeek().Status));
    }

    [Fact]
    public void Until_somebody_has_the_person_nothing_else_is_recorded_of_them()
    {
        var linked = new LinkIdentifier(Email("ada@example.com"));
        var seen = new ObserveJurisdiction(In("FR"), JurisdictionSource.Ip);
        var kept = Erasing.After(Joined, Now, around: Around);

        Assert.Equal("SUBJECT_ERASED", CodeOf(Erasing.Decide(linked, Now, around: Around)));
        Assert.Equal("SUBJECT_ERASED", CodeOf(Erasing.Decide(seen, Now, around: Around)));
        Assert.Equal(2, kept.After(linked, Now).After(seen, Now).Identifiers.Links.Length);
    }

    [Fact]
    public void What_is_reported_of_who_erases_is_late_as_before_and_taken_back_with_the_erasure()
    {
        var late = Erasing.After(Joined, Now, around: Around).Hears(Called, Now.AddDays(1), Around);

        var back = late.After(new WithdrawRightsRequest(late.Rights.Only.Id), Now.AddDays(2), around: Around);

        Assert.Equal(2, late.OpenOrders.Count(order => order.Cause == DeletionBook.LateData));
        Assert.Empty(back.OpenOrders);
    }

    [Fact]
    public void What_restricts_the_person_does_so_again()
    {
        var reported = Erasing.After(Desk.Ask(RightsRequestType.MinorReport), Noon.AddDays(2), around: Around);

        Assert.Equal(SubjectStatus.Restricted, reported.After(Joined, Now, around: Around).Status);
    }

    [Fact]
    public void A_tombstone_nobody_brings_back()
    {
        var erased = Erasing.Confirmed(Around, Now);

        Assert.Equal("SUBJECT_ERASED", CodeOf(erased.Decide(Joined, Now.AddDays(1), around: Around)));
        Assert.Equal(
            2, erased.Hears(Called with { Controller = Acme }, Now.AddDays(1), Around).OpenOrders.Count);
    }

    private static SubjectCommand Told(string way) => way switch
    {
        "relationship" => Joined,
        "yes" => Yes,
        _ => Called with { Controller = Acme },
    };
}
