using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Jurisdictions;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Lifecycle;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Subjects.Told;
using Type = ZenVoip.Registry.Domain.RightsRequestType;

namespace ZenVoip.Registry.Tests.Rights;

/// <summary>A regime that joins an open request sets its dates as if it had applied from the receipt on.</summary>
public sealed class JoiningTests
{
    private static readonly DateTimeOffset Received = new(2027, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly Surroundings around = Exercise.Holders();

    [Theory]
    [InlineData(40, "2027-01-31", "GDPR")]
    [InlineData(20, "2027-04-01", "GDPR")]
    public void What_was_extended_too_late_for_it_is_not_extended_by_it(int toldAfter, string dueOn, string regime)
    {
        var asked = American().After(Desk.Ask(Type.Access), Received, around: around);
        var id = asked.Rights.Requests[0].Id;
        var told = Received.AddDays(toldAfter);

        var joined = asked
            .After(new VerifyRightsRequest(id, "login"), Received.AddDays(1), around: around)
            .After(new ExtendRightsRequest(id, "many requests", told), told, around: around)
            .After(new ObserveJurisdiction(In("DE"), JurisdictionSource.Declared), told.AddDays(2), around: around);

        var current = joined.Rights.Requests[0].Timetable.Current;
        Assert.Equal((DateOnly.Parse(dueOn, null), regime), (current.On, current.Regime));
    }

    [Fact]
    public void What_is_missed_already_when_it_joins_is_said()
    {
        var asked = American().After(Desk.Ask(Type.Access), Received, around: around);
        var told = Received.AddDays(40);

        var joined = asked
            .After(new VerifyRightsRequest(asked.Rights.Requests[0].Id, "login"), Received.AddDays(1), around: around)
            .After(
                new ExtendRightsRequest(asked.Rights.Requests[0].Id, "many requests", told), told, around: around)
            .After(new ObserveJurisdiction(In("DE"), JurisdictionSource.Declared), told.AddDays(2), around: around)
            .Ticked(told.AddDays(2), around);

        Assert.Contains(joined.Rights.Requests[0].Alarms, alarm => alarm is { IsMissed: true, On.Month: 1 });
    }

    private static Subject American() => Subject.Unregistered("sub_test").After(
        new RegisterSubject(SubjectKind.Customer, Controller.ZenVoip, In("US-TX"), [Phone("+15125550143")]),
        Received.AddDays(-1));
}
