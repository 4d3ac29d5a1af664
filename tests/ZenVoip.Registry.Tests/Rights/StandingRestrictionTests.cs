using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Deletions;
using static ZenVoip.Registry.Tests.Rights.Exercise;
using static ZenVoip.Registry.Tests.Subjects.Told;
using Type = ZenVoip.Registry.Domain.RightsRequestType;

namespace ZenVoip.Registry.Tests.Rights;

/// <summary>A restriction that ends frees nothing of what another one restricts.</summary>
public sealed class StandingRestrictionTests
{
    private static readonly Purpose Sale = Purpose.TryParse("sale")!.Value;

    private static readonly Purpose Communication = Purpose.TryParse("communication")!.Value;

    private readonly Surroundings around = Holders();

    [Fact]
    public void Holders_restrict_on_while_a_later_restriction_stands()
    {
        var both = Restricted(Completed(Restricted(Anna()), 0));

        var lifted = Lifted(both, 0);

        Assert.Empty(Freed(lifted));
        Assert.Single(lifted.Rights.Restrictions);
        Assert.Equal(
            [(Office.Store.Name, 0), (Office.Archive.Name, 0)],
            Freed(Lifted(Completed(lifted, 1), 1)).Select(task => (task.System, task.Links[0])));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Holders_restrict_on_when_a_later_restriction_ends_before_an_earlier_one(bool isRefused)
    {
        var both = Restricted(Completed(Restricted(Anna()), 0));

        var second = both.Rights.Requests[1].Id;
        SubjectCommand end = isRefused
            ? new RefuseRightsRequest(second, "NO_CAUSE_TO_RESTRICT", both.RecordedAt)
            : new WithdrawRightsRequest(second);
        var ended = both.After(end, both.RecordedAt, around: around);

        Assert.Empty(Freed(ended));
    }

    [Fact]
    public void What_no_other_restriction_covers_is_freed()
    {
        var both = Restricted(Completed(Restricted(Anna()), 0), categories: [Office.CallRecords]);

        var freed = Assert.Single(Freed(Lifted(both, 0)));

        Assert.Equal(Office.Archive.Name, freed.System);
        Assert.Equal([Office.Billing], freed.Categories);
    }

    [Fact]
    public void By_what_no_other_restriction_covers_holders_free()
    {
        var both = Restricted(Completed(Restricted(Anna()), 0), shown: [Mail]);

        Assert.All(Freed(Lifted(both, 0)), task => Assert.Equal([0], task.Links));
        Assert.Equal(2, Freed(Lifted(both, 0)).Count());
    }

    [Fact]
    public void An_open_objection_keeps_its_purposes_restricted_and_another_controllers_restriction_nothing()
    {
        var others = Anna().After(new StartRelationship(Acme, SubjectKind.EndUser), Noon).After(
            Desk.Ask(Type.Restriction) with { Controller = Acme, Requester = RequesterRole.Controller },
            Noon.AddDays(1),
            around: around).Asks(Type.Objection, around, Desk.Analytics);

        var freed = Freed(Lifted(Completed(Restricted(others), 2), 2)).ToList();

        Assert.Equal(2, freed.Count);
        Assert.All(freed, task => Assert.Equal(
            Rules.Clauses.Purposes.Select(each => each.Code).Except([Desk.Analytics]), task.Purposes));
    }

    [Fact]
    public void A_restriction_of_some_purposes_says_so_to_the_holders()
    {
        var narrow = Anna().Asks(Type.Restriction, around, Desk.Analytics).Shows(around);
        var lifted = Lifted(Completed(narrow, 0), 0);

        Assert.All(lifted.Deletions.Tasks, task => Assert.Equal([Desk.Analytics], task.Purposes));
        Assert.All(Restricted(Anna()).Deletions.Tasks, task => Assert.Empty(task.Purposes));
    }

    [Fact]
    public void A_contested_objection_is_restricted_at_the_holders_until_it_is_decided()
    {
        var objected = Anna().Asks(Type.Objection, around, Desk.Analytics, Marketing);

        Assert.Equal(
            [(Office.Store.Name, HolderTaskKind.Restrict), (Office.Archive.Name, HolderTaskKind.Restrict)],
            objected.Deletions.Tasks.Select(task => (task.System, task.Kind)));
        Assert.All(objected.Deletions.Tasks, task => Assert.Equal([Desk.Analytics], task.Purposes));
        var denied = Freed(objected.IsTold(around, "OVERRIDING_GROUNDS")).ToList();
        Assert.Equal(2, denied.Count);
        Assert.All(denied, task => Assert.Equal([Desk.Analytics], task.Purposes));
        Assert.Equal(2, Freed(Anna().Asks(Type.Objection, around, Desk.Analytics)
            .IsRefused(around, "OVERRIDING_GROUNDS")).Count());
    }

    [Fact]
    public void What_is_upheld_stays_restricted_also_when_a_restriction_of_all_is_lifted()
    {
        var upheld = Restricted(Anna()).Asks(Type.Objection, around, Desk.Analytics).IsTold(around);

        var lifted = Lifted(Completed(upheld, 0), 0);

        Assert.Empty(Freed(upheld));
        Assert.All(Freed(lifted), task => Assert.DoesNotContain(Desk.Analytics, task.Purposes));
        Assert.Equal(2, Freed(lifted).Count());
    }

    [Fact]
    public void What_is_upheld_over_one_channel_is_processed_again_over_the_others()
    {
        var upheld = Anna().After(
            Desk.Ask(Type.Objection, Communication) with { Channels = [Channel.Email] }, Noon, around: around)
            .IsTold(around);

        Assert.All(Freed(upheld), task => Assert.Equal([Communication], task.Purposes));
        Assert.Equal(2, Freed(upheld).Count());
    }

    [Fact]
    public void A_reported_minor_is_restricted_at_the_holders_until_the_report_is_refused()
    {
        var reported = Anna().Asks(Type.MinorReport, around);

        Assert.Equal(
            [HolderTaskKind.Restrict, HolderTaskKind.Restrict], reported.Deletions.Tasks.Select(task => task.Kind));
        Assert.Empty(Freed(Lifted(Completed(Restricted(reported), 1), 1)));
        Assert.Equal(2, Freed(reported.IsRefused(around, "NOT_A_MINOR")).Count());
    }

    [Fact]
    public void Who_objects_to_sale_is_shared_no_further_whatever_becomes_of_the_request()
    {
        var objected = Anna().Asks(Type.Objection, around, Sale, Marketing);
        var withdrawn = objected.After(
            new WithdrawRightsRequest(objected.Rights.Requests[0].Id), Noon.AddDays(2), around: around);

        Assert.All(withdrawn.Deletions.Tasks, task => Assert.Equal(
            (HolderTaskKind.StopSharing, true), (task.Kind, task.IsOpen)));
        Assert.All(withdrawn.Deletions.Tasks, task => Assert.Equal([Sale], task.Purposes));
        Assert.Equal(2, withdrawn.Deletions.Tasks.Length);
        Assert.Empty(Anna().Asks(Type.Objection, around, Marketing).Deletions.Tasks);
    }

    [Fact]
    public void What_a_holder_has_not_restricted_yet_it_is_not_asked_to_any_more()
    {
        var restricted = Completed(Restricted(Anna()), 0);

        var lifted = Lifted(restricted, 0);

        Assert.Equal(2, restricted.Deletions.Tasks.Count(task => task.IsOpen));
        Assert.All(
            lifted.Deletions.Tasks.Where(task => task.Kind is HolderTaskKind.Restrict),
            task => Assert.Equal(HolderTaskStatus.Cancelled, task.Status));
    }

    [Fact]
    public void Somebody_of_whom_nothing_is_linked_stays_restricted_too()
    {
        var both = Restricted(Completed(Restricted(Customer()), 0));

        Assert.Empty(Freed(Lifted(both, 0)));
        Assert.Equal(2, Freed(Lifted(Completed(Lifted(both, 0), 1), 1)).Count());
    }

    [Fact]
    public void A_report_that_nobody_works_here_restricts_no_holder()
    {
        var restricted = Anna().After(new StartRelationship(Acme, SubjectKind.EndUser), Noon)
            .After(
                Desk.Ask(Type.Restriction) with { Controller = Acme, Requester = RequesterRole.Controller },
                Noon.AddDays(1),
                around: around)
            .After(Desk.Ask(Type.MinorReport) with { Controller = Acme }, Noon.AddDays(2), around: around);

        Assert.Equal(2, Freed(Lifted(Completed(restricted, 0), 0)).Count());
    }

    private static IEnumerable<HolderTask> Freed(Subject subject) =>
        subject.Deletions.Tasks.Where(task => task.Kind is HolderTaskKind.Unrestrict);

    private Subject Restricted(
        Subject subject, DataCategory[]? categories = null, DigestedIdentifier[]? shown = null) => subject.After(
            Desk.Ask(Type.Restriction) with { Categories = [.. categories ?? []] }, Noon.AddDays(1), around: around)
        .Shows(around, shown ?? []);

    private Subject Completed(Subject subject, int index) => subject.After(
        new CompleteRightsRequest(subject.Rights.Requests[index].Id, subject.RecordedAt),
        subject.RecordedAt,
        around: around);

    private Subject Lifted(Subject subject, int index) => subject.After(
        new LiftRestriction(subject.Rights.Requests[index].Id, subject.RecordedAt),
        subject.RecordedAt,
        around: around);
}
