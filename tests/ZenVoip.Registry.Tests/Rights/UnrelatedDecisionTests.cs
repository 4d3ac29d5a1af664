using System.Collections.Immutable;
using CsCheck;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Domain.Jurisdictions;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Subjects.Told;
using PurposeRule = ZenVoip.Registry.Domain.Rulebook.PurposeRule;
using Type = ZenVoip.Registry.Domain.RightsRequestType;

namespace ZenVoip.Registry.Tests.Rights;

/// <summary>Exercising a right changes no decision that it has nothing to do with.</summary>
public sealed class UnrelatedDecisionTests
{
    private static readonly ImmutableArray<Purpose> All = [.. Rules.Clauses.Purposes.Select(each => each.Code)];

    /// <summary>What an opt-out of sale covers by the rulebook.</summary>
    private static readonly ImmutableArray<Purpose> Sold =
        [Purpose.TryParse("sale")!.Value, Purpose.TryParse("partners")!.Value];

    /// <summary>What goes on under a restriction, in every regime.</summary>
    private static readonly ImmutableArray<Purpose> Allowed = Where(rule => rule.AllowedUnderRestriction);

    /// <summary>What goes on although the person is reported to be a minor, in every regime.</summary>
    private static readonly ImmutableArray<Purpose> Essential = Where(rule => rule.IsEssential);

    private static readonly ImmutableArray<string> Grounds =
        [.. Rules.Clauses.Rights.Grounds.Select(rule => rule.Ground).Distinct()];

    private static readonly Gen<SubmitRightsRequest> Requests = Gen.Select(
        Gen.Frequency((4, Gen.Const(Controller.ZenVoip)), (3, Gen.Const(Acme)), (1, Gen.Const(Controller.Platform))),
        Gen.Enum<Type>(),
        Gen.Enum<RequesterRole>(),
        Gen.OneOf([.. All]).Array[0, 3],
        Gen.Enum<Channel>().Array[0, 2],
        Gen.OneOf(Desk.CallRecords, Desk.Billing).Array[0, 1],
        (controller, type, requester, purposes, channels, categories) => new SubmitRightsRequest
        {
            Controller = controller,
            Type = type,
            Manner = RequestManner.WebForm,
            Requester = requester,
            // An erasure that names some is refused.
            Purposes = type is Type.Erasure ? [] : [.. purposes],
            Channels = type is Type.Erasure ? [] : [.. channels],
            Categories = [.. categories],
        });

    private enum Ending
    {
        Open,
        Upheld,
        Refused,
        Withdrawn,
        SentOn,
        Lifted,
    }

    [Fact]
    public void A_right_changes_only_what_it_names() => Gen.Select(
        AnyStep.Steps, Requests, Gen.Bool, Gen.Enum<Ending>()).Sample(
        (steps, request, isVerified, wanted) =>
        {
            var lived = Life.Of(steps.Where(step => !IsAboutRights(step)))[^1].After;
            var before = request.Type is Type.Appeal ? Refused(lived) : lived;
            var (after, ending) = Exercised(before, request, isVerified, wanted);
            // Who is erased is asked nothing any more.
            if (after.Status is SubjectStatus.Erasing or SubjectStatus.Erased)
                return;

            var made = after.Rights.Requests.Length > before.Rights.Requests.Length ? after.Rights.Requests[^1] : null;
            Assert.All(
                AnyStep.Questions.Where(asked => made is null || !IsAbout(asked, request, made, isVerified, ending)),
                asked => Assert.Equal(before.Ask(asked, after.RecordedAt), after.Ask(asked, after.RecordedAt)));
        },
        iter: 2_000);

    [Fact]
    public void No_right_turns_a_no_into_a_yes() => Gen.Select(
        AnyStep.Steps, Gen.Enum<Type>().Where(type => type is not Type.Appeal), Gen.Bool, Gen.Bool).Sample(
        (steps, type, isWorked, isUpheld) =>
        {
            var before = Life.Of(steps.Where(step => !IsAboutRights(step)))[^1].After;
            var (after, _) = Exercised(
                before, Desk.Ask(type), isWorked, isUpheld ? Ending.Upheld : Ending.Open);

            Assert.All(AnyStep.Questions, asked => Assert.True(
                before.Ask(asked, after.RecordedAt) is DecisionOutcome.Permit
                    || after.Ask(asked, after.RecordedAt) is not DecisionOutcome.Permit));
            var held = AnyStep.Identifiers.Where(known => after.Identifiers.Holds(known.Digest) is not null);
            Assert.All(held, by => Assert.All(AnyStep.Questions, asked => Assert.True(
                before.Ask(asked, by, after.RecordedAt).Outcome is DecisionOutcome.Permit
                    || after.Ask(asked, by, after.RecordedAt).Outcome is not DecisionOutcome.Permit)));
        },
        iter: 400);

