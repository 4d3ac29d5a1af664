using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Jurisdictions;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Rights;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Lifecycle.ErasedLives;
using static ZenVoip.Registry.Tests.Lifecycle.Ward;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>What is reported of a controller while another one's erasure ends the person.</summary>
public sealed class LateDataOfOthersTests
{
    private static readonly Surroundings Around = Holders();

    /// <summary>Others may have it too.</summary>
    private static readonly DigestedIdentifier Account = Identifier(IdentifierType.Account, "account-550012");

    private static readonly StartRelationship Joined = new(Acme, SubjectKind.EndUser);

    private static readonly SubmitRightsRequest Instructed =
        Desk.Ask(RightsRequestType.Erasure) with { Controller = Acme, Requester = RequesterRole.Controller };

    [Fact]
    public void It_is_taken_back_when_the_person_lives_on_because_another_erasure_was_taken_back()
    {
        var begun = Caller().After(Joined, Noon).After(Instructed, Noon.AddDays(1), around: Around);
        var erasing = begun.Asks(RightsRequestType.Erasure, Around).Shows(Around, Number);
        var late = erasing.Hears(Called with { Controller = Beta }, Noon.AddDays(3), Around);

        var alive = late.After(new WithdrawRightsRequest(begun.Rights.Only.Id), Noon.AddDays(4), around: Around);

        Assert.Contains(late.OpenOrders, order => order.Controller == Beta);
        Assert.Equal(SubjectStatus.Active, alive.Status);
        Assert.All(alive.OpenOrders, order => Assert.Equal(Controller.ZenVoip, order.Controller));
        Assert.NotEmpty(alive.OpenOrders);
    }

    [Fact]
    public void It_stays_ordered_with_an_erasure_that_began_since_when_that_which_took_it_is_taken_back()
    {
        var asked = Caller().Asks(RightsRequestType.MinorReport, Around).Asks(RightsRequestType.Erasure, Around)
            .Shows(Around);
        var (minor, erasure) = (asked.Rights.Requests[0].Id, asked.Rights.Requests[1].Id);
        var late = asked.Hears(Called with { Controller = Beta }, Noon.AddDays(3), Around);
        var both = late.After(new ConfirmMinor(minor, "school"), Noon.AddDays(4), around: Around);

        var back = both.After(new WithdrawRightsRequest(erasure), Noon.AddDays(5), around: Around);

        Assert.Equal(SubjectStatus.Erasing, back.Status);
        Assert.Equal([minor, minor], LateOf(back).Select(order => order.TakenBy));
        Assert.All(LateOf(back), order => Assert.Equal((Beta, late.RecordedAt), (order.Controller, order.Cutoff)));
    }

    /// <summary>Where they were last seen is no longer known when it is told again.</summary>
    [Fact]
    public void What_a_law_was_known_to_keep_of_it_is_kept_also_by_the_erasure_that_began_since()
    {
        var asked = Caller().After(new ObserveJurisdiction(In("US"), JurisdictionSource.Ip), Noon)
            .Asks(RightsRequestType.MinorReport, Around).Asks(RightsRequestType.Erasure, Around).Shows(Around);
        var (minor, erasure) = (asked.Rights.Requests[0].Id, asked.Rights.Requests[1].Id);
        var late = asked.Hears(Called with { Controller = Beta }, Noon.AddDays(3), Around);
        var both = late.After(new ConfirmMinor(minor, "school"), Noon.AddDays(95), around: Around);

        var back = both.After(new WithdrawRightsRequest(erasure), Noon.AddDays(96), around: Around);

        var kept = Assert.Single(late.Deletions.Withheld, wait => wait.Controller == Beta);
        var again = Assert.Single(back.Deletions.Withheld, wait => wait.Controller == Beta);
        Assert.NotNull(kept.Until);
        Assert.Equal((minor, kept.Until, kept.Cutoff), (again.TakenBy, again.Until, again.Cutoff));
        Assert.All(LateOf(back), order => Assert.True(order.Cutoff <= kept.After));
    }

    /// <summary>Nobody has shown zenvoip that the account's other data is theirs.</summary>
    [Fact]
    public void Of_who_erases_too_it_goes_by_no_shared_identifier_that_only_the_other_goes_by()
    {
        var both = Customer(Number, Account).After(Called, Noon).After(Joined, Noon)
            .Asks(RightsRequestType.Erasure, Around).Shows(Around, Number)
            .After(Instructed, Noon.AddDays(3), around: Around);

        var late = both.Hears(Called, Noon.AddDays(4), Around).Hears(
            Called with { Controller = Beta }, Noon.AddDays(4), Around);

        Assert.Equal(SubjectStatus.Erasing, both.Status);
        Assert.Equal([0], LinksOf(late, Controller.ZenVoip));
        Assert.Equal([0, 1], LinksOf(late, Beta));
    }

    /// <summary>It is the person's alone, whoever it was shown to.</summary>
    [Fact]
    public void Of_who_has_erased_it_goes_by_what_was_linked_since_where_the_other_goes_by_it()
    {
        var erased = Caller().After(Joined, Noon).Asks(RightsRequestType.Erasure, Around).Shows(Around, Number)
            .Confirmed(Around, Noon.AddDays(3));
        var linked = erased.After(new LinkIdentifier(Phone("+33123456789", "FR")), Noon.AddDays(4))
            .After(Instructed, Noon.AddDays(5), around: Around);

        var late = linked.Hears(Called, Noon.AddDays(6), Around);

        Assert.Equal(SubjectStatus.Erasing, linked.Status);
        Assert.Equal([0, 1], LinksOf(late, Controller.ZenVoip));
    }

    private static IEnumerable<int> LinksOf(Subject late, Controller controller) => LateOf(late)
        .Where(order => order.Controller == controller).SelectMany(order => order.Links).Distinct().Order();

    private static IEnumerable<DeletionOrder> LateOf(Subject subject) =>
        subject.OpenOrders.Where(order => order.Cause == DeletionBook.LateData);
}
