using System.Data.Common;
using System.Security.Cryptography;
using ZenVoip.Registry.Grains.Secrecy;

namespace ZenVoip.Registry.Server.Security;

/// <summary>
/// Remembers in a database which keys the registry was first started with, as an HMAC of a constant under each,
/// so that a silo with a wrong key refuses to start instead of writing what nobody can read or find again.
/// </summary>
internal static class KeyChecks
{
    public const string Master = "master";

    public const string Digest = "digest";

    private const string Remember =
        "insert into key_check (name, value) values (@name, @value) on conflict (name) do nothing";

    private const string Recall = "select value from key_check where name = @name";

    private const string Replace = "update key_check set value = @value where name = @name";

    public static byte[] Value(ReadOnlySpan<byte> key, string name) =>
        HMACSHA256.HashData(key, new FieldWriter().Text("zenvoip key check v1").Text(name).Written);

    public static async Task Compare(DbTransaction transaction, KeySettings keys, CancellationToken cancellation)
    {
        await CompareMaster(transaction, keys.Masters, cancellation);
        await CompareDigest(transaction, keys.Digest, cancellation);
    }

    /// <summary>
    /// Also for the database of the registry: under another digest key everybody in it would be unknown, and every
    /// STOP with them.
    /// </summary>
    /// <exception cref="StartRefusedException">Another key than the one of the first start.</exception>
    public static async Task CompareDigest(
        DbTransaction transaction, ReadOnlyMemory<byte> key, CancellationToken cancellation)
    {
        var digest = Value(key.Span, Digest);
        if (!Same(await First(transaction, Digest, digest, cancellation), digest))
        {
            throw new StartRefusedException(
                "Registry:DigestKey is not the key that this registry was first started with. It cannot be changed.");
        }
    }

    private static async Task CompareMaster(DbTransaction transaction, MasterKeys keys, CancellationToken cancellation)
    {
        var current = keys.Current.Check;
        var stored = await First(transaction, Master, current, cancellation);
        if (Same(stored, current)) return;

        if (!keys.Previous.Any(previous => Same(stored, previous.Check)))
        {
            throw new StartRefusedException(
                "Registry:MasterKey is not the key that this registry was last started with, and "
                + "Registry:PreviousMasterKeys does not list that one.");
        }

        await using var replace = transaction.Command(Replace, ("@name", Master), ("@value", current));
        await replace.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<byte[]> First(
        DbTransaction transaction, string name, byte[] value, CancellationToken cancellation)
    {
        await using var remember = transaction.Command(Remember, ("@name", name), ("@value", value));
        await remember.ExecuteNonQueryAsync(cancellation);
        await using var recall = transaction.Command(Recall, ("@name", name));
        return (byte[])(await recall.ExecuteScalarAsync(cancellation))!;
    }

    private static bool Same(byte[] one, byte[] other) => CryptographicOperations.FixedTimeEquals(one, other);
}
