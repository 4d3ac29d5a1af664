using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Subjects;
using static ZenVoip.Registry.Tests.Lifecycle.Ward;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>The end of a contract or of a consent starts its clocks, reported or not; a new beginning stops them.
/// </summary>
public sealed class EndingTests
{
    private static readonly DateTimeOffset Later = Noon.AddDays(10);

    [Fact]
    public void The_end_of_a_contract_starts_its_clocks_from_its_own_time()
    {
        var ended = Customer(Number).After(
            new EndRelationship(Controller.ZenVoip, SubjectKind.Customer, Noon.AddDays(5)), Later);

        var clock = Assert.Single(ended.Retention.Clocks, clock => clock.Category.Value == "ACCOUNT");
        Assert.Equal(
            (RetentionEvent.ContractEnded, "zenvoip.account", Noon.AddDays(5)),
            (clock.Event, clock.Rule, clock.StartedAt));
    }

    [Fact]
    public void A_new_contract_stops_the_clocks_of_the_last_ones_end()
    {
        var back = Customer(Number)
            .After(new EndRelationship(Controller.ZenVoip, SubjectKind.Customer), Later)
            .After(new StartRelationship(Controller.ZenVoip, SubjectKind.Customer), Later);

        Assert.Empty(back.Retention.Clocks);
    }

    [Fact]
    public void A_customers_end_users_are_deleted_a_month_after_their_contract()
    {
        var ended = Customer(Number)
            .After(new StartRelationship(Acme, SubjectKind.EndUser), Noon)
            .After(new EndRelationship(Acme, SubjectKind.EndUser), Later);

        Assert.All(ended.Retention.Clocks, clock => Assert.Equal(Acme, clock.Controller));
        Assert.Equal(Later.AddDays(30), ended.NextDue(Later));
    }

    [Fact]
    public void Who_only_visited_had_no_contract()
    {
        var visitor = Subject.Unregistered("sub_test").After(
            new RegisterSubject(SubjectKind.Visitor, Controller.ZenVoip, null, []), Noon);

        Assert.Empty(visitor.After(
            new EndRelationship(Controller.ZenVoip, SubjectKind.Visitor), Later).Retention.Clocks);
    }

    [Fact]
    public void A_withdrawal_starts_the_clock_of_its_proof()
    {
        var ended = Customer(Number).After(Answer(ConsentStatus.Given), Noon)
            .After(Answer(ConsentStatus.Withdrawn), Later);

        var clock = Assert.Single(ended.Retention.Clocks);
        Assert.Equal((RetentionEvent.ConsentEnded, "CONSENT_EVIDENCE"), (clock.Event, clock.Category.Value));
        Assert.Equal(Later.AddYears(5), clock.DueAt);
    }

    [Fact]
    public void The_clock_does_not_run_while_another_consent_is_alive()
    {
        var given = Customer(Number).After(Answer(ConsentStatus.Given), Noon)
            .After(Answer(ConsentStatus.Given, Channel.Email), Noon);

        var one = given.After(Answer(ConsentStatus.Withdrawn), Later);
        var none = one.After(Answer(ConsentStatus.Withdrawn, Channel.Email), Later.AddDays(1));
        var again = none.After(Answer(ConsentStatus.Given), Later.AddDays(2));

        Assert.Empty(one.Retention.Clocks);
        Assert.Equal(Later.AddDays(1), Assert.Single(none.Retention.Clocks).StartedAt);
        Assert.Empty(again.Retention.Clocks);
    }

    [Fact]
    public void A_consent_that_leaves_with_its_number_has_ended()
    {
        var ended = Customer(Number).After(Answer(ConsentStatus.Given), Noon, Number)
            .After(new UnlinkIdentifier(Number.Digest, UnlinkReason.Changed, At: null, Evidence: null), Later);

        Assert.Equal(Later, Assert.Single(ended.Retention.Clocks).StartedAt);
    }

    [Fact]
    public void An_expiry_that_nobody_reports_is_noticed_by_a_tick_once()
    {
        var given = Customer(Number).After(Answer(ConsentStatus.Given), Noon);
        var expiry = given.NextDue(Noon)!.Value;

        var ticked = given.Ticked(expiry.AddMinutes(1), Holders());

        Assert.Equal(expiry, Assert.Single(ticked.Retention.Clocks).StartedAt);
        Assert.True(given.IsIdleAt(expiry - Instants.Step, Holders()));
        Assert.True(ticked.IsIdleAt(expiry.AddMinutes(1), Holders()));
        var gone = ticked.Ticked(expiry.AddYears(5), Holders());
        Assert.True(gone.IsIdleAt(expiry.AddYears(6), Holders()));
    }

    [Fact]
    public void An_expiry_is_noticed_by_whatever_is_recorded_after_it()
    {
        var given = Customer(Number).After(Answer(ConsentStatus.Given), Noon);
        var expiry = given.NextDue(Noon)!.Value;

        var after = given.After(Stop(), expiry.AddHours(1));

        Assert.Equal(expiry, Assert.Single(after.Retention.Clocks).StartedAt);
    }

    [Fact]
    public void What_ended_long_before_the_tick_is_deleted_by_the_same_tick()
    {
        var given = Customer(Number).After(Answer(ConsentStatus.Given), Noon);

        var ticked = given.Ticked(Noon.AddYears(20), Holders());

        Assert.Empty(ticked.Retention.Clocks);
        Assert.Single(ticked.Deletions.Unheld);
        Assert.True(ticked.IsIdleAt(Noon.AddYears(20), Holders()));
    }
}
