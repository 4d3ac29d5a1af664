using System.Collections.Immutable;
using CsCheck;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using static ZenVoip.Registry.Tests.Rights.Exercise;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Rights;

/// <summary>What holders restrict is what the registry restricts, however restrictions come and go.</summary>
public sealed class RestrictionPropertyTests
{
    private static readonly Gen<int> Which = Gen.Int[0, 3];

    private static readonly Gen<SubjectCommand> Command = Gen.Frequency(
        (4, Gen.Select(Gen.Bool, Gen.OneOf(Desk.CallRecords, Desk.Billing).Array[0, 2], (isAcmes, categories) =>
            (SubjectCommand)(Desk.Ask(RightsRequestType.Restriction) with
            {
                Controller = isAcmes ? Acme : Controller.ZenVoip,
                Requester = isAcmes ? RequesterRole.Controller : RequesterRole.Self,
                Categories = [.. categories.Distinct()],
            }))),
        (4, Gen.Select(Which, Gen.OneOf(Number, Mail).Array[0, 2], (which, shown) =>
            (SubjectCommand)new VerifyRightsRequest($"{which}", "login")
            {
                Digests = [.. shown.Select(one => one.Digest.Value)],
            })),
        (3, Which.Select(which => (SubjectCommand)new CompleteRightsRequest($"{which}", Noon))),
        (3, Which.Select(which => (SubjectCommand)new LiftRestriction($"{which}", Noon))),
        (1, Which.Select(which => (SubjectCommand)new WithdrawRightsRequest($"{which}"))),
        (1, Which.Select(which => (SubjectCommand)new RefuseRightsRequest($"{which}", "NO_CAUSE_TO_RESTRICT", Noon))),
        (1, Which.Select(which => (SubjectCommand)new ForwardRightsRequest($"{which}", Acme, Noon))));

    [Fact]
    public void Holders_who_do_what_they_are_asked_restrict_what_is_restricted() => Command.Array[1, 25].Sample(
        commands =>
        {
            var around = Holders();
            var subject = Anna().After(new StartRelationship(Acme, SubjectKind.EndUser), Noon);
            ImmutableHashSet<string> held = [];
            foreach (var command in commands)
            {
                var now = subject.RecordedAt.AddHours(1);
                var outcome = subject.Decide(Of(subject, command), now, around: around);
                foreach (var happened in outcome.Events)
                {
                    subject = subject.Apply(happened);
                    if (happened is TasksIssued issued)
                        held = issued.Tasks.Aggregate(held, Done);
                }

                Assert.Equal(Restricted(subject), held.Order());
            }
        },
        iter: 1_000);

    private static ImmutableHashSet<string> Done(ImmutableHashSet<string> held, HolderTask task)
    {
        var meant =
            from category in task.Categories
            from link in task.Links
            select $"{task.Controller} {category} {link}";
        return task.Kind is HolderTaskKind.Restrict ? held.Union(meant) : held.Except(meant);
    }

    private static IEnumerable<string> Restricted(Subject subject) => (
        from request in subject.Rights.Requests
        where request.Restricts
        from category in request.Categories.IsEmpty ? [Desk.CallRecords, Desk.Billing] : request.Categories
        from link in request.Links
        select $"{request.Controller} {category} {link}").Distinct().Order();

    /// <summary>About the request of that number, which counts from the newest.</summary>
    private static SubjectCommand Of(Subject subject, SubjectCommand command)
    {
        var at = subject.RecordedAt;
        return command switch
        {
            VerifyRightsRequest each => each with { RequestId = Id(each.RequestId) },
            CompleteRightsRequest each => each with { RequestId = Id(each.RequestId), NotifiedAt = at },
            LiftRestriction each => each with { RequestId = Id(each.RequestId), NotifiedAt = at },
            WithdrawRightsRequest each => each with { RequestId = Id(each.RequestId) },
            RefuseRightsRequest each => each with { RequestId = Id(each.RequestId), NotifiedAt = at },
            ForwardRightsRequest each => each with { RequestId = Id(each.RequestId), NotifiedAt = at },
            _ => command,
        };

        string Id(string which) => subject.Rights.Requests
            .ElementAtOrDefault(subject.Rights.Requests.Length - 1 - int.Parse(which, null))?.Id ?? "";
    }
}