    [Theory]
    [InlineData(Type.Restriction, "service")]
    [InlineData(Type.MinorReport, "improvement")]
    [InlineData(Type.Objection, "analytics")]
    [InlineData(Type.Objection, "communication")]
    public void What_a_right_is_about_is_denied_at_once(Type type, string purpose)
    {
        var (after, _) = Exercised(Customer(), Desk.Ask(type), isVerified: true, Ending.Open);

        Assert.Equal(DecisionOutcome.Permit, Customer().May(purpose));
        Assert.Equal(DecisionOutcome.Deny, after.May(purpose));
    }

    private static ImmutableArray<Purpose> Where(Func<PurposeRule, bool> holds) => [.. All.Where(purpose =>
        Rules.Clauses.PurposeRules.Where(rule => rule.Purposes.Contains(purpose)).All(holds))];

    /// <summary>Of Tennessee, where a refusal can be appealed against.</summary>
    private static Subject Refused(Subject subject)
    {
        subject = After(new ObserveJurisdiction(In("US-TN"), JurisdictionSource.Operator));
        subject = After(Desk.Ask(Type.Erasure));
        var id = Assert.Single(subject.Rights.Requests).Id;
        return After(new RefuseRightsRequest(id, "LEGAL_OBLIGATION", subject.RecordedAt));

        Subject After(SubjectCommand command) => subject.After(command, subject.RecordedAt + Instants.Step);
    }

    private static bool IsAboutRights(Step step) =>
        step.Command.GetType().Namespace == typeof(SubmitRightsRequest).Namespace;

    /// <summary>Whether the answer to a question may be another one for what was asked and became of it.</summary>
    private static bool IsAbout(
        Question asked, SubmitRightsRequest request, RightsRequest made, bool isVerified, Ending ending)
    {
        var isWorked = request.Controller.IsCustomer ? request.Requester is RequesterRole.Controller : isVerified;
        var isOfThem = request.Controller == Controller.Platform || asked.Controller == request.Controller
            || (ending is Ending.SentOn && request.SaysNo && asked.Controller == Acme);
        var isNamed = request.Purposes.IsEmpty || request.Purposes.Contains(asked.Purpose);
        var isOverIt = request.Channels.IsEmpty || asked.Channel is not { } channel
            || request.Channels.Contains(channel);
        return request.Type switch
        {
            // A minor is one to everybody; every other right is exercised towards one controller.
            Type.MinorReport => !Essential.Contains(asked.Purpose) && ending is not Ending.Refused,
            _ when !isOfThem => false,
            Type.Objection when made.Contested.Contains(asked.Purpose) =>
                isNamed && (ending is Ending.Open || (ending is Ending.Upheld && isOverIt)),
            // One that is sent on is weighed by whom it is sent to.
            Type.Objection => isOverIt
                && (made.EndedAtOnce.Contains(asked.Purpose) || (isNamed && ending is Ending.SentOn)),
            Type.OptOutOfSale => Sold.Contains(asked.Purpose),
            Type.Erasure => isWorked && request.Categories.IsEmpty,
            Type.Restriction => isWorked && isNamed && !Allowed.Contains(asked.Purpose)
                && ending is Ending.Open or Ending.Upheld,
            _ => false,
        };
    }

    /// <returns>The subject after it, and how it ended where it could not end as it should.</returns>
    private static (Subject After, Ending How) Exercised(
        Subject subject, SubmitRightsRequest command, bool isVerified, Ending ending)
    {
        var at = subject.RecordedAt + Instants.Step;
        if (command.Type is Type.Appeal)
            command = command with { AppealOf = Assert.Single(subject.Rights.Requests).Id };
        var isTaken = Take(command);
        Assert.True(isTaken || command.Controller != Controller.ZenVoip
            || command.Requester is RequesterRole.Controller);
        if (!isTaken)
            return (subject, Ending.Open);
        var id = subject.Rights.Requests[^1].Id;
        if (isVerified)
            Take(new VerifyRightsRequest(id, "login"));
        var told = subject.RecordedAt;
        var how = ending switch
        {
            Ending.Lifted when Take(new CompleteRightsRequest(id, told)) =>
                Take(new LiftRestriction(id, told)) ? Ending.Lifted : Ending.Upheld,
            Ending.Upheld when Take(new CompleteRightsRequest(id, told)) => ending,
            Ending.Refused when Grounds.Any(ground => Take(new RefuseRightsRequest(id, ground, told))) => ending,
            Ending.Withdrawn when Take(new WithdrawRightsRequest(id)) => ending,
            Ending.SentOn when Take(new ForwardRightsRequest(id, Acme, told)) => ending,
            _ => Ending.Open,
        };
        return (subject, how);

        bool Take(SubjectCommand next)
        {
            if (subject.Decide(next, subject.TimeToRecord(at)) is not Outcome.Accepted { Events: var events })
                return false;
            subject = events.Aggregate(subject, (known, happened) => known.Apply(happened));
            return true;
        }
    }
}
