using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Npgsql;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Storage;
using ZenVoip.Registry.Server.Storage.Postgres;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Start;

/// <summary>
/// A server that loses in a crash what it acknowledged is refused, whichever of its settings is to blame. They are the
/// whole server's: it is one of its own.
/// </summary>
public sealed class DurabilityTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_can_lose_what_is_stored_is_refused_in_production_and_named_by_its_setting()
    {
        await using var server = await PostgresCluster.Own();
        var connection = await server.Create("registry") + ";Pooling=false";
        await Prepare(connection, Environments.Production);
        await using var running = new PostgresDatabase(connection);
        foreach (var name in new[] { "fsync", "full_page_writes" })
        {
            await Switch(connection, name, "off");

            var refused = await Assert.ThrowsAsync<StartRefusedException>(() =>
                Prepare(connection, Environments.Production));
            await using var keys = new PostgresKeyDatabase(connection, creator: null, demandDurability: true);
            var keyless = await Assert.ThrowsAsync<StartRefusedException>(async () => await keys.Create(Cancellation));

            Assert.Equal(name, await running.Weakened(Cancellation));
            Assert.All([refused.Message, keyless.Message], said => Assert.Contains($" {name}", said));
            await Prepare(connection, Environments.Development);
            await Switch(connection, name, "on");
            Assert.Null(await running.Weakened(Cancellation));
        }
    }

    private static async Task Prepare(string connection, string environment)
    {
        await using var database = new PostgresDatabase(connection);
        await new RegistryStorage(database, new HostingEnvironment { EnvironmentName = environment })
            .Prepare(cancellation: Cancellation);
    }

    private static async Task Switch(string connection, string setting, string value)
    {
        await PostgresCluster.Execute(connection, $"alter system set {setting} = {value}");
        await PostgresCluster.Execute(connection, "select pg_reload_conf()");
        await Wait.Until(async () =>
        {
            await using var session = new NpgsqlConnection(connection);
            await session.OpenAsync(Cancellation);
            await using var show = new NpgsqlCommand($"show {setting}", session);
            return await show.ExecuteScalarAsync(Cancellation) is string shown && shown == value;
        });
    }
}
