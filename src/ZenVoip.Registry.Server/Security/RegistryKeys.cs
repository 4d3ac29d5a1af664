using ZenVoip.Registry.Grains.Secrecy;

namespace ZenVoip.Registry.Server.Security;

/// <summary>
/// The registry's keys, checked: nothing that seals, digests or chains can be built before
/// <c>Prepare</c> has compared them with those the key store remembers.
/// </summary>
internal sealed class RegistryKeys : IAsyncDisposable
{
    private RegistryKeys(KeyStore subjects, byte[] digestKey)
    {
        Subjects = subjects;
        DigestKey = digestKey;
        Journal = new JournalChain(digestKey);
        Operations = new OperationKeys(digestKey);
    }

    public KeyStore Subjects { get; }

    /// <summary>The root of all digests, 32 bytes.</summary>
    public ReadOnlyMemory<byte> DigestKey { get; }

    public JournalChain Journal { get; }

    public OperationKeys Operations { get; }

    /// <summary>Reads the keys, makes the key store where it is missing, and compares the keys with it.</summary>
    /// <exception cref="StartRefusedException">A key is missing, malformed or another registry's.</exception>
    public static async Task<RegistryKeys> Prepare(
        IConfiguration configuration,
        IHostEnvironment environment,
        TimeProvider clock,
        CancellationToken cancellation)
    {
        var settings = KeySettings.Of(RegistrySecurityOptions.Of(configuration), environment);
        var database = KeyDatabases.Of(configuration, environment);
        try
        {
            await Check(database, settings, cancellation);
            return new RegistryKeys(new KeyStore(
                database, settings.Masters, new TombstoneKeys(settings.Digest), clock), settings.Digest);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>The same for a command that only looks: it makes no key store where there is none.</summary>
    /// <exception cref="StartRefusedException">As above, or there are no data keys.</exception>
    public static async Task<RegistryKeys> Open(
        IConfiguration configuration,
        IHostEnvironment environment,
        TimeProvider clock,
        CancellationToken cancellation)
    {
        await using (var database = KeyDatabases.Of(configuration, environment))
        {
            if (!await database.IsMade(cancellation))
            {
                throw new StartRefusedException(
                    "There are no data keys here: name them by Registry:DataDirectory or ConnectionStrings:Keys.");
            }
        }

        return await Prepare(configuration, environment, clock, cancellation);
    }

    /// <summary>Tables and checks in one transaction, which only one starting silo has at a time.</summary>
    public static async Task Check(IKeyDatabase database, KeySettings settings, CancellationToken cancellation)
    {
        await database.Create(cancellation);
        await using var connection = await database.Open(cancellation);
        await using var transaction = await database.BeginAlone(connection, cancellation);
        await using var tables = transaction.Command(database.Tables);
        await tables.ExecuteNonQueryAsync(cancellation);
        await KeyChecks.Compare(transaction, settings, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    public ValueTask DisposeAsync() => Subjects.DisposeAsync();
}
