using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Deletions;
using ZenVoip.Registry.Tests.Lifecycle;
using static ZenVoip.Registry.Tests.Rights.Exercise;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Rights;

/// <summary>What holders give for an export is there when the person is told, and as long as the export.</summary>
public sealed class PartTests
{
    private const string Uri = "https://store.test/parts/1";

    private readonly Surroundings around = Holders();

    [Fact]
    public void A_part_given_at_first_is_there_as_long_as_the_export_that_was_told_of_months_later()
    {
        var told = Told(Given(until: null).Ticked(Noon.AddDays(85), around), Noon.AddDays(86));

        Assert.Equal(Uri, PartOf(told.Ticked(Noon.AddDays(115), around)));
        Assert.Null(PartOf(told.Ticked(Noon.AddDays(86) + RightsRequest.ExportKept, around)));
    }

    [Fact]
    public void A_part_that_its_holder_keeps_no_longer_is_asked_for_anew_while_the_request_is_open()
    {
        var gone = Given(until: Noon.AddDays(33)).Ticked(Noon.AddDays(33), around);
        var asked = TasksOf(gone)[^1];
        var again = gone.After(new CompleteTask(asked.Id, Uri, Noon.AddDays(60)), Noon.AddDays(34), around: around);
        var told = Told(again, Noon.AddDays(40)).Ticked(Noon.AddDays(60), around);

        Assert.Null(PartOf(gone));
        Assert.True(gone.IsIdleAt(Noon.AddDays(33), around));
        Assert.Equal(
            [(HolderTaskStatus.Done, Noon.AddDays(2)), (HolderTaskStatus.Issued, gone.RecordedAt)],
            TasksOf(gone).Select(task => (task.Status, task.IssuedAt)));
        Assert.Equal(
            (TasksOf(gone)[0].Links.Length, Office.CallRecords, HolderTaskKind.Export),
            (asked.Links.Length, Assert.Single(asked.Categories), asked.Kind));
        Assert.Equal(2, TasksOf(told).Length);
        Assert.All(TasksOf(told), task => Assert.Null(task.ResultUri));
    }

    [Fact]
    public void What_was_asked_for_a_request_that_is_taken_back_is_referred_to_no_longer()
    {
        var given = Given(until: null);

        var back = given.After(
            new WithdrawRightsRequest(RequestOf(given)),
            Noon.AddDays(4),
            around: around);

        Assert.Null(PartOf(back.Ticked(Noon.AddDays(4).AddMinutes(1), around)));
    }

    /// <summary>Somebody asked, and the call store has given its part, the archive nothing.</summary>
    private Subject Given(DateTimeOffset? until)
    {
        var shown = Anna().Asks(RightsRequestType.Access, around).Shows(around);
        return shown.Deletions.Tasks.Aggregate(shown, (before, task) => before.After(
            task.System == Office.Store.Name ? new CompleteTask(task.Id, Uri, until) : new CompleteTask(task.Id),
            Noon.AddDays(3),
            around: around));
    }

    private Subject Told(Subject subject, DateTimeOffset at) =>
        subject.After(new CompleteRightsRequest(RequestOf(subject), at), at, around: around);

    private static string RequestOf(Subject subject) => subject.Rights.Only.Id;

    private static HolderTask[] TasksOf(Subject subject) =>
        [.. subject.Deletions.Tasks.Where(task => task.System == Office.Store.Name)];

    private static string? PartOf(Subject subject) => TasksOf(subject)[0].ResultUri;
}
