using CsCheck;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Rights;

/// <summary>A no counts from when it was said, whenever it is entered and whatever was asked before it.</summary>
public sealed class LateNoPropertyTests
{
    private static readonly DigestedIdentifier Number = Phone("+15125550143");

    private static readonly Gen<SubjectCommand> No = AnyNo.No;

    /// <summary>What an objection that is upheld ends, it ends over every channel that it names for anything.</summary>
    private static readonly Gen<SubjectCommand> NoOverAll = AnyNo.Noes(Gen.Const(Array.Empty<Channel>()));

    private static readonly Gen<SubjectCommand> Yes = AnyNo.Yes;

    /// <summary>Of the objection that is open then.</summary>
    private static readonly Gen<SubjectCommand> End = Gen.OneOf<SubjectCommand>(
        new WithdrawRightsRequest(""),
        new ForwardRightsRequest("", Acme, Noon),
        new CompleteRightsRequest("", Noon, Ground: "OVERRIDING_GROUNDS"),
        new CompleteRightsRequest("", Noon));

    [Fact]
    public void A_no_that_is_told_late_counts_as_if_it_had_been_told_in_time() => Gen.Select(
        Gen.Frequency((2, No), (1, Yes)).Array[1, 8], No, Gen.Frequency((2, No), (1, Yes)).Array[1, 8]).Sample(
        (before, late, after) =>
        {
            SubjectCommand[] told = [.. before, late, .. after];
            var order = Enumerable.Range(0, told.Length).ToList();
            var inTime = Lived(told, order);
            var tooLate = Lived(told, [.. order.Where(index => index != before.Length), before.Length]);

            Assert.All(AnyStep.Questions, asked => Assert.Equal(
                inTime.Ask(asked, Number, Noon.AddDays(9)).Outcome,
                tooLate.Ask(asked, Number, Noon.AddDays(9)).Outcome));
        },
        iter: 500);

    /// <summary>Whatever became of the objection that was open when it was said.</summary>
    [Fact]
    public void No_no_is_lost_by_being_told_after_the_objection_was_closed_or_sent_on() => Gen.Select(
        Gen.Frequency((2, NoOverAll), (1, End)).Array[1, 8],
        NoOverAll,
        Gen.Frequency((1, NoOverAll), (1, End)).Array[1, 8]).Sample(
            (before, late, after) =>
            {
                SubjectCommand[] told = [.. before, late, .. after];
                var order = Enumerable.Range(0, told.Length).ToList();
                var inTime = Lived(told, order);
                var tooLate = Lived(told, [.. order.Where(index => index != before.Length), before.Length]);

                Assert.All(
                    AnyStep.Questions.Where(asked => asked.Controller == Controller.ZenVoip),
                    asked => Assert.True(
                        inTime.Ask(asked, Number, Noon.AddDays(9)).Outcome is DecisionOutcome.Permit
                            || tooLate.Ask(asked, Number, Noon.AddDays(9)).Outcome is not DecisionOutcome.Permit));
            },
            iter: 500);

    private static Subject Lived(SubjectCommand[] told, IEnumerable<int> order)
    {
        var subject = Subject.Unregistered("sub_test").After(
            new RegisterSubject(SubjectKind.Customer, Controller.ZenVoip, In("US-CA"), [Number]), Noon);
        var entered = Noon.AddDays(1);
        foreach (var index in order)
        {
            entered = entered.AddHours(1);
            var at = Noon.AddHours(index + 1);
            var open = subject.Rights.OpenOf(Desk.Ask(RightsRequestType.Objection))?.Id ?? "";
            SubjectCommand command = told[index] switch
            {
                SubmitRightsRequest no => no with { ReceivedAt = at },
                RecordConsent yes => yes with { At = at },
                WithdrawRightsRequest end => end with { RequestId = open },
                ForwardRightsRequest end => end with { RequestId = open, NotifiedAt = entered },
                CompleteRightsRequest end => end with { RequestId = open, NotifiedAt = entered },
                var other => other,
            };
            var outcome = subject.Decide(command, entered, Number);
            subject = outcome.Events.Aggregate(subject, (known, happened) => known.Apply(happened));
        }

        return subject;
    }
}
