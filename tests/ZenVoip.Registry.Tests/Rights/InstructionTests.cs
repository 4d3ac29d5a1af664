using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Jurisdictions;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Deletions;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Rights.Exercise;
using static ZenVoip.Registry.Tests.Subjects.Told;
using Type = ZenVoip.Registry.Domain.RightsRequestType;

namespace ZenVoip.Registry.Tests.Rights;

/// <summary>What a customer instructs for its end users reaches all of its own and shows none of another's.</summary>
public sealed class InstructionTests
{
    private static readonly SubmitRightsRequest ToAcme = Desk.Ask(Type.Access) with { Controller = Acme };

    private readonly Surroundings around = Holders();

    [Fact]
    public void An_instructed_export_shows_the_identifier_that_the_customer_named_and_no_other()
    {
        Assert.Equal([Number.Identifier.Value], Shown(Instruct(Type.Access, by: Number)));
        Assert.Empty(Shown(Instruct(Type.Access, by: null)));
    }

    [Fact]
    public void An_instruction_that_takes_up_a_request_shows_what_the_customer_named_not_what_the_person_did()
    {
        var asked = EndUser().After(ToAcme, Noon.AddDays(1), by: Number, around: around);

        var instructed = asked.After(
            ToAcme with { Requester = RequesterRole.Controller }, Noon.AddDays(2), by: Mail, around: around);

        Assert.Equal([Mail.Identifier.Value], Shown(instructed));
    }

    [Fact]
    public void An_instructed_export_tells_nothing_of_what_zenvoip_knows_by_itself()
    {
        var export = Export(Instruct(Type.Access, by: Number)
            .After(new ObserveJurisdiction(In("US-TN"), JurisdictionSource.Billing), Noon.AddDays(2)));

        Assert.Empty(export.Jurisdictions);
        Assert.Empty(export.History.Jurisdictions);
        Assert.All(export.Requests, one => Assert.Equal([0], one.Identifiers));
        Assert.DoesNotContain(export.Redactions, one => one.What == "identifiers");
    }

