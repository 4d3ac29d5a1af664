using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Rights.Exercise;
using static ZenVoip.Registry.Tests.Subjects.Told;
using Type = ZenVoip.Registry.Domain.RightsRequestType;

namespace ZenVoip.Registry.Tests.Rights;

/// <summary>What a repetition says beyond the open request is heard, whenever it is entered.</summary>
public sealed class RepetitionTests
{
    private static readonly DateTimeOffset Morning = Noon.AddDays(1);

    private static readonly Purpose Communication = Purpose.TryParse("communication")!.Value;

    private readonly Surroundings around = Holders();

    [Fact]
    public void A_no_that_is_told_late_into_an_open_objection_takes_back_the_yes_before_it()
    {
        var consented = Anna().After(No(Marketing, Channel.Sms, Morning), Morning)
            .After(Answer(ConsentStatus.Given), Morning.AddHours(2), by: Number)
            .After(No(Communication, Channel.Email, Morning.AddHours(6)), Morning.AddHours(6));
        var letter = No(Marketing, Channel.Sms, Morning.AddHours(4));

        var told = consented.After(letter, Morning.AddHours(8), by: Mail);

        Assert.Equal(DecisionOutcome.Permit, consented.May("marketing", Channel.Sms, Number));
        Assert.Equal(DecisionOutcome.Deny, told.May("marketing", Channel.Sms, Number));
        Assert.Equal(Noon.AddDays(1).AddHours(6), told.Rights.Only.SaidAt);
        ChangesNothing(told.Decide(letter, Morning.AddHours(9), by: Mail));
    }

