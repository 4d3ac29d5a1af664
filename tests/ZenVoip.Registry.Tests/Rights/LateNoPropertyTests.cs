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

    private static readonly Gen<Purpose> Purposes = Gen.OneOf(
        Marketing, Desk.Analytics, Purpose.TryParse("sale")!.Value, Purpose.TryParse("communication")!.Value,
        Purpose.TryParse("cookies.marketing")!.Value);

    private static readonly Gen<Channel> Channels = Gen.OneOf(Channel.Sms, Channel.Email, Channel.Web);

    private static readonly Gen<Controller> Controllers =
        Gen.Frequency((4, Gen.Const(Controller.ZenVoip)), (2, Gen.Const(Acme)), (1, Gen.Const(Controller.Platform)));

    private static readonly Gen<SubjectCommand> No = Noes(Channels.Array[0, 2]);

    /// <summary>What an objection that is upheld ends, it ends over every channel that it names for anything.</summary>
    private static readonly Gen<SubjectCommand> NoOverAll = Noes(Gen.Const(Array.Empty<Channel>()));

    private static readonly Gen<SubjectCommand> Yes = Gen.Select(
        Controllers, Purposes, Channels, (controller, purpose, channel) => (SubjectCommand)new RecordConsent
        {
            Controller = controller == Controller.Platform ? Controller.ZenVoip : controller,
            Purpose = purpose,
            Channel = channel,
            Status = ConsentStatus.Given,
            Evidence = new Evidence("web-form"),
        });

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
        iter: 1_000);

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
            iter: 1_000);

    [Fact]
    public void What_is_sent_on_to_a_customer_counts_as_if_it_had_been_said_to_the_customer() =>
        Gen.Frequency((2, No), (1, Yes)).Array[1, 8].Sample(
            told =>
            {
                var order = Enumerable.Range(0, told.Length).ToList();
                var said = Lived([.. told.Select(each => Said(each, Acme))], order);
                var sentOn = Lived([.. told.Select(each => Said(each, Controller.ZenVoip))], order);
                sentOn = sentOn.Rights.Requests.Aggregate(sentOn, (before, request) => before.After(
                    new ForwardRightsRequest(request.Id, Acme, Noon.AddDays(2)), Noon.AddDays(2), Number));

                Assert.All(AnyStep.Questions.Where(asked => asked.Controller == Acme), asked => Assert.Equal(
                    said.Ask(asked, Number, Noon.AddDays(9)).Outcome,
                    sentOn.Ask(asked, Number, Noon.AddDays(9)).Outcome));
            },
            iter: 1_000);

    /// <summary>What is agreed to is always the customer's.</summary>
    private static SubjectCommand Said(SubjectCommand told, Controller to) => told switch
    {
        SubmitRightsRequest no => no with { Controller = to },
        RecordConsent yes => yes with { Controller = Acme },
        var other => other,
    };

    private static Gen<SubjectCommand> Noes(Gen<Channel[]> over) => Gen.Select(
        Controllers, Gen.Bool, Gen.Enum<RequestManner>(), Purposes.Array[0, 2], over,
        (controller, isObjection, manner, purposes, channels) => (SubjectCommand)new SubmitRightsRequest
        {
            Controller = controller,
            Type = isObjection ? RightsRequestType.Objection : RightsRequestType.OptOutOfSale,
            Manner = manner,
            Purposes = [.. purposes],
            Channels = [.. channels],
        });

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
