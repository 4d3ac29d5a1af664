using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Orleans.Reminders;
using Orleans.Storage;
using Orleans.TestingHost;
using ZenVoip.Registry.Grains;
using ZenVoip.Registry.Grains.Holders;
using ZenVoip.Registry.Grains.Secrecy;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Storage;
using ZenVoip.Registry.Server.Storage.Sqlite;
using ZenVoip.Registry.Server.Subjects;
using ZenVoip.Registry.Tests.Security;
using ZenVoip.Registry.Tests.Subjects;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>Tests of one after the other, because they share silos and move their clocks.</summary>
[CollectionDefinition(Name)]
public sealed class GrainTests : ICollectionFixture<SubjectCluster>
{
    public const string Name = "grains";
}

/// <summary>The same with silos of their own: these move the clock by years.</summary>
[CollectionDefinition(Name)]
public sealed class DeadlineTestsOfGrains : ICollectionFixture<SubjectCluster>
{
    public const string Name = "deadlines";
}

/// <summary>
/// Silos over the server's own SQLite storage and key store: two that are a cluster, and one elsewhere that does not
/// know them and writes to the same database, as a silo does that was cut off or paused.
/// </summary>
public sealed class SubjectCluster : IAsyncLifetime
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("registry-grains-");
    private readonly IConfiguration configuration;
    private readonly SqliteDatabase database;
    private RegistryKeys? keys;
    private Site? here;
    private Site? elsewhere;

    public SubjectCluster()
    {
        configuration = TestKeys.Configuration(("Registry:DataDirectory", directory.FullName));
        database = new SqliteDatabase(directory.FullName);
    }

    /// <summary>Two silos of one cluster.</summary>
    internal Site Here => here!;

    /// <summary>A silo cut off from them, with a clock of its own.</summary>
    internal Site Elsewhere => elsewhere!;

    internal Mishaps Mishaps { get; } = new();

    internal Post Post { get; } = new();

    internal WatchedKeys Keys { get; private set; } = null!;

    internal RegistryDatabase Database => database;

    internal RegistryKeys AllKeys => keys!;

    internal string DataDirectory => directory.FullName;

    public async ValueTask InitializeAsync()
    {
        var environment = TestKeys.Environment(Environments.Development);
        var clock = new FakeTimeProvider(Told.Noon);
        await new RegistryStorage(database, environment).Prepare();
        keys = await RegistryKeys.Prepare(configuration, environment, clock, CancellationToken.None);
        Keys = new WatchedKeys(keys.Subjects);
        here = await Start(silos: 2, clock);
        elsewhere = await Start(silos: 1, new FakeTimeProvider(Told.Noon), silo => silo.UseInMemoryReminderService());
        await MoveReminders();
    }

    /// <summary>Both clocks go on, and the clock by which the database chooses reminders.</summary>
    internal async Task Pass(TimeSpan time)
    {
        Here.Clock.Advance(time);
        Elsewhere.Clock.Advance(time);
        await MoveReminders();
    }

    /// <summary>Time passes in steps until something has happened. Fails when it never does.</summary>
    internal async Task PassUntil(Func<Task<bool>> happened, TimeSpan step, int steps)
    {
        var taken = 0;
        await Wait.Until(async () =>
        {
            if (await happened())
                return true;
            Assert.True(taken++ < steps, $"It has not happened in {steps} steps of {step}.");
            await Pass(step);
            return false;
        });
    }

    /// <summary>Both silos end, time passes, and two others take their place.</summary>
    internal async Task Sleep(TimeSpan time)
    {
        await Here.Silos.DisposeAsync();
        await Pass(time);
        here = await Start(silos: 2, Here.Clock);
    }

    /// <summary>An erasure destroys a data key; no silo has it in memory afterwards.</summary>
    internal async Task Destroy(string subjectId) =>
        await keys!.Subjects.Destroy(subjectId, CancellationToken.None);

    internal async Task<object?> Scalar(string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var site in new[] { here, elsewhere }.OfType<Site>())
            await site.Silos.DisposeAsync();
        await (keys?.DisposeAsync() ?? ValueTask.CompletedTask);
        await database.DisposeAsync();
        directory.Delete(recursive: true);
    }

    private async Task<Site> Start(short silos, FakeTimeProvider clock, Action<ISiloBuilder>? also = null)
    {
        var builder = new InProcessTestClusterBuilder(silos);
        builder.Options.ServiceId = "registry";
        builder.Options.ConfigureFileLogging = false;
        builder.Options.InitializeClientOnDeploy = false;
        builder.ConfigureSiloHost((_, host) => AddParts(host, clock));
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddRegistryStorage();
            Disturb(silo.Services);
            also?.Invoke(silo);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new Site(cluster, clock);
    }

    private void AddParts(IHostApplicationBuilder host, FakeTimeProvider clock)
    {
        host.Logging.ClearProviders();
        host.Services.AddRegistryStorage(configuration)
            .AddSingleton<RegistryDatabase>(database)
            .AddRegistryGrains()
            .AddSingleton(Told.Rules)
            .AddSingleton<ISubjectKeys>(Keys)
            .AddSingleton<ISubjectKeyDestruction>(keys!.Subjects)
            .AddSingleton(keys.Journal)
            .AddSingleton(keys.Operations)
            .AddSingleton<OperationReplay>()
            .AddSingleton<SubjectIds>()
            .AddSingleton<SubjectCalls>()
            .AddSingleton<Registration>()
            .AddSingleton<ICourier>(Post)
            .AddSingleton<TimeProvider>(clock)
            .AddKeyedSingleton<TimeProvider>(ReminderTimeProviderNames.Reminders, clock)
            .UseTimeProviderForBackgroundAreas(TimeProvider.System);
    }

    private void Disturb(IServiceCollection services)
    {
        var real = services.Last(service => service.ServiceType == typeof(IGrainStorage) && service.IsKeyedService);
        services.Remove(real);
        services.AddKeyedSingleton<IGrainStorage>(real.ServiceKey, (provider, key) =>
            new FaultyStorage((IGrainStorage)real.KeyedImplementationFactory!(provider, key), Mishaps));
    }

    private Task<object?> MoveReminders() => Scalar(FormattableString.Invariant(
        $"update registry_clock set ahead = {(Here.Clock.GetUtcNow() - DateTimeOffset.UtcNow).TotalSeconds:F3}"));
}