    [Fact]
    public void A_customer_that_instructs_less_than_it_was_asked_is_taken_at_its_word()
    {
        var asked = EndUser().After(ToAcme with { Type = Type.Erasure }, Noon.AddDays(1), around: around);

        var instructed = asked.After(
            Instruction(Type.Erasure) with { Categories = [Office.Billing] }, Noon.AddDays(2), around: around);

        Assert.All(instructed.Deletions.Orders, order => Assert.Equal(Office.Billing, order.Category));
        Assert.Equal(
            [RightsRequestStatus.Forwarded, RightsRequestStatus.InProgress],
            instructed.Rights.Requests.Select(one => one.Status));
        Assert.Contains(
            instructed.After(Instruction(Type.Erasure), Noon.AddDays(3), around: around).Deletions.Orders,
            order => order.Category == Office.CallRecords);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_customer_takes_up_what_waits_for_it_whatever_it_has_instructed_before(bool wasTakenUp)
    {
        var erasure = ToAcme with { Type = Type.Erasure, Categories = [Office.CallRecords] };
        var before = wasTakenUp ? EndUser().After(erasure, Noon.AddDays(1), around: around) : EndUser();
        var worked = before.After(
            erasure with { Requester = RequesterRole.Controller }, Noon.AddDays(1), around: around);
        var waiting = worked.After(erasure with { Categories = [] }, Noon.AddDays(2), around: around);

        var instructed = waiting.After(Instruction(Type.Erasure), Noon.AddDays(3), around: around);

        Assert.Equal(RightsRequestStatus.Forwarded, waiting.Rights.Requests[1].Status);
        Assert.All(instructed.Rights.Requests, one => Assert.Equal(RightsRequestStatus.InProgress, one.Status));
        Assert.Equal(waiting.Rights.Requests[0], instructed.Rights.Requests[0]);
        Assert.Equal(instructed.Rights.Requests[1], instructed.Rights.OpenOf(Instruction(Type.Erasure)));
        ChangesNothing(instructed.Decide(Instruction(Type.Erasure), Noon.AddDays(4), around: around));
    }

    [Theory]
    [InlineData(Type.Erasure)]
    [InlineData(Type.Restriction)]
    [InlineData(Type.Rectification)]
    public void What_a_customer_instructs_grows_by_its_own_word_only(Type type)
    {
        var instruction = Instruction(type) with { Categories = [Office.CallRecords], Details = "calls" };
        var more = ToAcme with { Type = type, Categories = [Office.Billing], Details = "bills" };
        var instructed = EndUser().After(instruction, Noon.AddDays(1), around: around);

        var asked = instructed.After(more, Noon.AddDays(2), around: around);
        var told = asked.After(more with { Requester = RequesterRole.Controller }, Noon.AddDays(3), around: around);

        Assert.Equal(instructed.Deletions.Tasks.Length, asked.Deletions.Tasks.Length);
        Assert.Equal(instructed.Deletions.Orders.Length, asked.Deletions.Orders.Length);
        Assert.Equal(RightsRequestStatus.Forwarded, asked.Rights.Requests[1].Status);
        Assert.True(
            told.Deletions.Tasks.Length + told.Deletions.Orders.Length
                > asked.Deletions.Tasks.Length + asked.Deletions.Orders.Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_objection_that_the_customer_instructs_is_heard_whatever_it_is_about(bool isTakenUp)
    {
        var objection = Instruction(Type.Objection) with { Purposes = [Desk.Analytics] };
        var asked = isTakenUp
            ? EndUser().After(objection with { Requester = RequesterRole.Self }, Noon.AddDays(1), around: around)
            : EndUser();

        var instructed = asked.After(objection, Noon.AddDays(2), around: around);

        Assert.Equal(DecisionOutcome.Permit, asked.May("analytics", controller: Acme));
        Assert.Equal(DecisionOutcome.Deny, instructed.May("analytics", controller: Acme));
        Assert.Equal(DecisionOutcome.Permit, instructed.May("analytics"));
        ChangesNothing(instructed.Decide(
            objection with { ReceivedAt = instructed.Rights.Only.SaidAt }, Noon.AddDays(3), around: around));
    }

    [Fact]
    public void A_persons_no_is_no_part_of_what_the_customer_instructs()
    {
        var no = ToAcme with { Type = Type.Objection, Purposes = [Desk.Analytics] };
        var instructed = EndUser()
            .After(Instruction(Type.Objection) with { Purposes = [Marketing] }, Noon.AddDays(1), around: around);

        var asked = instructed.After(no, Noon.AddDays(2), around: around);

        Assert.Equal(instructed.Rights.Only, asked.Rights.Requests[0]);
        Assert.Equal(RightsRequestStatus.Forwarded, asked.Rights.Requests[1].Status);
        ChangesNothing(asked.Decide(
            no with { ReceivedAt = asked.Rights.Requests[1].ReceivedAt }, Noon.AddDays(3), around: around));
    }

    [Theory]
    [InlineData("marketing", "SMS")]
    [InlineData("analytics", "EMAIL")]
    public void A_customer_that_instructs_another_no_than_it_was_sent_takes_up_none(string purpose, string channel)
    {
        var no = ToAcme with { Type = Type.Objection, Purposes = [Desk.Analytics], Channels = [Channel.Sms] };
        var other = Instruction(Type.Objection) with
        {
            Purposes = [Purpose.TryParse(purpose)!.Value],
            Channels = [Enum.Parse<Channel>(channel, ignoreCase: true)],
        };
        var asked = EndUser().After(no, Noon.AddDays(1), around: around);

        var instructed = asked.After(other, Noon.AddDays(2), around: around);
        var takenUp = instructed.After(
            no with { Requester = RequesterRole.Controller }, Noon.AddDays(3), around: around);

        Assert.Equal(
            [RightsRequestStatus.Forwarded, RightsRequestStatus.InProgress],
            instructed.Rights.Requests.Select(one => one.Status));
        Assert.All(takenUp.Rights.Requests, one => Assert.Equal(RightsRequestStatus.InProgress, one.Status));
    }

    [Theory]
    [InlineData("the name is new", 2)]
    [InlineData("the street is new", 1)]
    [InlineData(null, 1)]
    public void Holders_are_given_no_words_that_the_customer_did_not_take_up(string? said, int requests)
    {
        var asked = EndUser().After(
            ToAcme with { Type = Type.Rectification, Details = "the street is new" }, Noon.AddDays(1), around: around);

        var told = asked.After(
            Instruction(Type.Rectification) with { Details = said }, Noon.AddDays(2), around: around);

        Assert.Equal(requests, told.Rights.Requests.Length);
        Assert.NotEmpty(told.Deletions.Tasks);
        Assert.All(
            told.Deletions.Tasks, task => Assert.Equal([said ?? "the street is new"], told.DetailsOf(task)));
    }

    [Fact]
    public void A_customer_is_shown_what_it_wrote_itself()
    {
        var instruction = Instruction(Type.Access) with { Details = "all of it" };

        var export = Export(EndUser().After(instruction, Noon.AddDays(1), by: Number, around: around));

        Assert.Equal(["all of it"], Assert.Single(export.Requests).Words!.Details);
        Assert.DoesNotContain(export.Redactions, one => one.What == "requests");
    }

    [Fact]
    public void Holders_find_the_customers_data_by_all_that_the_person_has() => Assert.All(
        Instruct(Type.Access, by: Number).Deletions.Tasks, task => Assert.Equal([0, 1], task.Links));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void No_verification_narrows_what_a_customer_instructs(bool isTakenUp)
    {
        var erasing = isTakenUp
            ? EndUser().After(ToAcme with { Type = Type.Erasure }, Noon.AddDays(1), around: around)
                .After(Instruction(Type.Erasure), Noon.AddDays(1), around: around)
            : Instruct(Type.Erasure, by: null);

        Assert.Equal("REQUEST_STATUS", CodeOf(erasing.Decide(
            new VerifyRightsRequest(erasing.Rights.Requests[0].Id, "call") { Digests = [Number.Digest.Value] },
            Noon.AddDays(2),
            around: around)));
        Assert.Equal(ErasureReach.Controller, Assert.Single(erasing.Deletions.Erasures).Reach);
    }

    [Fact]
    public void What_is_worked_unverified_covers_what_the_person_had_then_and_nothing_linked_later()
    {
        var restricted = Instruct(Type.Restriction, by: null)
            .After(new LinkIdentifier(Phone("+33123456789", "FR")), Noon.AddDays(2))
            .IsTold(around);

        var lifted = restricted.After(
            new LiftRestriction(restricted.Rights.Requests[0].Id, Noon.AddDays(4)), Noon.AddDays(4), around: around);

        Assert.Equal([0, 1], restricted.Rights.Requests[0].Links);
        Assert.All(lifted.Deletions.Tasks, task => Assert.Equal([0, 1], task.Links));
    }

    [Fact]
    public void What_waits_covers_nothing_yet() => Assert.Empty(
        EndUser().After(ToAcme, Noon.AddDays(1), by: Number, around: around).Rights.Requests[0].Links);

    [Fact]
    public void A_restriction_that_is_sent_on_ends_here_and_its_holders_are_told()
    {
        var restricted = EndUser().Asks(Type.Restriction, around).Shows(around);
        var done = restricted.Deletions.Tasks.Aggregate(
            restricted,
            (before, task) => before.After(new CompleteTask(task.Id), Noon.AddDays(3), around: around));

        var sentOn = done.After(
            new ForwardRightsRequest(done.Rights.Requests[0].Id, Acme, Noon.AddDays(4)),
            Noon.AddDays(4),
            around: around);

        Assert.Equal((DecisionOutcome.Deny, DecisionOutcome.Permit), (done.May("service"), sentOn.May("service")));
        Assert.Equal(
            ["call-store", "archive"],
            sentOn.Deletions.Tasks.Where(task => task is { Kind: HolderTaskKind.Unrestrict, IsOpen: true })
                .Select(task => task.System));
    }

    [Theory]
    [InlineData(Type.Restriction)]
    [InlineData(Type.Access)]
    public void What_the_customer_was_asked_itself_is_sent_on_without_a_word_to_the_holders(Type type)
    {
        var asked = EndUser().After(ToAcme with { Type = type }, Noon.AddDays(1), around: around);

        var sentOn = asked.After(
            new ForwardRightsRequest(asked.Rights.Requests[0].Id, Acme, Noon.AddDays(2)),
            Noon.AddDays(2),
            around: around);

        Assert.Empty(sentOn.Deletions.Tasks);
    }

    private static Subject EndUser() => Anna().After(new StartRelationship(Acme, SubjectKind.EndUser), Noon);

    private static SubmitRightsRequest Instruction(Type type) =>
        ToAcme with { Type = type, Requester = RequesterRole.Controller };

    private Subject Instruct(Type type, DigestedIdentifier? by) =>
        EndUser().After(Instruction(type), Noon.AddDays(1), by: by, around: around);

    private IEnumerable<string?> Shown(Subject subject) => Export(subject).Identifiers.Select(one => one.Value);

    private Export Export(Subject subject) => subject.ExportFor(
        subject.Rights.Requests[0],
        around.Systems,
        [new JurisdictionObserved(In("FR"), JurisdictionSource.Declared, ExpiresAt: null, Noon)],
        Rules,
        Noon.AddDays(3))!;
}
