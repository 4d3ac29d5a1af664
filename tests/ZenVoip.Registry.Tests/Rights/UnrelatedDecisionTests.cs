using System.Collections.Immutable;
using CsCheck;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Domain.Rights;
using static ZenVoip.Registry.Tests.Subjects.Told;
using Any = ZenVoip.Registry.Tests.Decisions.Any;
using Type = ZenVoip.Registry.Domain.RightsRequestType;

namespace ZenVoip.Registry.Tests.Rights;

/// <summary>Exercising a right changes no decision that it has nothing to do with.</summary>
public sealed class UnrelatedDecisionTests
{
    private static readonly ImmutableArray<Purpose> All = [.. Rules.Clauses.Purposes.Select(each => each.Code)];

    /// <summary>What an opt-out of sale covers by the rulebook.</summary>
    private static readonly ImmutableArray<Purpose> Sold =
        [Purpose.TryParse("sale")!.Value, Purpose.TryParse("partners")!.Value];

    [Fact]
    public void A_right_changes_only_what_it_names() => Gen.Select(
        Any.Profile.Where(profile => profile is { Status: SubjectStatus.Active, Restrictions.IsEmpty: true }),
        Gen.Enum<Type>().Where(type => type is not (Type.Appeal or Type.Restriction or Type.MinorReport)),
        Gen.OneOf([.. All]).Array[1, 3],
        Gen.Bool,
        Gen.Bool).Sample((profile, type, named, isWorked, isUpheld) =>
        {
            var after = Exercised(profile, Desk.Ask(type, [.. named.Distinct()]), isWorked, isUpheld);

            ImmutableArray<Purpose> related = type switch
            {
                Type.Objection => [.. named],
                Type.OptOutOfSale => Sold,
                _ => [],
            };
            Assert.All(All.Except(related), purpose => Assert.All(QuestionsOf(purpose), asked =>
                Assert.Equal(Asked(profile, asked), Asked(after, asked))));
        });

    [Fact]
    public void No_right_turns_a_no_into_a_yes() => Gen.Select(
        // A subject that is RESTRICTED has a restriction; where none can be found, all is denied.
        Any.Profile.Where(profile => profile.Status is not SubjectStatus.Restricted),
        Gen.Enum<Type>().Where(type => type is not Type.Appeal),
        Gen.Bool,
        Gen.Bool).Sample(
        (profile, type, isWorked, isUpheld) =>
        {
            var after = Exercised(profile, Desk.Ask(type), isWorked, isUpheld);

            Assert.All(All.SelectMany(QuestionsOf), asked => Assert.True(
                Asked(profile, asked) is DecisionOutcome.Permit || Asked(after, asked) is not DecisionOutcome.Permit));
        });

    [Theory]
    [InlineData(Type.Restriction, "service")]
    [InlineData(Type.MinorReport, "service")]
    [InlineData(Type.Objection, "analytics")]
    [InlineData(Type.Objection, "communication")]
    public void What_a_right_is_about_is_denied_at_once(Type type, string purpose)
    {
        var customer = new DecisionProfile
        {
            Status = SubjectStatus.Active,
            Relationships = [new(Controller.ZenVoip, SubjectKind.Customer)],
            Jurisdictions = [new(In("DE"), ExpiresAt: null)],
        };
        var asked = QuestionsOf(Purpose.TryParse(purpose)!.Value).First();

        Assert.Equal(DecisionOutcome.Permit, Asked(customer, asked));
        Assert.Equal(DecisionOutcome.Deny, Asked(Exercised(customer, Desk.Ask(type), true, false), asked));
    }

    /// <summary>As <c>Subjects</c> composes it.</summary>
    private static DecisionProfile Exercised(
        DecisionProfile profile, SubmitRightsRequest command, bool isWorked, bool isUpheld)
    {
        var book = new RightsBook();
        var effects = ImmutableArray.CreateBuilder<RightsEffect>();
        Take(book.Decide(command, Desk.Gdpr, _ => "req_1", Noon));
        if (isWorked)
            Take(book.Decide(new VerifyRightsRequest("req_1", "login"), [0], Rules.Rights, Noon));
        if (isUpheld && book.Complete("req_1", Noon) is Outcome.Accepted done)
            Take(done);
        return profile with
        {
            SuspectedMinor = profile.SuspectedMinor || book.SuspectsMinor,
            Restrictions =
            [
                .. profile.Restrictions,
                .. book.Restrictions.Select(each => new Limit(each.Controller, $"{each.Ground}")
                {
                    Purposes = each.Purposes,
                }),
            ],
            OptOuts =
            [
                .. profile.OptOuts,
                .. effects.OfType<NoWished>().Select(no =>
                    new No(no.Controller, no.Purpose, no.Channel, Link: null, no.Source, no.At)),
            ],
        };

        void Take(Outcome outcome)
        {
            effects.AddRange(book.EffectsOf(outcome));
            book = book.After(outcome);
        }
    }

    private static IEnumerable<Question> QuestionsOf(Purpose purpose)
    {
        var channels = Rules.Find(purpose)!.Channels;
        return (channels.IsEmpty ? [null] : channels.Select(channel => (Channel?)channel))
            .Select(channel => new Question(Controller.ZenVoip, purpose, channel, AskedBy: null));
    }

    private static DecisionOutcome Asked(DecisionProfile profile, Question question) => Decider.Decide(
        question, new Facts([new Person("sub_1", Version: 1, profile, Link: null)], []), Rules, Noon).Outcome;
}
