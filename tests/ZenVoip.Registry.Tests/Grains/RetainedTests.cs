using System.Globalization;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Tests.Deletions;
using static ZenVoip.Registry.Tests.Grains.Person;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>What holders retain is ordered again when its ground ends, and whoever sleeps hears of that.</summary>
[Collection(DeadlineTestsOfGrains.Name)]
public sealed class RetainedTests(SubjectCluster cluster)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_holder_that_says_its_ground_has_ended_is_ordered_again_by_itself_and_once()
    {
        var (debtor, id) = await Retained();

        Assert.Null((await debtor.Person.Here.Execute(Asks(new ConfirmDeletion
        {
            OrderId = id,
            RetainedUntil = cluster.Here.Clock.GetUtcNow() - Hour,
        }))).Refusal);
        await cluster.PassUntil(async () => await Again(debtor, id) > 0, step: TimeSpan.FromMinutes(1), steps: 200);
        await debtor.Person.Here.Wake();

        Assert.Equal(1, await Again(debtor, id));
    }

    [Fact]
    public async Task Whoever_has_retained_data_and_sleeps_is_woken_within_a_week_and_sleeps_on()
    {
        var (debtor, id) = await Retained();
        var version = await debtor.Person.Version();
        var answered = (await debtor.Orders()).Single(order => order.Id == id).SettledAt!.Value;
        Assert.Equal(answered + DeletionBook.GroundsReviewed, await Stored(debtor));

        await debtor.PassTo(answered + DeletionBook.GroundsReviewed + Hour);
        await debtor.Sweeper.Sweep();

        Assert.Equal(answered + 2 * DeletionBook.GroundsReviewed, await Stored(debtor));
        Assert.Equal((version, 0), (await debtor.Person.Version(), await Again(debtor, id)));
        Assert.Equal(0, await debtor.Reminders());
    }

    [Fact]
    public async Task A_silo_that_knew_the_identifiers_of_a_tombstone_hears_a_no_after_their_key_is_destroyed()
    {
        await Debtor.Holds(cluster);
        var person = await Register(cluster);
        var debtor = new Debtor(cluster, person);
        await person.Here.Execute(Asks(new RecordActivity(
            Controller.ZenVoip, RetentionEvent.Created, Office.Billing, cluster.Here.Clock.GetUtcNow().AddYears(-6))));
        await person.DemandsErasure();
        await ConfirmAll();
        await debtor.PassTo(Assert.Single((await person.Seen()).Deletions.Withheld).Until!.Value + Hour);
        Assert.False((await person.Elsewhere.Read()).Subject!.NamesNobody);
        await person.Here.Wake();
        await ConfirmAll();
        Assert.NotNull((await person.Seen()).Tombstone!.EvidenceDestroyedAt);

        var answer = await person.Elsewhere.Execute(Asks(Stop(Channel.Sms)));

        Assert.Equal((null, 1), (answer.Refusal, answer.Changes));

        async Task ConfirmAll()
        {
            foreach (var order in (await debtor.Orders()).Where(order => order.IsOpen))
                await person.Here.Execute(Asks(new ConfirmDeletion { OrderId = order.Id }));
            await person.Here.Wake();
        }
    }

    /// <summary>Somebody all of whose data is deleted but for what one order is about.</summary>
    private async Task<(Debtor Debtor, string Id)> Retained()
    {
        var debtor = await Debtor.EndUser(cluster, dueIn: 25 * Hour);
        await cluster.Pass(26 * Hour);
        await debtor.Person.Here.Wake();
        var ids = (await debtor.Orders()).Select(order => order.Id).ToList();
        foreach (var id in ids.Skip(1))
            await debtor.Person.Here.Execute(Asks(new ConfirmDeletion { OrderId = id }));
        Assert.Null((await debtor.Person.Here.Execute(Asks(new ConfirmDeletion
        {
            OrderId = ids[0],
            RetainedUntil = cluster.Here.Clock.GetUtcNow().AddYears(50),
            Ground = "LEGAL_CLAIMS",
        }))).Refusal);
        return (debtor, ids[0]);
    }

    private static async Task<int> Again(Debtor debtor, string id) =>
        (await debtor.Orders()).Count(order => order.ReissueOf == id);

    private async Task<DateTimeOffset> Stored(Debtor debtor) => DateTimeOffset.Parse(
        (string)(await cluster.Scalar($"select next_due from subject where id = '{debtor.Person.Id}'"))!,
        CultureInfo.InvariantCulture);
}
