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
