using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Subjects;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Subjects;

public sealed class SubjectTests
{
    private static Subject Nobody => Subject.Unregistered("sub_test");

    [Fact]
    public void An_end_user_belongs_to_a_customer() => Assert.Equal("CONTROLLER_REQUIRED", CodeOf(Nobody.Decide(
        new RegisterSubject(SubjectKind.EndUser, Controller.ZenVoip, Jurisdiction: null, []), Noon)));

    [Fact]
    public void The_platform_has_no_relationships() => Assert.Equal("CONTROLLER_NOT_ALLOWED", CodeOf(Nobody.Decide(
        new RegisterSubject(SubjectKind.Customer, Controller.Platform, Jurisdiction: null, []), Noon)));

    [Theory]
    [InlineData(SubjectKind.Visitor)]
    [InlineData(SubjectKind.Customer)]
    public void Visitors_and_customers_are_zenvoips_own(SubjectKind kind)
    {
        var registered = Nobody.Decide(new RegisterSubject(kind, Acme, Jurisdiction: null, []), Noon);
        var started = Customer().Decide(new StartRelationship(Acme, kind), Noon);

        Assert.Equal("CONTROLLER_NOT_ALLOWED", CodeOf(registered));
        Assert.Equal("CONTROLLER_NOT_ALLOWED", CodeOf(started));
    }

    [Fact]
    public void A_customer_of_another_controller_in_an_older_journal_grants_nothing()
    {
        var subject = Customer(Email("anna@example.org"))
            .Apply(new RelationshipStarted(Acme, SubjectKind.Customer, Noon, Noon.AddHours(1)));

        Assert.Equal(SubjectKind.EndUser, subject.Relationships.KindTo(Acme));
        Assert.Equal(DecisionOutcome.Deny, subject.May("marketing", Channel.Email, controller: Acme));
        subject.After(new EndRelationship(Acme, SubjectKind.Customer), Noon);
    }

    [Fact]
    public void Nobody_is_registered_twice() => Assert.Equal("ALREADY_REGISTERED", CodeOf(Customer().Decide(
        new RegisterSubject(SubjectKind.Customer, Controller.ZenVoip, Jurisdiction: null, []), Noon)));

    [Fact]
    public void Nothing_is_recorded_of_somebody_unknown() =>
        Assert.Equal("SUBJECT_NOT_FOUND", CodeOf(Nobody.Decide(Stop(), Noon)));

    [Fact]
    public void The_same_identifier_twice_is_refused()
    {
        var refused = Assert.IsType<Outcome.Refused>(Nobody.Decide(
            new RegisterSubject(
                SubjectKind.Customer, Controller.ZenVoip, Jurisdiction: null,
                [Phone("+4930123456"), Email("anna@example.org"), Phone("+4930123456"), Phone("+4930123456")]),
            Noon)).Reason;

        Assert.Equal(("IDENTIFIER_REPEATED", "identifiers.2"), (refused.Code, refused.Field));
    }

    [Fact]
    public void The_kind_is_the_strongest_open_relationship()
    {
        var subject = Customer().After(new StartRelationship(Acme, SubjectKind.EndUser), Noon);
        var left = subject.After(new EndRelationship(Controller.ZenVoip, SubjectKind.Customer), Noon);

        Assert.Equal(SubjectKind.Customer, subject.Relationships.Kind);
        Assert.Equal(SubjectKind.EndUser, left.Relationships.Kind);
        ChangesNothing(left.Decide(new EndRelationship(Controller.ZenVoip, SubjectKind.Customer), Noon));
        Assert.Equal("RELATIONSHIP_NOT_FOUND", CodeOf(
            left.Decide(new EndRelationship(Acme, SubjectKind.Visitor), Noon)));
    }

    [Fact]
    public void What_is_recorded_later_carries_a_later_time_whatever_the_clock_says()
    {
        var subject = Customer().After(Stop(), Noon.AddDays(-1));

        Assert.True(subject.RecordedAt > subject.RegisteredAt);
        Assert.True(subject.TimeToRecord(Noon.AddYears(-1)) > subject.RecordedAt);
    }

    [Theory]
    [InlineData(SubjectStatus.Erasing, "SUBJECT_ERASED")]
    [InlineData(SubjectStatus.Erased, "SUBJECT_ERASED")]
    [InlineData(SubjectStatus.Merged, "SUBJECT_MERGED")]
    public void An_ended_subject_hears_a_no_and_is_linked_with_nothing(SubjectStatus status, string code)
    {
        var subject = Customer() with { Status = status };

        Assert.Equal(code, CodeOf(subject.Decide(new LinkIdentifier(Email("ada@example.com")), Noon)));
        subject.After(Stop(), Noon);
        subject.After(Answer(ConsentStatus.Withdrawn), Noon);
    }
}
