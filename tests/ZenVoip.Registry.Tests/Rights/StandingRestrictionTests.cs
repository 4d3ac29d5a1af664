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
    public void Another_controllers_restriction_and_an_objection_keep_nothing_restricted_at_holders()
    {
        var others = Anna().After(new StartRelationship(Acme, SubjectKind.EndUser), Noon).After(
            Desk.Ask(Type.Restriction) with { Controller = Acme, Requester = RequesterRole.Controller },
            Noon.AddDays(1),
            around: around).Asks(Type.Objection, around, Desk.Analytics);

        Assert.Equal(2, Freed(Lifted(Completed(Restricted(others), 2), 2)).Count());
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