    [Fact]
    public void A_no_that_is_told_late_is_kept_by_what_it_came_by()
    {
        var told = Anna().After(No(Marketing, Channel.Sms, Morning), Morning)
            .After(No(Marketing, Channel.Sms, Morning.AddHours(4)), Morning.AddHours(4), by: Number)
            .After(No(Marketing, Channel.Sms, Morning.AddHours(2)), Morning.AddHours(5), by: Mail);

        Assert.Equal([null, 0, 1], told.OptOuts.OptOuts.Select(no => no.Via));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("BOGUS")]
    public void A_no_that_a_customer_tells_late_as_it_takes_up_the_request_takes_back_the_yes_before_it(
        string? category)
    {
        var consented = Anna().After(new StartRelationship(Acme, SubjectKind.EndUser), Noon)
            .After(No(Marketing, Channel.Sms, Morning) with { Controller = Acme }, Morning)
            .After(Answer(ConsentStatus.Given) with { Controller = Acme }, Morning.AddHours(2), by: Number)
            .After(No(Marketing, Channel.Email, Morning.AddHours(6)) with { Controller = Acme }, Morning.AddHours(6));
        var instruction = No(Marketing, Channel.Sms, Morning.AddHours(4)) with
        {
            Controller = Acme,
            Requester = RequesterRole.Controller,
            Channels = [Channel.Sms, Channel.Email],
            Categories = DataCategory.TryParse(category) is { } unknown ? [unknown] : [],
        };

        var told = consented.After(instruction, Morning.AddHours(8));

        Assert.Equal(DecisionOutcome.Permit, consented.May("marketing", Channel.Sms, Number, Acme));
        Assert.Equal(DecisionOutcome.Deny, told.May("marketing", Channel.Sms, Number, Acme));
        Assert.Equal(RightsRequestStatus.InProgress, told.Rights.Only.Status);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void A_signal_beside_an_open_opt_out_of_sale_ends_all_that_a_signal_ends(int hours)
    {
        var optOut = Desk.Ask(Type.OptOutOfSale);
        var visitor = Subject.Unregistered("sub_test").After(
            new RegisterSubject(SubjectKind.Visitor, Controller.ZenVoip, In("US-CA"), [Mail]), Noon);
        var asked = visitor.After(optOut with { ReceivedAt = Morning }, Morning, around: around);
        var signal = optOut with { Manner = RequestManner.Signal, ReceivedAt = Morning.AddHours(hours) };

        var signalled = asked.After(signal, Morning.AddHours(3), around: around);

        Assert.Equal(DecisionOutcome.Permit, asked.May("cookies.marketing", Channel.Web, Mail));
        Assert.Equal(DecisionOutcome.Deny, signalled.May("cookies.marketing", Channel.Web, Mail));
        Assert.Equal(RequestManner.WebForm, signalled.Rights.Only.Manner);
        ChangesNothing(signalled.Decide(signal, Morning.AddHours(9), around: around));
    }

    [Theory]
    [InlineData(Type.Access)]
    [InlineData(Type.Objection)]
    [InlineData(Type.Complaint)]
    public void A_letter_that_came_before_the_open_request_moves_its_dates_to_its_own(Type type)
    {
        var asked = new RightsBook().Asked(Desk.Ask(type), at: Noon.AddDays(9));
        var letter = Desk.Ask(type) with { ReceivedAt = Noon };

        var told = asked.Asked(letter, at: Noon.AddDays(10));

        Assert.Equal(Noon, told.Only.ReceivedAt);
        Assert.Equal(new RightsBook().Asked(Desk.Ask(type)).Only.Timetable, told.Only.Timetable);
        Assert.Equal(Noon.AddDays(9), type is Type.Objection ? told.Only.SaidAt : Noon.AddDays(9));
        ChangesNothing(told.Decide(letter, Desk.Gdpr, _ => "req_2", Noon.AddDays(11)));
        ChangesNothing(told.Decide(
            letter with { ReceivedAt = Noon.AddDays(1) }, Desk.Gdpr, _ => "req_2", Noon.AddDays(11)));
    }

    [Theory]
    [InlineData(Type.Erasure)]
    [InlineData(Type.Access)]
    [InlineData(Type.Portability)]
    [InlineData(Type.Rectification)]
    [InlineData(Type.Restriction)]
    public void Who_asks_for_more_than_was_verified_is_to_be_verified_for_it(Type type)
    {
        var calls = Desk.Ask(type) with { Categories = [Desk.CallRecords] };
        var more = calls with { Categories = [Desk.Billing] };
        var asked = Anna().After(calls, Noon.AddDays(1), around: around).Shows(around);

        var again = asked.After(more, Noon.AddDays(4), around: around);

        Assert.Equal(asked.Rights.Only, again.Rights.Requests[0]);
        Assert.Equal(RightsRequestStatus.AwaitingVerification, again.Rights.Requests[1].Status);
        Assert.Equal(again.Rights.Requests[1], again.Rights.OpenOf(more));
        Assert.Equal(asked.Deletions.Orders.Length, again.Deletions.Orders.Length);
        Assert.Equal(asked.Deletions.Tasks.Length, again.Deletions.Tasks.Length);
        ChangesNothing(again.Decide(more, Noon.AddDays(5), around: around));
        ChangesNothing(again.Decide(calls, Noon.AddDays(5), around: around));
    }

    [Theory]
    [InlineData(RequesterRole.Agent, Type.Access)]
    [InlineData(RequesterRole.Guardian, Type.Rectification)]
    [InlineData(RequesterRole.ThirdParty, Type.Erasure)]
    [InlineData(RequesterRole.ThirdParty, Type.Portability)]
    public void Nobody_is_verified_for_what_somebody_else_asked(RequesterRole other, Type type)
    {
        var mine = Desk.Ask(type) with { Categories = [Desk.CallRecords], Details = "my calls" };
        var theirs = Desk.Ask(type) with { Requester = other, Details = "and all the rest" };
        var asked = Anna().After(mine, Noon.AddDays(1), around: around);

        var shown = asked.After(theirs, Noon.AddDays(1), around: around).After(
            new VerifyRightsRequest(asked.Rights.Only.Id, "login"), Noon.AddDays(2), around: around);
        var again = asked.Shows(around).After(theirs with { Categories = [Desk.CallRecords] }, Noon.AddDays(4));

        Assert.All(shown.Deletions.Orders, order => Assert.Equal(Desk.CallRecords, order.Category));
        Assert.All(shown.Deletions.Tasks, task => Assert.Equal([Desk.CallRecords], task.Categories));
        Assert.All(new[] { shown, again }, known =>
        {
            Assert.Equal(["my calls"], known.Rights.Requests[0].Details);
            Assert.Equal(RightsRequestStatus.AwaitingVerification, known.Rights.Requests[1].Status);
        });
    }

    [Theory]
    [InlineData(RequesterRole.Self, true)]
    [InlineData(RequesterRole.ThirdParty, false)]
    public void Nobody_pays_for_what_somebody_else_asked(RequesterRole earlier, bool mayBeCharged)
    {
        var tennessee = Desk.Under("TIPA US_FEDERAL");
        var asked = new RightsBook()
            .Asked(Desk.Ask(Type.Portability) with { Requester = earlier }, tennessee)
            .Asked(Desk.Ask(Type.Access) with { Requester = earlier }, tennessee, id: "req_2")
            .Asked(Desk.Ask(Type.Erasure), tennessee, id: "req_3");

        Assert.Equal(mayBeCharged, asked.Requests[^1].MayBeCharged);
    }

    [Fact]
    public void A_restriction_grows_by_no_purpose_that_nobody_was_verified_for()
    {
        var asked = Anna().Asks(Type.Restriction, around, Marketing).Shows(around);

        var again = asked.After(Desk.Ask(Type.Restriction), Noon.AddDays(4), around: around);

        Assert.Equal(DecisionOutcome.Permit, again.May("service"));
        Assert.Equal(DecisionOutcome.Deny, again.Shows(around).May("service"));
    }

    [Fact]
    public void Who_wants_more_corrected_than_was_verified_is_to_be_verified_for_it()
    {
        var street = Desk.Ask(Type.Rectification) with { Details = "my street is new" };
        var asked = Anna().After(street, Noon.AddDays(1), around: around).Shows(around);

        var name = asked.After(street with { Details = "my name too" }, Noon.AddDays(4), around: around);
        var shown = name.Shows(around);

        Assert.Equal(asked.Deletions.Tasks.Length, name.Deletions.Tasks.Length);
        Assert.Equal(["my street is new"], name.DetailsOf(name.Deletions.Tasks[0]));
        Assert.Equal(["my name too"], shown.DetailsOf(shown.Deletions.Tasks[^1]));
        ChangesNothing(name.Decide(street, Noon.AddDays(5), around: around));
    }

    [Fact]
    public void What_the_customer_wants_corrected_besides_is_asked_of_the_holders_too()
    {
        var street = Desk.Ask(Type.Rectification) with
        {
            Controller = Acme,
            Requester = RequesterRole.Controller,
            Details = "the street is new",
        };
        var done = Done(Anna().After(new StartRelationship(Acme, SubjectKind.EndUser), Noon)
            .After(street, Noon.AddDays(1), around: around));

        var name = done.After(street with { Details = "the name too" }, Noon.AddDays(4), around: around);

        Assert.Equal(["call-store", "archive"], OpenAt(name));
        Assert.Contains("the name too", name.DetailsOf(name.Deletions.Tasks[^1]));
        ChangesNothing(name.Decide(street, Noon.AddDays(5), around: around));
    }

    [Fact]
    public void What_a_person_answers_is_told_to_the_holders_who_correct()
    {
        var asked = Anna().Asks(Type.Rectification, around).Shows(around);
        var id = asked.Rights.Only.Id;
        var done = Done(asked).After(new AskForClarification(id, "What is wrong?"), Noon.AddDays(3), around: around);

        var answered = done.After(new ClarifyRightsRequest(id, "My name."), Noon.AddDays(4), around: around);

        Assert.Equal(["call-store", "archive"], OpenAt(answered));
        Assert.Equal(["My name."], answered.DetailsOf(answered.Deletions.Tasks[^1]));
    }

    [Fact]
    public void An_answer_that_is_not_kept_any_more_asks_nothing_of_holders()
    {
        var asked = Anna().Asks(Type.Rectification, around).Shows(around);
        var full = Enumerable.Range(0, RightsBook.MaxDetails).Aggregate(asked, Answered);

        var over = Answered(full, RightsBook.MaxDetails);

        Assert.Equal(RightsBook.MaxDetails, over.Rights.Only.Details.Length);
        Assert.Equal(full.Deletions.Tasks.Length, over.Deletions.Tasks.Length);

        Subject Answered(Subject subject, int number) => subject
            .After(new AskForClarification(asked.Rights.Only.Id, "What else?"), Noon.AddDays(3), around: around)
            .After(new ClarifyRightsRequest(asked.Rights.Only.Id, $"{number}"), Noon.AddDays(3), around: around);
    }

    [Fact]
    public void What_is_written_besides_of_another_right_asks_nothing_of_holders()
    {
        var asked = Anna().Asks(Type.Access, around).Shows(around);

        var again = asked.After(
            Desk.Ask(Type.Access) with { Details = "hurry" }, Noon.AddDays(4), around: around);

        Assert.Equal(asked.Deletions.Tasks.Length, again.Deletions.Tasks.Length);
    }

    private Subject Done(Subject subject) => subject.Deletions.Tasks.Aggregate(
        subject, (before, task) => before.After(new CompleteTask(task.Id), Noon.AddDays(3), around: around));

    private static IEnumerable<string> OpenAt(Subject subject) =>
        subject.Deletions.Tasks.Where(task => task.IsOpen).Select(task => task.System);

    private static SubmitRightsRequest No(Purpose purpose, Channel channel, DateTimeOffset at) =>
        Desk.Ask(Type.Objection, purpose) with { Channels = [channel], ReceivedAt = at };
}
