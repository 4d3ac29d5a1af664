using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Grains.Json;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Rights;

/// <summary>What holds whatever is asked of the book, in whatever order, by clocks that jump.</summary>
public sealed class RightsPropertyTests
{
    private const int Lives = 2_000;

    private static readonly Gen<string> Regimes = Gen.OneOf(
        "GDPR", "UK_GDPR", "CCPA US_FEDERAL", "TIPA US_FEDERAL", "LGPD", "DEFAULT", "GDPR UK_GDPR",
        "GDPR CCPA US_FEDERAL", "ATLANTIS");

    private static readonly Gen<(SubjectCommand? Command, DateTimeOffset Now)[]> Steps = Gen.Select(
        Gen.OneOf(AnyRequest.Command.Select(command => (SubjectCommand?)command), Gen.Const((SubjectCommand?)null)),
        Gen.Int[0, 40 * 24],
        (command, hours) => (Command: command, Hours: hours)).Array[1, 30].Select(steps =>
        {
            var now = Noon;
            return steps.Select(step => (step.Command, now = now.AddHours(step.Hours))).ToArray();
        });

    [Fact]
    public void Whatever_is_asked_is_decided_applied_and_read_back() => Lived(taken =>
        Assert.Equal(Text(taken.After), Text(JsonSerializer.Deserialize<RightsBook>(
            Text(taken.After), RegistryJson.Options)!)));

    [Fact]
    public void A_repeated_command_changes_nothing() => Lived(taken =>
    {
        if (taken.Command is { } command)
            Assert.Equal(Text(taken.After), Text(Next(taken.After, command, taken.Terms, taken.Now).Book));
    });

    [Fact]
    public void A_tick_that_comes_early_or_twice_does_nothing() => Lived(taken =>
    {
        var ticked = taken.After.Ticked(taken.Now);

        Assert.Empty(ticked.Elapsed(Rules.Rights, taken.Now));
        Assert.True(ticked.NextDue is not { } next || next > taken.Now);
        if (ticked.NextDue is { } due)
        {
            Assert.Empty(ticked.Elapsed(Rules.Rights, due.AddMicroseconds(-1)));
            Assert.NotEmpty(ticked.Elapsed(Rules.Rights, due));
        }
    });

    [Fact]
    public void There_is_one_open_request_for_each_controller_and_right() => Lived(taken =>
    {
        var open = taken.After.Requests.Where(request => request.IsOpen).ToList();

        // What is worked does not grow by whoever asks for more, nor what waits by somebody else.
        var own = open.Where(request => request is { IsSentOn: false, IsWorked: false }).ToList();
        Assert.Equal(own.Count, own.DistinctBy(each => (each.Controller, each.Type, each.AppealOf,
            each.NeedsVerification ? each.Requester : RequesterRole.Self)).Count());
        Assert.All(open.Where(request => !request.SaysNo).CountBy(request => (request.Requester,
            request.Requester is RequesterRole.Controller ? request.Controller : default(Controller?))), asked =>
            Assert.True(asked.Value <= RightsBook.MaxOpen));
    });

    [Fact]
    public void Closed_is_told_or_known() => Lived(taken => Assert.All(
        taken.After.Requests.Where(request => !request.IsOpen), request =>
        {
            Assert.Equal(
                request.Status is RightsRequestStatus.Expired or RightsRequestStatus.Withdrawn,
                request.NotifiedAt is null);
            Assert.Equal(request.IsRefused, request.Ground is not null);
            Assert.Equal(request.IsRefused, !request.ComplainTo.IsEmpty);
            Assert.NotNull(request.KeptUntil);
        }));

    [Fact]
    public void A_no_is_never_refused() => Lived(taken =>
    {
        if (taken.Command is { SaysNo: true })
            Assert.Null(taken.Refusal);
    });

    [Fact]
    public void A_deadline_is_never_before_the_receipt_and_an_extension_never_before_the_deadline() => Lived(taken =>
        Assert.All(taken.After.Requests, request =>
        {
            Assert.True(request.Timetable.Answer.At > request.ReceivedAt);
            Assert.True(request.Timetable.Extended is not { } extended
                || extended.On >= request.Timetable.Answer.On);
        }));

    [Fact]
    public void Nothing_is_asked_of_holders_for_what_nobody_verified() => Lived(taken => Assert.All(
        taken.Effects.Where(effect => effect is TaskWished { Kind: not HolderTaskKind.Unrestrict }
            or ErasureWished),
        effect => Assert.True(taken.After.Find(effect.RequestId) is { IsWorked: true }
            or { Type: RightsRequestType.MinorReport })));

    private static void Lived(Action<Taken> check) => Gen.Select(Steps, Regimes, Gen.Enum<SubjectKind>()).Sample(
        (steps, regimes, kind) =>
        {
            var book = new RightsBook();
            var terms = Desk.Under(regimes, kind);
            foreach (var (command, now) in steps)
            {
                var (next, effects, refusal) = command is null
                    ? (book.Ticked(now), [], null)
                    : Next(book, command, terms, now);
                check(new(command, terms, now, next, effects, refusal));
                book = next;
            }
        },
        iter: Lives);

    private static (RightsBook Book, ImmutableArray<RightsEffect> Effects, string? Refusal) Next(
        RightsBook book, SubjectCommand command, RightsTerms terms, DateTimeOffset now)
    {
        var outcome = Decided(book, command, terms, now);
        return outcome is Outcome.Refused { Reason.Code: var code }
            ? (book, [], code)
            : (book.After(outcome), book.EffectsOf(outcome), null);
    }

    private static Outcome Decided(
        RightsBook book, SubjectCommand command, RightsTerms terms, DateTimeOffset now) => command switch
        {
            SubmitRightsRequest each => book.Decide(each, terms, prefix => FreeId(book, prefix), now),
            VerifyRightsRequest each => book.Decide(each, [0, 1], Rules.Rights, now),
            AcknowledgeRightsRequest each => book.Decide(each, now),
            AskForClarification each => book.Decide(each, Rules.Rights, now),
            ClarifyRightsRequest each => book.Decide(each, Rules.Rights, now),
            ExtendRightsRequest each => book.Decide(each, Rules.Rights, now),
            ForwardRightsRequest each => book.Decide(each, Rules.Rights, now),
            CompleteRightsRequest each => book.Decide(each, Rules.Rights, now),
            RefuseRightsRequest each => book.Decide(each, Rules.Rights, now),
            WithdrawRightsRequest each => book.Decide(each, Rules.Rights, now),
            ConfirmMinor each => book.Decide(each, now),
            LiftRestriction each => book.Decide(each, now),
            _ => throw new InvalidOperationException(),
        };

    private static string FreeId(RightsBook book, string prefix) => Enumerable.Range(0, int.MaxValue)
        .Select(number => $"{prefix}_{number}")
        .First(id => book.Find(id) is null);

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, RegistryJson.Options);

    private sealed record Taken(
        SubjectCommand? Command,
        RightsTerms Terms,
        DateTimeOffset Now,
        RightsBook After,
        ImmutableArray<RightsEffect> Effects,
        string? Refusal);
}
