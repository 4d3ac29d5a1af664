using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Deletions;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Rights.Exercise;
using static ZenVoip.Registry.Tests.Subjects.Told;
using Type = ZenVoip.Registry.Domain.RightsRequestType;

namespace ZenVoip.Registry.Tests.Rights;

/// <summary>What a person gets for a request, and how much of one is heard.</summary>
public sealed class AnswerTests
{
    private readonly Surroundings around = Holders();

    [Theory]
    [InlineData(Type.Access)]
    [InlineData(Type.Portability)]
    public void An_export_is_there_once_it_is_verified_and_until_it_expires(Type right)
    {
        var asked = Anna().Asks(right, around);
        var told = asked.Shows(around).IsTold(around);
        var end = told.Rights.Requests[0].ExportExpiresAt!.Value;

        Assert.Null(ExportOf(asked, Noon.AddDays(1)));
        Assert.NotNull(ExportOf(asked.Shows(around), Noon.AddDays(2)));
        Assert.NotNull(ExportOf(told, end - Instants.Step));
        Assert.Null(ExportOf(told, end));
    }

    [Fact]
    public void An_export_shows_what_was_verified_for_its_request_only()
    {
        var export = ExportOf(Anna().Asks(Type.Access, around).Shows(around, Mail), Noon.AddDays(2))!;

        Assert.Equal([null, "anna@example.org"], export.Identifiers.Select(one => one.Value));
    }

    [Fact]
    public void What_is_refused_or_of_another_right_has_no_export()
    {
        Assert.Null(ExportOf(
            Anna().Asks(Type.Access, around).Shows(around).IsRefused(around, "RIGHTS_OF_OTHERS"), Noon.AddDays(4)));
        Assert.Null(ExportOf(Anna().Asks(Type.Rectification, around).Shows(around), Noon.AddDays(4)));
    }

    [Fact]
    public void A_holder_that_is_to_correct_is_told_what()
    {
        var subject = Anna().After(
            Desk.Ask(Type.Rectification) with { Details = "Anna with two n" }, Noon.AddDays(1), around: around);

        Assert.All(subject.Shows(around).Deletions.Tasks, task =>
        {
            Assert.Equal(["Anna with two n"], subject.DetailsOf(task));
            Assert.Empty(subject.DetailsOf(task with { Status = HolderTaskStatus.Done }));
        });
        var export = Anna().Asks(Type.Access, around).Shows(around);
        Assert.Empty(export.DetailsOf(export.Deletions.Tasks[0]));
    }

    private Export? ExportOf(Subject subject, DateTimeOffset now) =>
        subject.ExportFor(subject.Rights.Requests[0], around.Systems, [], Rules, now);
}
