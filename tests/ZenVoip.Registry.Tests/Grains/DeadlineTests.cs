using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Deletions;
using static ZenVoip.Registry.Tests.Grains.Person;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>Every deadline takes effect once and never early, whatever becomes of silos, reminders and ticks.</summary>
[Collection(DeadlineTestsOfGrains.Name)]
public sealed class DeadlineTests(SubjectCluster cluster)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_clock_of_five_years_costs_no_reminder_until_its_last_day_and_fires_once()
    {
        var debtor = await Debtor.Caller(cluster);
        var due = await debtor.Due();
        Assert.Equal(0, await debtor.Reminders());

        await debtor.PassTo(due - 12 * Hour);
        await debtor.Sweeper.Sweep();
        Assert.Equal(1, await debtor.Reminders());
        await debtor.PassTo(due - TimeSpan.FromMinutes(20));
        Assert.Empty(await debtor.Orders());
        await debtor.PassUntilOrdered();

        await debtor.Person.Here.Wake();
        await debtor.Sweeper.Sweep();
        Assert.Equal((1, 1), await debtor.Count());
        Assert.True((await debtor.Orders())[0].IssuedAt >= due);
        Assert.Equal(0, await debtor.Reminders());
    }

    [Fact]
    public async Task A_tick_too_early_changes_nothing()
    {
        var debtor = await Debtor.Caller(cluster);
        var version = await debtor.Person.Version();

        await debtor.Person.Here.Wake();

        Assert.Equal(version, await debtor.Person.Version());
        Assert.Equal(0, await debtor.Reminders());
    }

    [Fact]
    public async Task A_tick_for_somebody_who_was_never_written_registers_nobody()
    {
        var nobody = Unknown(cluster);

        await nobody.Here.Wake();

        Assert.Null((await nobody.Here.Read()).Subject);
    }

    [Fact]
    public async Task A_reminder_is_armed_before_the_write_that_needs_it_and_fires()
    {
        var debtor = await Debtor.UnderContract(cluster);
        var person = debtor.Person;
        var held = cluster.Mishaps.HoldWriteOf(person.Id);

        var ending = person.Here.Execute(debtor.Ends(dueIn: Hour));
        await held.Arrived;
        Assert.Equal(1, await debtor.Reminders());
        held.Release();
        await ending;
        await debtor.PassUntilOrdered();

        Assert.True((await debtor.Orders())[0].IssuedAt >= (await person.Seen()).RegisteredAt + Hour);
    }

    [Fact]
    public async Task A_deadline_is_stored_though_its_reminder_cannot_be_set_and_the_next_change_sets_it()
    {
        var debtor = await Debtor.UnderContract(cluster);
        await cluster.Scalar("alter table reminder rename to mislaid");

        var ended = await debtor.Person.Here.Execute(debtor.Ends(dueIn: Hour));
        await cluster.Scalar("alter table mislaid rename to reminder");
        Assert.Null(ended.Refusal);
        Assert.Equal(0, await debtor.Reminders());
        await debtor.Person.Here.Execute(Asks(Stop(Channel.Sms)));

        Assert.Equal(1, await debtor.Reminders());
    }

    [Fact]
    public async Task A_deadline_that_comes_after_another_was_met_has_a_reminder_too()
    {
        var debtor = await Debtor.EndUser(cluster, dueIn: Hour);
        await cluster.Pass(2 * Hour);
        await debtor.Person.Here.Wake();
        await debtor.WasOrderedOnce();
        Assert.Equal(0, await debtor.Reminders());

        await debtor.Person.Here.Execute(Asks(new StartRelationship(Acme, SubjectKind.EndUser)));
        await debtor.Person.Here.Execute(debtor.Ends(dueIn: Hour));

        Assert.Equal(1, await debtor.Reminders());
    }

    [Fact]
    public async Task A_deadline_that_comes_before_the_one_that_is_armed_moves_the_reminder_forward()
    {
        var debtor = await Debtor.EndUser(cluster, dueIn: 9 * Hour);
        var other = Controller.TryParse("bravo")!.Value;
        await debtor.Person.Here.Execute(Asks(new StartRelationship(other, SubjectKind.EndUser)));
        var due = cluster.Here.Clock.GetUtcNow() + Hour;

        await debtor.Person.Here.Execute(
            Asks(new EndRelationship(other, SubjectKind.EndUser, due - TimeSpan.FromDays(30))));

        var set = DateTimeOffset.Parse(
            (string)(await cluster.Scalar(
                $"select start_time from reminder where grain_id like '%{debtor.Person.Id}'"))!,
            System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(set, due, due + TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_deadline_whose_reminder_is_lost_is_met_by_the_sweeper()
    {
        var debtor = await Debtor.EndUser(cluster, dueIn: Hour);
        await debtor.Sweeper.Start();
        Assert.Equal(1, await debtor.Reminders());

        await cluster.Scalar($"delete from reminder where grain_id like '%{debtor.Person.Id}'");
        await debtor.PassUntilOrdered();

        await debtor.WasOrderedOnce();
        // The other tests sweep when they want to: no sweeper goes on by itself.
        await cluster.Scalar(
            $"delete from reminder where grain_id like '%{debtor.Sweeper.GetPrimaryKeyString()}'");
        await cluster.Sleep(TimeSpan.Zero);
    }

    [Fact]
    public async Task Who_could_not_be_woken_before_their_deadline_is_woken_by_the_next_sweep()
    {
        var debtor = await Debtor.EndUser(cluster, dueIn: 25 * Hour);
        await cluster.Pass(2 * Hour);
        Assert.Equal(0, await debtor.Reminders());
        cluster.Mishaps.ToReadsOf(debtor.Person.Id, Wire.Lost);

        await debtor.Sweeper.Sweep();
        await debtor.Sweeper.Sweep();

        Assert.Equal(1, await debtor.Reminders());
    }

    [Fact]
    public async Task A_deadline_over_which_the_whole_cluster_was_down_is_met_soon_after()
    {
        var debtor = await Debtor.EndUser(cluster, dueIn: 2 * Hour);
        var due = await debtor.Due();

        await cluster.Sleep(48 * Hour);
        await debtor.PassUntilOrdered();

        Assert.True((await debtor.Orders())[0].IssuedAt >= due);
        await debtor.WasOrderedOnce();
    }

    [Fact]
    public async Task Two_silos_that_do_not_know_each_other_order_once()
    {
        var debtor = await Debtor.EndUser(cluster, dueIn: 25 * Hour);
        await debtor.Person.Elsewhere.Read();
        await cluster.Pass(26 * Hour);

        await Task.WhenAll(debtor.Person.Here.Wake(), debtor.Person.Elsewhere.Wake(), debtor.Person.Here.Wake());

        await cluster.Here.Forget(debtor.Person.Id);
        await debtor.WasOrderedOnce();
    }

    [Theory]
    [InlineData("lost")]
    [InlineData("unanswered")]
    public async Task A_tick_whose_write_is_not_confirmed_orders_once(string mishap)
    {
        var debtor = await Debtor.EndUser(cluster, dueIn: 25 * Hour);
        await cluster.Pass(26 * Hour);
        cluster.Mishaps.ToWritesOf(debtor.Person.Id, mishap == "lost" ? Wire.Lost : Wire.Unanswered);

        await debtor.Person.Here.Wake();

        await debtor.WasOrderedOnce();
    }

    [Fact]
    public async Task A_silo_that_dies_with_the_tick_leaves_it_to_another()
    {
        var debtor = await Debtor.EndUser(cluster, dueIn: 25 * Hour);
        await cluster.Pass(26 * Hour);

        await cluster.Here.KillSiloOf(debtor.Person.Id);
        await debtor.Sweeper.Sweep();

        await debtor.WasOrderedOnce();
    }

    [Fact]
    public async Task Whoever_cannot_be_woken_is_tried_at_each_sweep_and_nobody_else_is_woken_twice()
    {
        // What a sweep of another test has foreseen is over.
        await cluster.Pass(25 * Hour);
        var first = await Debtor.EndUser(cluster, dueIn: 20 * Hour);
        Debtor other;
        do
            other = await Debtor.EndUser(cluster, dueIn: 21 * Hour);
        while (other.Sweeper.GetPrimaryKeyString() != first.Sweeper.GetPrimaryKeyString());
        await CannotBeWoken();
        Assert.NotEqual(0, await first.Sweeper.Sweep());

        await CannotBeWoken();
        Assert.Equal(0, await first.Sweeper.Sweep());
        Assert.Equal(1, await first.Sweeper.Sweep());
        Assert.Equal(0, await first.Sweeper.Sweep());

        async Task CannotBeWoken()
        {
            await cluster.Here.Forget(first.Person.Id);
            cluster.Keys.LoseOnce(first.Person.Id);
        }
    }

    [Fact]
    public async Task A_consent_that_runs_out_is_told_once_and_not_due_for_ever()
    {
        var person = await Register(cluster);
        await person.Here.Execute(Asks(Answer(ConsentStatus.Given)));
        var first = (await person.Seen()).NextDue(cluster.Here.Clock.GetUtcNow())!.Value;
        await cluster.Pass(TimeSpan.FromDays(40));
        await person.Here.Execute(Asks(Answer(ConsentStatus.Given, Channel.Email)));
        var version = await person.Version();

        await new Debtor(cluster, person).PassTo(first + Hour);
        await person.Here.Wake();
        await person.Here.Wake();

        Assert.Equal(version + 1, await person.Version());
        Assert.Single(await person.Journal<ConsentExpired>());
        var stored = DateTimeOffset.Parse(
            (string)(await cluster.Scalar($"select next_due from subject where id = '{person.Id}'"))!,
            System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(stored > cluster.Here.Clock.GetUtcNow());
    }

    [Fact]
    public async Task An_order_is_read_however_long_ago_it_was_settled_and_names_nobody_then()
    {
        var debtor = await Debtor.EndUser(cluster, dueIn: 25 * Hour);
        await cluster.Pass(26 * Hour);
        await debtor.Person.Here.Wake();
        var ids = (await debtor.Orders()).Select(order => order.Id).ToList();
        Assert.Equal(
            debtor.Person.Number.Identifier,
            Assert.Single(Assert.Single((await debtor.Person.Here.Work([ids[0]])).Items).Links).Identifier);
        foreach (var id in ids)
            await debtor.Person.Here.Execute(Asks(new ConfirmDeletion { OrderId = id, Count = 7 }));

        await cluster.Pass(DeletionBook.Kept + Hour);
        await debtor.Person.Here.Execute(Asks(new RecordActivity(
            Controller.ZenVoip, RetentionEvent.Created, Office.CallRecords,
            cluster.Here.Clock.GetUtcNow().AddYears(-6))));
        await debtor.Person.Here.Wake();

        Assert.DoesNotContain(ids[0], (await debtor.Orders()).Select(order => order.Id));
        var found = (await debtor.Person.Here.Work([.. ids, "ord_unknown"])).Items;
        Assert.Equal(ids.Order(StringComparer.Ordinal), found.Select(work => work.Id).Order(StringComparer.Ordinal));
        Assert.All(found, work =>
        {
            Assert.Equal((DeletionOrderStatus.Confirmed, 7), (work.Order!.Status, work.Order.Count));
            Assert.Empty(work.Links);
        });
        Assert.Equal(1L, await cluster.Scalar(
            $"select count(*) from feed where name = 'deletion-confirmed' and ref = '{ids[0]}'"));
    }
}
