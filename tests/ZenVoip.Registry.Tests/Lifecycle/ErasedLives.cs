using CsCheck;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Rights;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>Who live, are erased by one controller or two, and live on, or not.</summary>
internal static class ErasedLives
{
    /// <summary>Neither erases nor has a relationship.</summary>
    public static readonly Controller Beta = Controller.TryParse("beta")!.Value;

    /// <summary>Holds everything.</summary>
    public static readonly Surroundings Around = Among(new HolderSystem(
        "store",
        [.. Rules.Clauses.Retention.Categories.Select(known => known.Code)],
        HolderSystem.DefaultConfirmWithin));

    /// <param name="holds">What is to hold of each step after the erasure began.</param>
    public static void Sample(Action<Taken> holds) => Gen.Select(
        AnyStep.Steps, Gen.Bool, Gen.Bool, Gen.Int[0, 2], Gen.Select(AnyStep.Any, Asked, Gen.Int[0, 2]).Array[0, 25])
        .Sample(
            (lived, isByAcme, isByBoth, answered, then) =>
            {
                var subject = Erased(Life.Of(lived)[^1].After, isByAcme);
                subject = isByBoth ? Erased(subject, !isByAcme) : subject;
                subject = answered is 0 ? subject : Confirmed(subject);
                foreach (var (step, asked, areAnswered) in then)
                {
                    var taken = Life.Take(
                        subject, asked is null ? step : step with { Command = asked(subject) }, Around);
                    holds(taken);
                    subject = areAnswered is 0 ? Confirmed(taken.After) : taken.After;
                }
            },
            iter: 1_000);

    /// <summary>
    /// They are linked with more meanwhile, show some of it for what they have asked, and may take back what is asked
    /// for them, or are found to be minors; others go on reporting.
    /// </summary>
    private static Gen<Func<Subject, SubjectCommand>?> Asked { get; } = Gen.Frequency(
        (8, Gen.Const((Func<Subject, SubjectCommand>?)null)),
        (4, Gen.Select(AnyStep.Activity, Gen.Bool, (told, isByBeta) => (Func<Subject, SubjectCommand>?)(_ =>
            told is RecordActivity report && isByBeta ? report with { Controller = Beta } : told))),
        (3, AnyStep.Identifier.Select(more => (Func<Subject, SubjectCommand>?)(_ => new LinkIdentifier(more)))),
        (3, Gen.OneOf(Known).Array[1, 2].Select(shown => (Func<Subject, SubjectCommand>?)(subject =>
            new VerifyRightsRequest(DemandsOf(subject)[^1], "login")
            {
                Digests = [.. shown.Select(one => one.Digest.Value)],
            }))),
        (2, Gen.Const((Func<Subject, SubjectCommand>?)(subject => OpenOf(subject, RightsRequestType.MinorReport) switch
        {
            [var reported, ..] => new ConfirmMinor(reported, "school"),
            _ => Desk.Ask(RightsRequestType.MinorReport),
        }))),
        (2, Gen.Int[0, 2].Select(which => (Func<Subject, SubjectCommand>?)(subject => new WithdrawRightsRequest(
            OpenOf(subject, RightsRequestType.MinorReport).Concat(DemandsOf(subject)).ToList() is var open
                ? open[which % open.Count]
                : "")))));

    private static List<string> DemandsOf(Subject subject) =>
        [.. OpenOf(subject, RightsRequestType.Erasure).DefaultIfEmpty("req_0")];

    private static List<string> OpenOf(Subject subject, RightsRequestType type) =>
        [.. subject.Rights.Requests.Where(each => each.IsOpen && each.Type == type).Select(each => each.Id)];

    private static Subject Erased(Subject subject, bool isByAcme)
    {
        subject = Take(subject, new StartRelationship(Acme, SubjectKind.EndUser));
        var ask = Desk.Ask(RightsRequestType.Erasure);
        subject = Take(subject, isByAcme ? ask with { Controller = Acme, Requester = RequesterRole.Controller } : ask);
        foreach (var request in subject.Rights.Requests.Where(each => each.Type is RightsRequestType.Erasure))
            subject = Take(subject, new VerifyRightsRequest(request.Id, "login"));
        return subject;
    }

    private static Subject Confirmed(Subject subject) => subject.OpenOrders.Aggregate(
        subject, (before, order) => Take(before, new ConfirmDeletion { OrderId = order.Id }));

    private static Subject Take(Subject subject, SubjectCommand command) =>
        Life.Take(subject, new Step(command, By: null, subject.RecordedAt.AddHours(1)), Around).After;
}
