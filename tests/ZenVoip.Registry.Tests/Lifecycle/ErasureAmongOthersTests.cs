using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Rights;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Lifecycle.Ward;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>One controller's erasure takes nothing of another's.</summary>
public sealed class ErasureAmongOthersTests
{
    private static readonly Subject Visitor = Subject.Unregistered("sub_test").After(
        new RegisterSubject(SubjectKind.Visitor, Controller.ZenVoip, In("DE"), [Number]), Noon);

    private static readonly RecordConsent ToAcme = Answer(ConsentStatus.Given) with { Controller = Acme };

    [Fact]
    public void What_was_agreed_to_with_another_controller_outlives_an_erasure()
    {
        var around = Holders();

        var erased = Visitor.After(ToAcme, Noon, by: Number).ToErase(around).Confirmed(around);

        Assert.Equal(SubjectStatus.Active, erased.Status);
        Assert.Equal(DecisionOutcome.Permit, erased.May("marketing", Channel.Sms, Number, Acme));
        Assert.Equal(Number.Identifier, Assert.Single(erased.Identifiers.Links).Identifier);
    }

    [Fact]
    public void What_another_controller_has_no_leave_for_any_more_keeps_nobody()
    {
        var around = Holders();

        var erased = Visitor.After(ToAcme, Noon, by: Number)
            .After(ToAcme with { Status = ConsentStatus.Withdrawn }, Noon.AddHours(1))
            .ToErase(around).Confirmed(around);

        Assert.Equal(SubjectStatus.Erased, erased.Status);
    }

    [Fact]
    public void What_another_controller_has_worked_here_outlives_an_erasure()
    {
        var around = Holders();
        var was = Visitor.After(new StartRelationship(Acme, SubjectKind.EndUser), Noon)
            .After(new EndRelationship(Acme, SubjectKind.EndUser), Noon)
            .Ticked(Noon.AddDays(31), around).Confirmed(around, Noon.AddDays(32));
        var ask = Desk.Ask(RightsRequestType.Access) with { Controller = Acme };

        var instructed = was.After(
            ask with { Requester = RequesterRole.Controller }, Noon.AddDays(33), around: around).ToErase(around);
        var sentOn = was.After(ask, Noon.AddDays(33), around: around).ToErase(around);

        Assert.Equal((SubjectStatus.Active, SubjectStatus.Erasing), (instructed.Status, sentOn.Status));
    }

    [Theory]
    [InlineData("improvement")]
    [InlineData("analytics")]
    public void A_refusal_of_what_no_rule_knows_outlives_an_erasure_for_every_purpose(string purpose)
    {
        var around = Holders();
        var was = Visitor.After(ToAcme, Noon, by: Number)
            .After(Answer(ConsentStatus.Refused, Channel.Sms, purpose: "astrology"), Noon);

        var erased = was.ToErase(around).Confirmed(around);

        Assert.Equal(
            (DecisionOutcome.Deny, DecisionOutcome.Deny), (was.May(purpose), erased.May(purpose)));
    }

    [Fact]
    public void A_refusal_that_changed_nothing_changes_nothing_after_an_erasure()
    {
        var around = Holders();
        var was = Visitor.After(ToAcme, Noon, by: Number)
            .After(Answer(ConsentStatus.Refused, Channel.Email, purpose: "service"), Noon)
            .After(Answer(ConsentStatus.Refused, Channel.Email, purpose: "communication"), Noon);

        var again = was.ToErase(around).Confirmed(around)
            .After(new StartRelationship(Controller.ZenVoip, SubjectKind.Customer), Noon.AddDays(9));

        Assert.Equal(
            (DecisionOutcome.Permit, DecisionOutcome.Deny),
            (was.May("service", Channel.Email), was.May("communication", Channel.Email)));
        Assert.Equal(
            (DecisionOutcome.Permit, DecisionOutcome.Deny),
            (again.May("service", Channel.Email), again.May("communication", Channel.Email)));
    }
}
