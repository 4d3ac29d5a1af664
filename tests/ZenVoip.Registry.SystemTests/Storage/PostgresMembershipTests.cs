using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.MembershipService;

namespace ZenVoip.Registry.SystemTests.Storage;

/// <summary>The membership table keeps Orleans' contract: one change at a time, by the table's version.</summary>
public sealed class PostgresMembershipTests(PostgresSilo silo) : IClassFixture<PostgresSilo>, IAsyncLifetime
{
    private static readonly DateTime Now = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    private static int port = 20_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Of a cluster without silos, which would change it too.</summary>
    private IMembershipTable Table { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await silo.Ready();
        var cluster = new ClusterOptions { ClusterId = StoredSubject.NewId(), ServiceId = "registry" };
        Table = ActivatorUtilities.CreateInstance<AdoNetClusteringTable>(
            silo.Get<IServiceProvider>(), Options.Create(cluster));
        await Table.InitializeMembershipTableAsync(tryInitTableVersion: true, Cancellation);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_running_silo_is_a_member_and_a_gateway()
    {
        var all = await silo.Get<IMembershipTable>().ReadAllAsync(Cancellation);

        Assert.Contains(all.Members, member => member.Item1.Status is SiloStatus.Active && member.Item1.ProxyPort > 0);
        Assert.True(all.Version.Version > 0);
    }

    [Fact]
    public async Task A_silo_joins_changes_and_is_read_back()
    {
        var entry = Entry();
        Assert.True(await Join(entry));

        entry.Status = SiloStatus.ShuttingDown;
        entry.AddSuspector(entry.SiloAddress, Now);
        var before = await Table.ReadRowAsync(entry.SiloAddress, Cancellation);
        Assert.True(await Table.UpdateRowAsync(entry, before.Members[0].Item2, before.Version.Next(), Cancellation));

        var (stored, version) = (await Table.ReadRowAsync(entry.SiloAddress, Cancellation), before.Version.Version + 1);
        var row = Assert.Single(stored.Members).Item1;
        Assert.Equal(version, stored.Version.Version);
        Assert.Equal((SiloStatus.ShuttingDown, "silo", Now), (row.Status, row.SiloName, row.StartTime));
        Assert.Single(row.SuspectTimes!);
    }

    [Fact]
    public async Task A_change_against_an_old_table_and_a_second_join_change_nothing()
    {
        var entry = Entry();
        var old = (await Table.ReadAllAsync(Cancellation)).Version;
        Assert.True(await Table.InsertRowAsync(entry, old.Next(), Cancellation));
        var current = (await Table.ReadAllAsync(Cancellation)).Version;

        Assert.False(await Table.InsertRowAsync(Entry(), old.Next(), Cancellation));
        Assert.False(await Table.UpdateRowAsync(entry, old.VersionEtag, old.Next(), Cancellation));
        Assert.False(await Table.InsertRowAsync(entry, current.Next(), Cancellation));
        Assert.False(await Table.UpdateRowAsync(Entry(), current.VersionEtag, current.Next(), Cancellation));
        Assert.Equal(current.Version, (await Table.ReadAllAsync(Cancellation)).Version.Version);
    }

    [Fact]
    public async Task Of_racing_changes_one_wins()
    {
        var version = (await Table.ReadAllAsync(Cancellation)).Version.Next();

        var joined = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Table.InsertRowAsync(Entry(), version, Cancellation)));

        Assert.Single(joined, won => won);
    }

    [Fact]
    public async Task A_heartbeat_leaves_the_version_and_defunct_silos_are_cleaned_up()
    {
        var (alive, dead) = (Entry(), Entry());
        dead.Status = SiloStatus.Dead;
        Assert.True(await Join(alive));
        Assert.True(await Join(dead));
        var before = await Table.ReadAllAsync(Cancellation);

        alive.IAmAliveTime = Now.AddMinutes(5);
        await Table.UpdateIAmAliveAsync(alive, Cancellation);
        var beaten = await Table.ReadRowAsync(alive.SiloAddress, Cancellation);
        await Table.CleanupDefunctSiloEntriesAsync(Now.AddMinutes(1), Cancellation);

        Assert.Equal(before.Version.Version, beaten.Version.Version);
        Assert.Equal(Now.AddMinutes(5), beaten.Members[0].Item1.IAmAliveTime);
        Assert.Empty((await Table.ReadRowAsync(dead.SiloAddress, Cancellation)).Members);
        Assert.Single((await Table.ReadRowAsync(alive.SiloAddress, Cancellation)).Members);
    }

    private async Task<bool> Join(MembershipEntry entry) => await Table.InsertRowAsync(
        entry, (await Table.ReadAllAsync(Cancellation)).Version.Next(), Cancellation);

    private static MembershipEntry Entry() => new()
    {
        SiloAddress = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, Interlocked.Increment(ref port)), 1),
        SiloName = "silo",
        HostName = "host",
        Status = SiloStatus.Joining,
        ProxyPort = 0,
        StartTime = Now,
        IAmAliveTime = Now,
    };
}
