using ZenVoip.Registry.Grains.Faults;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>Makes the database ready before anything uses it.</summary>
internal sealed class RegistryStorage(RegistryDatabase database, IHostEnvironment environment)
{
    /// <summary>Brings the schema to this program's version and does no more.</summary>
    /// <returns>The version of the database.</returns>
    public async Task<int> Migrate(CancellationToken cancellation = default)
    {
        await database.Claim(cancellation);
        return await Migrator.Migrate(database, cancellation);
    }

    /// <summary>For a command that only looks: it makes nothing where there is nothing.</summary>
    /// <exception cref="StartRefusedException">
    /// No registry was ever stored here, or it is of another version than this program.
    /// </exception>
    public async Task DemandMade(CancellationToken cancellation = default)
    {
        if (!await database.IsMade(cancellation))
        {
            throw new StartRefusedException(
                "No registry is stored here: name it by Registry:DataDirectory or ConnectionStrings:Registry.");
        }

        await Migrator.Demand(database, cancellation);
    }

    /// <summary>Compares this program's digest key with the one that the database was first used with.</summary>
    /// <exception cref="StartRefusedException">It is another one.</exception>
    public Task Recognise(ReadOnlyMemory<byte> digestKey, CancellationToken cancellation = default) => database.Alone(
        transaction => KeyChecks.CompareDigest(transaction, digestKey, cancellation), cancellation);

    /// <summary>To be called before the host starts: migrates, checks, installs Orleans' queries.</summary>
    /// <param name="ahead">So much later than the machine's the registry's clock is: more than 0 in Development only.
    /// </param>
    /// <exception cref="StartRefusedException">
    /// Another process has the files, the database is too new, or a setting is unsafe outside Development.
    /// </exception>
    public async Task Prepare(TimeSpan ahead = default, CancellationToken cancellation = default)
    {
        await Migrate(cancellation);
        FaultPoints.Reached(FaultPoint.SchemaReady);
        if (environment.IsDevelopment())
        {
            await SetClock(ahead, cancellation);
        }
        else
        {
            await database.CheckForProduction(cancellation);
        }

        await database.InstallOrleansQueries(cancellation);
    }

    /// <summary>The clock by which the database chooses the reminders that are near due.</summary>
    private async Task SetClock(TimeSpan ahead, CancellationToken cancellation)
    {
        await using var command = database.Source.CreateCommand(
            "update registry_clock set ahead = @ahead where ahead <> @ahead");
        await command.With("ahead", database.Interval(ahead)).ExecuteNonQueryAsync(cancellation);
    }
}
