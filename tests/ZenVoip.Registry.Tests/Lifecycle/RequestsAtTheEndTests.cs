using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Deletions;
using ZenVoip.Registry.Tests.Rights;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Lifecycle.Farewell;
using static ZenVoip.Registry.Tests.Lifecycle.Ward;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>What becomes of rights requests while a person is being erased, and after.</summary>
public sealed class RequestsAtTheEndTests
{
    private static readonly Surroundings Around = Holders();

    [Theory]
    [InlineData(RightsRequestType.MinorReport)]
    [InlineData(RightsRequestType.Restriction)]
    public void What_protects_the_person_is_heard_during_an_erasure_and_not_after_it(RightsRequestType right)
    {
        var erasing = Caller().ToErase(Around);

        var asked = erasing.After(Desk.Ask(right), Demanded.AddHours(1), around: Around);

        Assert.Equal(right, asked.Rights.Only.Type);
        Assert.Equal("SUBJECT_ERASED", CodeOf(erasing.Confirmed(Around).Decide(
            Desk.Ask(right), Demanded.AddDays(9), around: Around)));
    }

    [Theory]
    [InlineData(RightsRequestType.Access)]
    [InlineData(RightsRequestType.Portability)]
    public void Who_takes_data_along_gets_of_holders_too_what_they_provided_themselves(RightsRequestType right)
    {
        var known = Rules.Clauses.Retention.Categories;
        var around = Among(Office.Archive with { Categories = [.. known.Select(each => each.Code)] });

        var shown = Caller().Asks(right, around).Shows(around);

        var task = Assert.Single(shown.Deletions.Tasks);
        Assert.Equal(
            known.Where(each => each.IsPortable || right is RightsRequestType.Access).Select(each => each.Code)
                .ToHashSet(),
            task.Categories.ToHashSet());
    }

    [Fact]
    public void A_minor_is_confirmed_during_an_erasure_and_that_is_not_taken_back_with_it()
    {
        var asked = Caller().Asks(RightsRequestType.MinorReport, Around).Asks(RightsRequestType.Erasure, Around)
            .Shows(Around);
        var (report, demand) = (asked.Rights.Requests[0].Id, asked.Rights.Requests[1].Id);

        var confirmed = asked.After(new ConfirmMinor(report, "school"), Noon.AddDays(3), around: Around);
        var left = confirmed.After(new WithdrawRightsRequest(demand), Noon.AddDays(4), around: Around);
        var erased = left.Confirmed(Around, Noon.AddDays(5));

        Assert.Equal(
            [SubjectStatus.Erasing, SubjectStatus.Erasing, SubjectStatus.Erased],
            [asked.Status, left.Status, erased.Status]);
        Assert.Equal(
            RightsRequestStatus.Completed, IsTold(erased, report, Noon.AddDays(6)).Rights.Find(report)!.Status);
    }

    [Fact]
    public void Of_somebody_erased_a_report_of_a_minor_is_completed_without_being_confirmed()
    {
        var reported = Caller().Asks(RightsRequestType.MinorReport, Around);
        var report = reported.Rights.Only.Id;
        var erased = reported.ToErase(Around).Confirmed(Around);

        var told = IsTold(erased, report, Demanded.AddDays(9));

        Assert.Equal("MINOR_NOT_CONFIRMED", CodeOf(reported.Decide(
            new CompleteRightsRequest(report, Demanded.AddHours(1)), Demanded.AddHours(1), around: Around)));
        Assert.Equal("SUBJECT_ERASED", CodeOf(erased.Decide(
            new ConfirmMinor(report, "school"), Demanded.AddDays(9), around: Around)));
        Assert.Equal(RightsRequestStatus.Completed, told.Rights.Only.Status);
    }

