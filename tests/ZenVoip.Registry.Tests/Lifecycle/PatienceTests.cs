using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Rights;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Lifecycle.Ward;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>Whom nobody has any more ends a week after something was told of them, whatever holders say.</summary>
public sealed class PatienceTests
{
    private static readonly Surroundings Around = Holders();

    /// <summary>When the data that acme had by its contract is due.</summary>
    private static readonly DateTimeOffset Due = Noon.AddDays(60);

    /// <summary>Zenvoip has erased them, acme's data is ordered deleted.</summary>
    private static readonly Subject Left = Caller().After(new StartRelationship(Acme, SubjectKind.EndUser), Noon)
        .Asks(RightsRequestType.Erasure, Around).Shows(Around).Confirmed(Around, Noon.AddDays(3)).IsTold(Around)
        .After(new EndRelationship(Acme, SubjectKind.EndUser), Noon.AddDays(5), around: Around).Ticked(Due, Around);

    private static readonly DateTimeOffset Over = Left.RecordedAt + Subject.Patience;

    [Fact]
    public void Who_goes_on_reporting_keeps_nobody()
    {
        var subject = Left.Confirmed(Around, Due.AddDays(1));
        for (var day = 2; day < 10; day++)
            subject = subject.Hears(Called with { At = Noon.AddHours(day) }, Due.AddDays(day), Around)
                .Confirmed(Around, Due.AddDays(day).AddHours(1)).Ticked(Due.AddDays(day).AddHours(2), Around);

        IsOver(subject);
    }

    [Fact]
    public void Whoever_leaves_years_after_another_has_erased_them_ends_too()
    {
        var years = Noon.AddYears(4);
        var left = Caller().After(new StartRelationship(Acme, SubjectKind.EndUser), Noon)
            .Asks(RightsRequestType.Erasure, Around).Shows(Around).Confirmed(Around, Noon.AddDays(3)).IsTold(Around)
            .After(new EndRelationship(Acme, SubjectKind.EndUser), years, around: Around);

        var ordered = left.Ticked(years.AddDays(31), Around);
        var gone = ordered.Confirmed(Around, years.AddDays(32)).Ticked(years.AddDays(50), Around);

        Assert.NotEmpty(ordered.OpenOrders);
        Assert.Equal(SubjectStatus.Erased, gone.Status);
    }

    [Fact]
    public void Nor_does_a_holder_that_retains_for_a_day_again_and_again()
    {
        var subject = Left;
        for (var day = 1; day < 10; day++)
            subject = subject.OpenOrders.Aggregate(subject, (before, order) => before.After(
                new ConfirmDeletion
                {
                    OrderId = order.Id,
                    RetainedUntil = Due.AddDays(day + 1),
                    Ground = "LEGAL_OBLIGATION",
                },
                Due.AddDays(day), around: Around)).Ticked(Due.AddDays(day + 1), Around);

        IsOver(subject);
    }

    [Fact]
    public void Of_whom_an_older_version_did_not_say_when_they_were_told_of_it_is_what_was_recorded_last()
    {
        var older = Left.Confirmed(Around, Due.AddDays(1)) with { ToldAt = null };

        Assert.Equal(older.RecordedAt + Subject.Patience, older.NextDue(older.RecordedAt));
        Assert.Equal(
            older.RecordedAt,
            older.Hears(Called with { At = Noon }, Due.AddDays(2), Around).ToldAt);
    }

    private static void IsOver(Subject subject)
    {
        Assert.Equal(SubjectStatus.Erased, subject.Status);
        Assert.InRange(subject.Tombstone!.ErasedAt, Over, Over.AddDays(2));
    }
}
