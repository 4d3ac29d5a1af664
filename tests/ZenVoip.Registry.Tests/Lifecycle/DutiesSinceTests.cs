using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Jurisdictions;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Deletions;
using static ZenVoip.Registry.Tests.Lifecycle.Farewell;
using static ZenVoip.Registry.Tests.Lifecycle.Ward;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>The duty of a place where the person turned out to live keeps what was reported before, too.</summary>
public sealed class DutiesSinceTests
{
    private readonly Surroundings around = Holders();

    [Fact]
    public void Where_somebody_lives_may_be_learnt_before_or_after_their_calls()
    {
        var calledFirst = Known(place: null).After(Called, Noon).After(FromTennessee, Noon.AddHours(1));
        var livedFirst = Known(place: "US-TN").After(Called, Noon.AddHours(1));

        Assert.Equal(UntilOf(livedFirst), UntilOf(calledFirst));
        Assert.Equal(new DateTimeOffset(2028, 6, 1, 0, 0, 0, TimeSpan.Zero), UntilOf(calledFirst));
    }

    [Fact]
    public void Nobody_is_kept_for_a_law_of_a_place_that_nobody_knows() =>
        Assert.Empty(Known(place: null).After(Called, Noon).ToErase(around).Deletions.Withheld);

    /// <summary>Whoever checks rows has no rulebook, and takes none for late that waits for a duty.</summary>
    [Fact]
    public void What_is_due_next_is_no_later_than_whoever_has_no_rulebook_reckons()
    {
        var known = Known(place: null).After(Called, Noon);
        var asked = known.Erasing(
            new EraseWish("req_1", Controller.ZenVoip, [Office.CallRecords], []), around, Demanded)
            .Aggregate(known, (before, happened) => before.Apply(happened));
        var retained = asked.OpenOrders.Aggregate(asked, (before, order) => before.After(
            new ConfirmDeletion { OrderId = order.Id, RetainedUntil = Demanded.AddDays(90), Ground = "LEGAL_CLAIMS" },
            Demanded.AddDays(1),
            around: around));

        var since = retained.After(FromTennessee, Demanded.AddDays(2));

        Assert.NotEmpty(since.Retention.Clocks);
        for (var now = Demanded.AddDays(3); now < Demanded.AddYears(2); now = now.AddDays(1))
            Assert.True(since.WakeAt(around.Rules, now) <= since.NextDue(now), $"{now}");
    }

    [Fact]
    public void A_preview_says_what_an_erasure_would_keep()
    {
        var caller = Known(place: null).After(Called, Noon).After(FromTennessee, Noon.AddHours(1));

        var preview = Assert.Single(
            caller.PreviewOf(Controller.ZenVoip, [Office.CallRecords], [], around.Rules, Demanded));

        Assert.Equal(UntilOf(caller), preview.Retained.Max(kept => kept.Until));
    }

    private static ObserveJurisdiction FromTennessee => new(In("US-TN"), JurisdictionSource.Billing);

    private static Subject Known(string? place) => Subject.Unregistered("sub_test").After(
        new RegisterSubject(
            SubjectKind.Customer, Controller.ZenVoip, place is null ? null : In(place), [Email("anna@example.org")]),
        Noon);

    private DateTimeOffset? UntilOf(Subject caller) => caller.ToErase(around).Deletions.Withheld
        .Single(kept => kept.Category == Office.CallRecords).Until;
}
