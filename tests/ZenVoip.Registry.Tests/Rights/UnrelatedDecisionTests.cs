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

    [Fact]
    public void A_right_changes_only_what_it_names() => Gen.Select(
        AnyStep.Steps, Gen.Enum<Type>(), Gen.OneOf([.. All]).Array[1, 3], Gen.Bool, Gen.Bool).Sample(
        (steps, type, named, isWorked, isUpheld) =>
        {
            var lived = Life.Of(steps.Where(step => !IsAboutRights(step)))[^1].After;
            var before = type is Type.Appeal ? Refused(lived) : lived;
            var after = Exercised(before, Desk.Ask(type, [.. named.Distinct()]), isWorked, isUpheld);
            // Who is erased is asked nothing any more.
            if (after.Status is SubjectStatus.Erasing or SubjectStatus.Erased)
                return;

            ImmutableArray<Purpose> related = type switch
            {
                Type.Objection => [.. named],
                Type.OptOutOfSale => Sold,
                Type.Erasure when isWorked => [.. All],
                Type.Restriction when isWorked => [.. named.Except(Allowed)],
                Type.MinorReport => [.. All.Except(Essential)],
                _ => [],
            };
            // A minor is one to everybody; every other right is exercised towards one controller.
            Assert.All(
                AnyStep.Questions.Where(asked => !related.Contains(asked.Purpose)
                    || (asked.Controller == Acme && type is not Type.MinorReport)),
                asked => Assert.Equal(before.Ask(asked, after.RecordedAt), after.Ask(asked, after.RecordedAt)));
        });

    [Fact]
    public void No_right_turns_a_no_into_a_yes() => Gen.Select(
        AnyStep.Steps, Gen.Enum<Type>().Where(type => type is not Type.Appeal), Gen.Bool, Gen.Bool).Sample(
        (steps, type, isWorked, isUpheld) =>
        {
            var before = Life.Of(steps.Where(step => !IsAboutRights(step)))[^1].After;
            var after = Exercised(before, Desk.Ask(type), isWorked, isUpheld);

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
        var after = Exercised(Customer(), Desk.Ask(type), isWorked: true, isUpheld: false);

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

    private static Subject Exercised(Subject subject, SubmitRightsRequest command, bool isWorked, bool isUpheld)
    {
        var at = subject.RecordedAt + Instants.Step;
        if (command.Type is Type.Appeal)
            command = command with { AppealOf = Assert.Single(subject.Rights.Requests).Id };
        subject = subject.After(command, at);
        var id = subject.Rights.Requests[^1].Id;
        if (isWorked)
            subject = subject.After(new VerifyRightsRequest(id, "login"), at);
        var told = new CompleteRightsRequest(id, subject.RecordedAt);
        return isUpheld && subject.Decide(told, subject.TimeToRecord(at)) is Outcome.Accepted
            ? subject.After(told, at)
            : subject;
    }
}
