namespace ZenVoip.Registry.SystemTests.Storage;

public abstract partial class StorageConformance
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(15);

    private IReminderTable Reminders => silo.Get<IReminderTable>();

    [Fact]
    public async Task A_reminder_is_stored_changed_and_removed_by_its_version_only()
    {
        var grain = NewGrain();
        var first = await Store(grain, Soon);
        var second = await Store(grain, Soon.AddMinutes(1).AddTicks(10));

        var stored = await Reminders.ReadRow(grain, "next-due");
        Assert.NotNull(stored);
        Assert.Equal((second, Soon.AddMinutes(1).AddTicks(10), Period), (stored.ETag, stored.StartAt, stored.Period));
        Assert.Equal(DateTimeKind.Utc, stored.StartAt.Kind);
        Assert.False(await Reminders.RemoveRow(grain, "next-due", first));
        Assert.Single((await Reminders.ReadRows(grain)).Reminders);
        Assert.True(await Reminders.RemoveRow(grain, "next-due", second));
        Assert.Empty((await Reminders.ReadRows(grain)).Reminders);
    }

    [Fact]
    public async Task A_reminder_that_is_made_again_never_has_a_version_of_before()
    {
        var grain = NewGrain();
        HashSet<string> versions = [];
        for (var i = 0; i < 5; i++)
        {
            var version = await Store(grain, Soon);
            Assert.True(versions.Add(version));
            await Reminders.RemoveRow(grain, "next-due", version);
        }
    }

    [Fact]
    public async Task A_range_returns_its_part_of_the_ring_and_the_rest_of_the_ring_the_others()
    {
        var grains = Enumerable.Range(0, 40).Select(_ => NewGrain()).ToArray();
        await Task.WhenAll(grains.Select(grain => Store(grain, Soon)));
        var hashes = grains.Select(grain => grain.GetUniformHashCode()).Order().ToArray();
        (uint begin, uint end) = (hashes[10], hashes[30]);

        Assert.Equal(20, await CountOf(grains, begin, end));
        Assert.Equal(20, await CountOf(grains, end, begin));
        Assert.Equal(40, await CountOf(grains, 0, 0));
        Assert.Equal(40, await CountOf(grains, begin, begin));
    }

    [Fact]
    public async Task A_range_returns_overdue_and_near_reminders_and_those_far_away_only_when_their_time_comes()
    {
        GrainId overdue = NewGrain(), near = NewGrain(), far = NewGrain();
        await Store(overdue, Soon.AddYears(-1));
        await Store(near, Soon.AddMinutes(12));
        await Store(far, Soon.AddHours(2));

        Assert.Equal(2, await CountOf([overdue, near, far], 0, 0));
        Assert.NotNull(await Reminders.ReadRow(far, "next-due"));
        await MoveReminderClock(TimeSpan.FromHours(2));
        Assert.Equal(3, await CountOf([overdue, near, far], 0, 0));
        await MoveReminderClock(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_grain_is_written_and_reminded_by_the_real_silo()
    {
        var grain = silo.Get<IGrainFactory>().GetGrain<IProbeGrain>(StoredSubject.NewId());

        await grain.Remind(TimeSpan.FromMilliseconds(100));
        var ticks = await grain.Ticked();
        await grain.DeactivateNow();

        Assert.True(ticks > 0);
        Assert.True(await grain.StoredTicks() > 0);
    }

    /// <summary>Else whoever asks or says no meanwhile would wait for a connection until they are given up.</summary>
    [Fact]
    public async Task What_is_due_at_one_instant_leaves_connections_to_others()
    {
        var probes = Enumerable.Range(0, 60)
            .Select(_ => silo.Get<IGrainFactory>().GetGrain<IProbeGrain>(StoredSubject.NewId())).ToArray();

        await Task.WhenAll(probes.Select(probe => probe.Remind(TimeSpan.FromSeconds(2))));
        var ticks = await Task.WhenAll(probes.Select(probe => probe.Ticked()));

        Assert.All(ticks, count => Assert.True(count > 0));
        Assert.InRange(await probes[0].MostAtOnce(), 1, 4);
    }

    private async Task<int> CountOf(GrainId[] grains, uint begin, uint end) =>
        (await Reminders.ReadRows(begin, end)).Reminders.Count(reminder => grains.Contains(reminder.GrainId));

    private Task<object?> MoveReminderClock(TimeSpan ahead) => silo.Scalar(
        $"update registry_clock set ahead = {(silo is PostgresSilo ? $"'{ahead}'" : $"{(int)ahead.TotalSeconds}")}");

    private static DateTime Soon { get; } =
        new(DateTime.UtcNow.Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, DateTimeKind.Utc);

    private static GrainId NewGrain() => GrainId.Create("subject", StoredSubject.NewId());

    private async Task<string> Store(GrainId grain, DateTime start)
    {
        var entry = new ReminderEntry { GrainId = grain, ReminderName = "next-due", StartAt = start, Period = Period };
        return await Reminders.UpsertRow(entry) ?? throw new InvalidOperationException("The reminder has no version.");
    }
}
