using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.SystemTests.Storage;

public abstract partial class StorageConformance
{
    private static readonly DateTimeOffset Later = StoredSubject.Noon.AddDays(30);

    private DeliveryRows Deliveries => silo.Get<DeliveryRows>();

    private HolderRegister Register => silo.Get<HolderRegister>();

    [Fact]
    public async Task Of_each_subject_only_the_oldest_order_is_due_at_a_system()
    {
        var system = NewSystem();
        var first = await Ordered(system);
        var second = await Ordered(system);

        Assert.Equal(new[] { first[0], second[0] }.Order(), await Due(system));
        await Tried(first[0], delivered: true);
        Assert.Equal(new[] { first[1], second[0] }.Order(), await Due(system));
        await Tried(second[0], delivered: false);
        Assert.Equal([first[1]], await Due(system));
        Assert.Equal(new[] { first[1], second[0] }.Order(), await Due(system, Later.AddHours(1)));
    }

    [Fact]
    public async Task What_is_settled_or_with_its_holder_is_not_due_and_what_failed_undelivered_is()
    {
        var system = NewSystem();
        var ids = await Ordered(system);
        await silo.Scalar($"update holder_work set status = 'DELIVERED' where id = '{ids[0]}'");
        Assert.Equal([ids[1]], await Due(system));
        await silo.Scalar($"update holder_work set status = 'FAILED' where id = '{ids[1]}'");
        Assert.Equal([ids[1]], await Due(system));
        await silo.Scalar($"update holder_work set status = 'CANCELLED' where id = '{ids[1]}'");
        Assert.Empty(await Due(system));
    }

    [Fact]
    public async Task What_is_delivered_stays_so_whatever_an_attempt_beside_it_comes_to()
    {
        var system = NewSystem();
        var ids = await Ordered(system);
        await Tried(ids[0], delivered: true);
        await Tried(ids[0], delivered: false, dead: true);

        Assert.Equal([ids[1]], await Due(system, Later.AddYears(1)));
        Assert.Empty(await silo.Get<DeadLetterRows>().Read(system, null, 10, Cancellation));
    }

    [Fact]
    public async Task A_system_is_woken_only_for_what_is_due_and_only_where_it_has_a_webhook()
    {
        var (told, pulling) = (NewSystem(), NewSystem());
        await Register.Write(new(System(told, "https://x.example"), Secret: null, Operation: null), Cancellation);
        await Register.Write(new(System(pulling, webhookUrl: null), Secret: null, Operation: null), Cancellation);
        var id = (await Ordered(told))[0];
        await Ordered(pulling);

        var due = await Deliveries.SystemsWithDue(Later, Cancellation);
        Assert.Contains(told, due);
        Assert.DoesNotContain(pulling, due);
        await silo.Scalar($"update holder_work set status = 'CANCELLED' where system = '{told}' and id <> '{id}'");
        await Tried(id, delivered: false);
        Assert.DoesNotContain(told, await Deliveries.SystemsWithDue(Later, Cancellation));
    }

    [Fact]
    public async Task The_dead_are_listed_counted_replayed_and_forgotten_when_they_are_settled()
    {
        var letters = silo.Get<DeadLetterRows>();
        var system = NewSystem();
        var ids = (await Ordered(system)).Order(StringComparer.Ordinal).ToArray();
        foreach (var id in ids)
            await Tried(id, delivered: false, dead: true);
        await Tried(ids[0], delivered: false, dead: true, at: Later.AddDays(1));

        Assert.Equal(ids, (await letters.Read(system, null, 10, Cancellation)).Select(letter => letter.WorkId));
        var second = Assert.Single(await letters.Read(system, ids[0], 1, Cancellation));
        Assert.Equal((ids[1], "503", 2, Later), (second.WorkId, second.Outcome, second.Attempts, second.DeadAt));
        Assert.Equal(Later, (await letters.Read(system, null, 1, Cancellation))[0].DeadAt);
        Assert.Contains(new Backlog(system, 2, 2, 2), await letters.Backlogs(Later.AddYears(1), Cancellation));
        // Of the two, which are one person's, the older is tried again by itself.
        Assert.Single(await Due(system, Later.AddDays(2)));
        Assert.Equal(0, await letters.Replay(system, ["ord_none"], Later, Cancellation));
        Assert.Equal(1, await letters.Replay(system, [ids[0], "ord_none"], Later, Cancellation));
        Assert.Equal(1, await letters.Replay(system, ids: null, Later, Cancellation));
        Assert.Empty(await letters.Read(system, null, 10, Cancellation));

        await silo.Scalar($"update holder_work set settled_at = issued_at where id = '{ids[0]}'");
        Assert.True(await silo.Get<Housekeeping>().DeleteDeliveries(Cancellation) >= 1);
        Assert.Null(await silo.Scalar($"select attempts from delivery where work_id = '{ids[0]}'"));
        Assert.NotNull(await silo.Scalar($"select attempts from delivery where work_id = '{ids[1]}'"));
    }

