using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using static ZenVoip.Registry.Tests.Deletions.Office;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Deletions;

public sealed class TaskTests
{
    private const string Uri = "https://store.test/parts/1";

    private static readonly TaskWish Export =
        new(HolderTaskKind.Export, Controller.ZenVoip, [Billing, CallRecords], Demand, [0]);

    private static readonly DeletionBook Asked = Ask(new(), Export);

    [Fact]
    public void Each_system_is_asked_for_what_it_holds_and_once()
    {
        Assert.Equal([[CallRecords], [Billing, CallRecords]], Asked.Tasks.Select(task => task.Categories.ToArray()));
        Assert.Empty(Asked.Asked(Export, Free.Systems, Mint(), Noon));
        Assert.Empty(Asked.Asked(Export with { Categories = [] }, Free.Systems, Mint(), Noon));
    }

    [Fact]
    public void A_request_that_grew_asks_again_for_what_is_new()
    {
        var calls = Ask(new(), Export with { Categories = [CallRecords] });

        Assert.Equal(["archive"], Systems(calls, Export));
        Assert.Equal(["call-store", "archive"], Systems(Asked, Export with { Links = [0, 4] }));

        static IEnumerable<string> Systems(DeletionBook book, TaskWish wish) => Assert.IsType<TasksIssued>(
            Assert.Single(book.Asked(wish, Free.Systems, Mint(), Noon))).Tasks.Select(task => task.System);
    }

    [Fact]
    public void A_part_of_an_export_is_referred_to_until_it_expires()
    {
        var done = Asked.After(Asked.Decide(new CompleteTask("tsk_1", Uri, Noon.AddDays(9)), Noon));
        Assert.Equal((HolderTaskStatus.Done, Uri), (done.FindTask("tsk_1")!.Status, done.FindTask("tsk_1")!.ResultUri));

        var expired = done.Ticked(Mint(), Free, Noon.AddDays(9));

        Assert.Null(expired.FindTask("tsk_1")!.ResultUri);
        Assert.Empty(expired.Elapsed(Free, Mint(), Noon.AddDays(9)));
    }

    [Fact]
    public void A_part_of_an_export_is_referred_to_as_long_as_it_is_wanted()
    {
        var done = Asked.After(Asked.Decide(new CompleteTask("tsk_1", Uri), Noon))
            .After(Asked.Decide(new CompleteTask("tsk_2"), Noon));
        var told = Free with { PartsUntil = _ => Noon.AddDays(90) };

        Assert.Null(done.NextDue(Free, Noon));
        Assert.Equal(Uri, done.Ticked(Mint(), Free, Noon.AddYears(1)).FindTask("tsk_1")!.ResultUri);
        Assert.Equal(Noon.AddDays(90), done.NextDue(told, Noon));
        Assert.Null(done.Ticked(Mint(), told, Noon.AddDays(90)).FindTask("tsk_1")!.ResultUri);
        Assert.Single(done.Elapsed(told, Mint(), Noon.AddDays(90)));
    }

    [Theory]
    [InlineData("TASK_NOT_FOUND", "tsk_9", null)]
    [InlineData("RESULT_INVALID", "tsk_1", "http://store.test/parts/1")]
    [InlineData("RESULT_INVALID", "tsk_1", "parts/1")]
    public void A_result_that_cannot_be_is_refused(string code, string id, string? uri) =>
        Assert.Equal(code, CodeOf(Asked.Decide(new CompleteTask(id, uri), Noon)));

    [Fact]
    public void Only_an_export_has_a_result() => Assert.Equal("RESULT_INVALID", CodeOf(
        Ask(new(), Export with { Kind = HolderTaskKind.Rectify }).Decide(new CompleteTask("tsk_1", Uri), Noon)));

    [Fact]
    public void A_task_is_settled_once_and_the_same_answer_may_be_repeated()
    {
        var done = Asked.After(Asked.Decide(new CompleteTask("tsk_1"), Noon));

        ChangesNothing(done.Decide(new CompleteTask("tsk_1"), Noon));
        Assert.Equal("TASK_SETTLED", CodeOf(done.Decide(new CompleteTask("tsk_1", Uri), Noon)));
    }

    [Fact]
    public void A_task_that_is_late_escalates_once_and_can_still_be_done()
    {
        var late = Asked.Ticked(Mint(), Free, Noon.AddDays(7));

        Assert.Equal(HolderTaskStatus.Failed, late.FindTask("tsk_1")!.Status);
        Assert.Empty(late.Elapsed(Free, Mint(), Noon.AddDays(7)));
        Assert.Equal(HolderTaskStatus.Done, late.After(late.Decide(new CompleteTask("tsk_1"), Noon.AddDays(8)))
            .FindTask("tsk_1")!.Status);
    }

    [Fact]
    public void A_note_of_delivery_is_taken_once()
    {
        var delivered = Asked.After(Asked.Decide(new NoteDelivery("tsk_1"), Noon));

        Assert.Equal(HolderTaskStatus.Delivered, delivered.FindTask("tsk_1")!.Status);
        ChangesNothing(delivered.Decide(new NoteDelivery("tsk_1"), Noon));
    }

    [Fact]
    public void Tasks_of_a_request_that_is_taken_back_are_taken_back() => Assert.All(
        Asked.With(Asked.Cancelled(Demand, Noon)).Tasks,
        task => Assert.Equal(HolderTaskStatus.Cancelled, task.Status));

    [Fact]
    public void Where_a_result_lies_is_not_printed() => Assert.DoesNotContain(
        Uri,
        $"{new CompleteTask("tsk_1", Uri)} {Asked.After(Asked.Decide(new CompleteTask("tsk_1", Uri), Noon)).Tasks[0]}",
        StringComparison.Ordinal);

    private static DeletionBook Ask(DeletionBook book, TaskWish wish) =>
        book.With(book.Asked(wish, Free.Systems, Mint(), Noon));
}
