using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Server.Deletions;
using ZenVoip.Registry.SystemTests.Harness;
using ZenVoip.Registry.SystemTests.Journeys;

namespace ZenVoip.Registry.SystemTests.Start;

/// <summary>A command that only looks says that there is nothing to look at, and leaves nothing behind.</summary>
public sealed class NothingThereTests
{
    [Theory]
    [InlineData("SQLite", "verify", "registry")]
    [InlineData("SQLite", "rewrap", "data keys")]
    [InlineData("PostgreSQL", "verify", "registry")]
    [InlineData("PostgreSQL", "rewrap", "data keys")]
    public async Task Where_there_is_no_registry_a_command_says_so_and_makes_none(
        string database, string command, string missing)
    {
        using var settings = await RegistrySettings.On(database);

        await SaysThatItMisses(missing, settings, command);
        // A second time: nothing was made that it would find now.
        await SaysThatItMisses(missing, settings, command);

        Assert.Empty(Directory.EnumerateFileSystemEntries(settings.DataDirectory));
    }

    [Fact]
    public async Task A_database_without_its_keys_is_not_called_broken()
    {
        using var settings = RegistrySettings.OnSqlite();
        Assert.Equal(0, (await RegistryProcess.Run(settings, "migrate")).Code);
        var before = Directory.GetFiles(settings.DataDirectory);

        await SaysThatItMisses("data keys", settings, "verify");

        Assert.Equal(before.Order(), Directory.GetFiles(settings.DataDirectory).Order());
    }

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task A_database_of_an_older_program_is_not_called_broken(string database)
    {
        using var settings = await RegistrySettings.On(database);
        Assert.Equal(0, (await RegistryProcess.Run(settings, "migrate")).Code);
        await new Burglar(settings).ForgetMigration();

        await SaysThatItMisses("run the command migrate", settings, "verify");
    }

    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task A_certificate_without_keys_is_not_called_invalid(string environment)
    {
        using var place = RegistrySettings.OnSqlite();
        using var settings = RegistrySettings.OnSqlite() with
        {
            More = new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = environment },
        };
        var certificate = Path.Combine(place.DataDirectory, "certificate");
        await File.WriteAllTextAsync(certificate, new CertificateSigner(new byte[32]).Sign(
            new DeletionCertificate("req_1", DateTimeOffset.UnixEpoch, [])));

        await SaysThatItMisses("--keys", settings, "verify", "--certificate", certificate);

        Assert.Empty(Directory.EnumerateFileSystemEntries(settings.DataDirectory));
    }

    private static async Task SaysThatItMisses(string what, RegistrySettings settings, params string[] command)
    {
        var (code, output, errors) = await RegistryProcess.Run(settings, command);

        Assert.Equal((2, ""), (code, output));
        Assert.Contains(what, Assert.Single(errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }
}
