using Npgsql;
using ZenVoip.Registry.SystemTests.Cluster;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>
/// The registry's database is lost and put back to a time before somebody was erased; the key store is as it was, as
/// the run book says.
/// </summary>
public sealed class RestoredTests
{
    private static readonly object Address = Calls.By("EMAIL", Calls.Email(0));

    [Theory(Explicit = true)]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task Nobody_who_was_erased_is_written_to_after_a_restore_and_their_no_is_heard(string database)
    {
        using var settings = await RegistrySettings.On(database);
        var id = await With(settings, async client =>
        {
            var known = await client.Register("EMAIL", Calls.Email(0));
            await client.Insist("recordConsent", Calls.Consent(Calls.ById(known), "GIVEN"));
            await client.Insist("recordOptOut", Objection(Calls.ById(known), "VOICE"));
            Assert.Equal("PERMIT", (await client.Decide(Address)).Outcome);
            return known;
        });
        var backup = await Backup(settings);
        await With(settings, async client =>
        {
            await client.DemandErasure(id);
            return await client.Gone(id);
        });

        await Restore(settings, backup);
        var (code, told, _) = await RegistryProcess.Run(settings, "verify");
        Assert.True(code == 1, told);
        Assert.Contains($"{id} entry 0: KeyDestroyed", told, StringComparison.Ordinal);

        await With(settings, async client =>
        {
            Assert.Equal("DENY", (await client.Decide(Calls.ById(id))).Outcome);
            Assert.Equal("DENY", (await client.Decide(Address)).Outcome);
            // Of the one who is gone, and of whoever has the address now.
            foreach (var who in (object[])[Calls.ById(id), Address])
                Assert.Null((await client.Insist("recordOptOut", Objection(who, "EMAIL"))).Refusal);
            var gone = await client.Gone(id);
            Assert.Equal(2, gone["optOuts"]!.AsArray().Count(no => (string?)no!["source"] == "OBJECTION"));
            return id;
        });
        (code, told, _) = await RegistryProcess.Run(settings, "verify");
        Assert.True(code == 0, told);
    }

    private static async Task<T> With<T>(RegistrySettings settings, Func<RegistryClient, Task<T>> doing)
    {
        await using var silo = await RegistryProcess.Start(settings);
        using var client = await RegistryClient.Of(silo, settings);
        var done = await doing(client);
        silo.Signal("TERM");
        Assert.Equal(0, await silo.Ended());
        return done;
    }

    private static object Objection(object subject, string channel) => new
    {
        subject,
        channel,
        source = "OBJECTION",
        evidence = new { method = "call" },
    };

    /// <summary>A copy of the registry's database, and not of the key store.</summary>
    private static async Task<string> Backup(RegistrySettings settings)
    {
        if (settings.Postgres is not { } postgres)
        {
            var copy = Path.Combine(settings.DataDirectory, "backup");
            Directory.CreateDirectory(copy);
            foreach (var file in Directory.GetFiles(settings.DataDirectory, "registry.db*"))
                File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            return copy;
        }
        var name = new NpgsqlConnectionStringBuilder(postgres).Database!;
        await Administer(postgres, $"create database {name}_backup template {name}");
        return $"{name}_backup";
    }

    private static async Task Restore(RegistrySettings settings, string backup)
    {
        if (settings.Postgres is not { } postgres)
        {
            foreach (var file in Directory.GetFiles(settings.DataDirectory, "registry.db*"))
                File.Delete(file);
            foreach (var file in Directory.GetFiles(backup))
                File.Copy(file, Path.Combine(settings.DataDirectory, Path.GetFileName(file)));
            return;
        }
        var name = new NpgsqlConnectionStringBuilder(postgres).Database!;
        await Administer(postgres, $"drop database {name}");
        await Administer(postgres, $"create database {name} template {backup}");
    }

    private static Task Administer(string postgres, string sql)
    {
        NpgsqlConnection.ClearAllPools();
        return PostgresCluster.Execute(
            new NpgsqlConnectionStringBuilder(postgres) { Database = "postgres" }.ConnectionString, sql);
    }
}