    [Fact]
    public async Task A_registration_its_secret_and_its_operation_are_written_together_or_not_at_all()
    {
        var name = NewSystem();
        var operation = new OperationRow(NewSystem(), "print", SubjectId: null, 1, Refusal: null, Later);
        var change = new RegisterChange(
            System(name, "https://x.example"), new NewSecret(1, Later, Later), operation);

        Assert.True(await Register.Write(change, Cancellation));
        Assert.False(await Register.Write(change with { System = System(name, null) }, Cancellation));
        Assert.False(await Register.Write(
            new(System(name, null), new NewSecret(1, Later, Later), Operation: null), Cancellation));

        Assert.Equal("https://x.example", (await Register.Find(name, Cancellation))!.WebhookUrl);
        Assert.Equal([1], await Register.Secrets(name, Later, Cancellation));
    }

    [Fact]
    public async Task Secrets_end_when_a_newer_one_says_so()
    {
        var name = NewSystem();
        foreach (var (number, days) in new[] { (1, 0), (2, 1), (3, 0) })
            Assert.True(await Register.Write(
                new(System(name, null), new NewSecret(number, Later, Later.AddDays(days)), Operation: null),
                Cancellation));

        Assert.Equal(3, await Register.NewestSecret(name, Cancellation));
        Assert.Equal([3], await Register.Secrets(name, Later, Cancellation));
        Assert.Equal([1, 2], await Ended(name));
        await Register.Forget(name, 1, Cancellation);
        Assert.Equal([2], await Ended(name));
        Assert.Equal(0, await Register.NewestSecret(NewSystem(), Cancellation));
    }

    private async Task<IEnumerable<int>> Ended(string system) =>
        (await Register.EndedSecrets(Later, Cancellation))
            .Where(ended => ended.System == system).Select(ended => ended.Number).Order();

    private static string NewSystem() => StoredSubject.NewId().Replace("sub_", "s", StringComparison.Ordinal);

    private static RegisteredSystem System(string name, string? webhookUrl) => new(
        new HolderSystem(name, [DataCategory.TryParse("BILLING")!.Value], TimeSpan.FromHours(1)), webhookUrl, Later);

    private async Task<string[]> Ordered(string system)
    {
        string[] ids = [NewOrder(), NewOrder()];
        var subject = NewSubject();
        foreach (var id in ids)
        {
            await subject.Write(with: document => document with
            {
                Work = [StoredSubject.Order(id) with { System = system, Position = subject.Version + 1 }],
            });
        }
        return ids;
    }

    private async Task<IEnumerable<string>> Due(string system, DateTimeOffset? now = null) =>
        (await Deliveries.Due(system, now ?? Later, count: 10, Cancellation)).Select(errand => errand.WorkId).Order();

    private Task Tried(string id, bool delivered, bool dead = false, DateTimeOffset? at = null) => Deliveries.Record(
        new Attempt
        {
            WorkId = id,
            Number = 2,
            Outcome = delivered ? "200" : "503",
            At = at ?? Later,
            NextAt = (at ?? Later).AddHours(1),
            IsDelivered = delivered,
            IsDead = dead,
        },
        Cancellation);
}
