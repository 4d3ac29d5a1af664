using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Rights;
using static ZenVoip.Registry.Tests.Rights.Desk;
using static ZenVoip.Registry.Tests.Subjects.Told;
using Type = ZenVoip.Registry.Domain.RightsRequestType;

namespace ZenVoip.Registry.Tests.Rights;

public sealed class RestrictionTests
{
    private static readonly RightsBook Asked = new RightsBook().Asked(
        Ask(Type.Restriction) with { Categories = [CallRecords] });

    private static readonly RightsBook Report = new RightsBook().Asked(
        Ask(Type.MinorReport) with { Requester = RequesterRole.ThirdParty });

    [Fact]
    public void A_restriction_begins_when_it_is_known_who_asked()
    {
        Assert.Empty(Asked.Restrictions);

        var restriction = Assert.Single(Asked.Verified(at: Noon.AddDays(1)).Restrictions);

        Assert.Equal((Controller.ZenVoip, Type.Restriction, Noon.AddDays(1)),
            (restriction.Controller, restriction.Ground, restriction.Since));
        Assert.Equal([CallRecords], restriction.Categories);
    }

    [Fact]
    public void It_stays_after_the_request_is_closed_until_it_is_lifted()
    {
        var closed = Asked.Verified().Completed();
        var lift = new LiftRestriction("req_1", Noon.AddDays(9));

        Assert.Single(closed.Restrictions);
        Assert.Null(closed.NextDue);
        var outcome = closed.Decide(lift, Noon.AddDays(9));
        Assert.Empty(closed.After(outcome).Restrictions);
        Assert.Equal(
            HolderTaskKind.Unrestrict, Assert.Single(closed.EffectsOf(outcome).OfType<TaskWished>()).Kind);
        ChangesNothing(closed.After(outcome).Decide(lift, Noon.AddDays(10)));
        Assert.Equal("REQUEST_STATUS", CodeOf(Asked.Verified().Decide(lift, Noon.AddDays(9))));
        Assert.Equal("REQUEST_TYPE", CodeOf(Report.Decide(lift, Noon.AddDays(9))));
        Assert.Equal("REQUEST_NOT_FOUND", CodeOf(closed.Decide(lift with { RequestId = "req_9" }, Noon.AddDays(9))));
        Assert.Equal("TIME_IN_FUTURE", CodeOf(closed.Decide(lift, Noon)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_ends_when_it_is_refused_or_taken_back(bool refused)
    {
        var book = Asked.Verified();
        var outcome = refused ? book.Refuse("NO_CAUSE_TO_RESTRICT") : book.Withdraw();

        Assert.Empty(book.After(outcome).Restrictions);
        Assert.Equal(
            [typeof(WishesEnded), typeof(TaskWished)], book.EffectsOf(outcome).Select(effect => effect.GetType()));
    }

    [Fact]
    public void A_report_of_a_minor_is_believed_until_it_is_refused()
    {
        Assert.True(Report.SuspectsMinor);
        Assert.False(Report.Refused("NOT_A_MINOR").SuspectsMinor);
        Assert.Equal("REQUEST_STATUS", CodeOf(Report.Withdraw()));
        Assert.Equal("MINOR_NOT_CONFIRMED", CodeOf(Report.Complete("req_1", Noon)));
    }

    [Fact]
    public void A_minor_that_is_confirmed_is_deleted_and_believed_for_good()
    {
        var outcome = Report.Decide(new ConfirmMinor("req_1", "birth certificate"), Noon);

        var erasure = Assert.IsType<ErasureWished>(Assert.Single(Report.EffectsOf(outcome)));
        Assert.Equal((Controller.ZenVoip, 0, 0),
            (erasure.Controller, erasure.Links.Length, erasure.Categories.Length));
        var confirmed = Report.After(outcome);
        ChangesNothing(confirmed.Decide(new ConfirmMinor("req_1", "again"), Noon.AddDays(1)));
        Assert.Equal("REQUEST_STATUS", CodeOf(confirmed.Refuse("NOT_A_MINOR")));
        Assert.True(confirmed.Completed().SuspectsMinor);
        Assert.True(confirmed.Completed().Ticked(Noon.AddYears(9)).SuspectsMinor);
    }

    [Fact]
    public void Only_a_report_is_confirmed_and_with_a_method()
    {
        Assert.Equal("REQUEST_TYPE", CodeOf(Asked.Decide(new ConfirmMinor("req_1", "x"), Noon)));
        Assert.Equal("REQUEST_NOT_FOUND", CodeOf(Report.Decide(new ConfirmMinor("req_9", "x"), Noon)));
        Assert.Equal("EVIDENCE_INVALID", CodeOf(Report.Decide(new ConfirmMinor("req_1", ""), Noon)));
        Assert.Equal("REQUEST_CLOSED", CodeOf(
            Report.Refused("NOT_A_MINOR").Decide(new ConfirmMinor("req_1", "x"), Noon)));
    }

    [Theory]
    [InlineData(Type.Access, HolderTaskKind.Export)]
    [InlineData(Type.Portability, HolderTaskKind.Export)]
    [InlineData(Type.Rectification, HolderTaskKind.Rectify)]
    [InlineData(Type.Restriction, HolderTaskKind.Restrict)]
    public void Verification_asks_the_holders(Type type, HolderTaskKind kind)
    {
        var book = new RightsBook().Asked(Ask(type) with { Categories = [Billing] });

        var task = Assert.IsType<TaskWished>(Assert.Single(book.EffectsOf(book.Decide(
            new VerifyRightsRequest("req_1", "login"), [3], Rules.Rights, Noon))));

        Assert.Equal((kind, "req_1"), (task.Kind, task.RequestId));
        Assert.Equal([Billing], task.Categories);
        Assert.Equal([3], task.Links);
    }

    [Fact]
    public void An_erasure_covers_what_was_verified_and_ends_when_it_is_taken_back()
    {
        var book = new RightsBook().Asked(Ask(Type.Erasure)).Verified(links: [1]);

        var more = book.EffectsOf(book.Decide(
            new VerifyRightsRequest("req_1", "code"), [1, 2], Rules.Rights, Noon.AddDays(1)));

        Assert.Equal([1, 2], Assert.IsType<ErasureWished>(Assert.Single(more)).Links);
        Assert.IsType<WishesEnded>(Assert.Single(book.EffectsOf(book.Withdraw())));
        Assert.Empty(new RightsBook().Asked(Ask(Type.Erasure)).EffectsOf(
            new RightsBook().Asked(Ask(Type.Erasure)).Withdraw()));
    }
}