    [Fact]
    public void What_was_asked_before_the_erasure_is_verified_and_worked_during_it()
    {
        var erasing = Caller().Asks(RightsRequestType.Access, Around).ToErase(Around);

        var shown = erasing.Shows(Around);

        Assert.Equal(SubjectStatus.Erasing, shown.Status);
        Assert.NotEmpty(shown.Deletions.Tasks);
        Assert.All(shown.Deletions.Tasks, task => Assert.Equal(HolderTaskKind.Export, task.Kind));
    }

    [Fact]
    public void Of_somebody_erased_no_holder_is_asked_for_anything()
    {
        var erased = Caller().Asks(RightsRequestType.Restriction, Around).Shows(Around)
            .ToErase(Around).Confirmed(Around);
        var restriction = erased.Rights.Only.Id;
        var at = Demanded.AddDays(9);

        Assert.Equal(SubjectStatus.Erased, erased.Status);
        Assert.All(
            new SubjectCommand[]
            {
                Desk.Ask(RightsRequestType.OptOutOfSale),
                new WithdrawRightsRequest(restriction),
                new RefuseRightsRequest(restriction, "NO_CAUSE_TO_RESTRICT", at),
                new ForwardRightsRequest(restriction, Acme, at),
            },
            told => Assert.DoesNotContain(
                erased.After(told, at, around: Around).Deletions.Tasks, task => task.IsOpen));
    }

    [Fact]
    public void A_no_of_somebody_erased_that_is_sent_on_is_kept_by_all_that_keep_it_here()
    {
        var (mail, sale) = (Known[2], Purpose.TryParse("sale")!.Value);
        var no = Desk.Ask(RightsRequestType.Objection, Marketing, sale) with { Channels = [Channel.Sms] };
        var erased = Customer(Number, mail).After(Called, Noon).After(no, Noon, by: mail)
            .After(new UnlinkIdentifier(Number.Digest, UnlinkReason.Disconnected), Noon)
            .ToErase(Around).Confirmed(Around);

        var sentOn = erased.After(
            new ForwardRightsRequest(erased.Rights.Only.Id, Acme, Demanded.AddDays(9)),
            Demanded.AddDays(9),
            around: Around);

        Assert.Equal(SubjectStatus.Erased, erased.Status);
        Assert.Equal(4, KeptFor(Controller.ZenVoip).Count());
        Assert.Equal(KeptFor(Controller.ZenVoip), KeptFor(Acme));

        IEnumerable<string> KeptFor(Controller controller) => sentOn.OptOuts.OptOuts
            .Where(kept => kept.Controller == controller && kept.Via is not null)
            .Select(kept => $"{kept.Via} {kept.Purpose} {kept.Channel}").Order();
    }

    [Fact]
    public void A_record_of_somebody_erased_is_dropped_in_its_time_whatever_followed_from_it()
    {
        var restricted = Caller().Asks(RightsRequestType.Restriction, Around).Shows(Around).IsTold(Around);
        var reported = restricted.Asks(RightsRequestType.MinorReport, Around);
        var report = reported.Rights.Requests[1].Id;
        var erased = reported.After(new ConfirmMinor(report, "school"), Noon.AddDays(4), around: Around)
            .Confirmed(Around, Noon.AddDays(5));
        var told = IsTold(erased, report, Noon.AddDays(6)).After(
            new NoteKeysDestroyed(Evidence: true), Noon.AddDays(6));

        Assert.Equal(SubjectStatus.Erased, told.Status);
        var first = told.NextDue(Noon.AddDays(7))!.Value;
        Assert.Equal(told.Rights.Requests[0].KeptUntil, first);
        Assert.Equal(report, told.Ticked(first, Around).Rights.Only.Id);
        Assert.Empty(told.Ticked(told.Rights.Requests[1].KeptUntil!.Value, Around).Rights.Requests);
    }

    private static Subject IsTold(Subject subject, string id, DateTimeOffset at) =>
        subject.After(new CompleteRightsRequest(id, at), at, around: Around);
}
