using System.Collections.Immutable;
using CsCheck;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using static ZenVoip.Registry.Tests.Rights.Exercise;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Rights;

/// <summary>
/// What holders restrict is what the registry restricts, however restrictions come and go. What the person has objected
/// to with success they may restrict longer.
/// </summary>
public sealed class RestrictionPropertyTests
{
    private static readonly Purpose Improvement = Purpose.TryParse("improvement")!.Value;

    private static readonly Purpose Sale = Purpose.TryParse("sale")!.Value;

    private static readonly ImmutableArray<Purpose> All =
        [.. Rules.Clauses.Purposes.Select(purpose => purpose.Code)];

    private static readonly Gen<int> Which = Gen.Int[0, 3];

    private static readonly Gen<SubjectCommand> Command = Gen.Frequency(
        (4, Gen.Select(Gen.Bool, Gen.OneOf(Desk.CallRecords, Desk.Billing).Array[0, 2], (isAcmes, categories) =>
            (SubjectCommand)(Desk.Ask(RightsRequestType.Restriction) with
            {
                Controller = isAcmes ? Acme : Controller.ZenVoip,
                Requester = isAcmes ? RequesterRole.Controller : RequesterRole.Self,
                Categories = [.. categories.Distinct()],
                Purposes = isAcmes ? [] : [.. Enumerable.Repeat(Desk.Analytics, categories.Length % 2)],
            }))),
        (4, Gen.Select(Which, Gen.OneOf(Number, Mail).Array[0, 2], (which, shown) =>
            (SubjectCommand)new VerifyRightsRequest($"{which}", "login")
            {
                Digests = [.. shown.Select(one => one.Digest.Value)],
            })),
        (3, Which.Select(which => (SubjectCommand)new CompleteRightsRequest($"{which}", Noon))),
        (3, Which.Select(which => (SubjectCommand)new LiftRestriction($"{which}", Noon))),
        (2, Gen.OneOf(Desk.Analytics, Improvement, Sale).Array[1, 2].Select(purposes =>
            (SubjectCommand)Desk.Ask(RightsRequestType.Objection, [.. purposes.Distinct()]))),
        (1, Gen.Const((SubjectCommand)Desk.Ask(RightsRequestType.MinorReport))),
        (1, Which.Select(which => (SubjectCommand)new WithdrawRightsRequest($"{which}"))),
        (2, Gen.Select(Which, Gen.OneOf("NO_CAUSE_TO_RESTRICT", "OVERRIDING_GROUNDS", "NOT_A_MINOR"),
            (which, ground) => (SubjectCommand)new RefuseRightsRequest($"{which}", ground, Noon))),
        (1, Which.Select(which =>
            (SubjectCommand)new CompleteRightsRequest($"{which}", Noon, Ground: "OVERRIDING_GROUNDS"))),
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

                var restricted = Restricted(subject).ToHashSet();
                var ended = subject.OptOuts.OptOuts.Select(no => $"{no.Controller} {no.Purpose} ").ToList();
                Assert.Superset(restricted, held.ToHashSet());
                Assert.All(held.Except(restricted), more => Assert.Contains(ended, more.StartsWith));
            }
        },
        iter: 1_000);

    private static ImmutableHashSet<string> Done(ImmutableHashSet<string> held, HolderTask task)
    {
        var meant =
            from purpose in task.Purposes.IsEmpty ? All : task.Purposes
            from category in task.Categories
            from link in task.Links
            select $"{task.Controller} {purpose} {category} {link}";
        return task.Kind switch
        {
            HolderTaskKind.Restrict => held.Union(meant),
            HolderTaskKind.Unrestrict => held.Except(meant),
            _ => held,
        };
    }

    private static IEnumerable<string> Restricted(Subject subject) =>
        from request in subject.Rights.Requests
        where request.Restricts || request.SuspectsMinor
        let purposes = request.Type is RightsRequestType.Objection ? request.Contested : request.Purposes
        from purpose in purposes.IsEmpty ? All : purposes
        from category in request.Categories.IsEmpty ? [Desk.CallRecords, Desk.Billing] : request.Categories
        from link in request.Links
        select $"{request.Controller} {purpose} {category} {link}";

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
