using System.Security.Cryptography;

namespace ZenVoip.Registry.Grains.Secrecy;

/// <summary>
/// Chains the entries of a subject's journal with HMAC-SHA-256, so that nobody without the digest key can change,
/// drop, insert or reorder entries and recompute the rest; the seal over count and head stands in the subject's row,
/// so that a cut tail is noticed too. Works on sealed bodies: a chain verifies after its data key was destroyed,
/// and is untouched by a new master key.
/// </summary>
public sealed class JournalChain
{
    public const int LinkLength = HMACSHA256.HashSizeInBytes;

    private readonly DerivedKey key;

    /// <param name="digestKey">The registry's digest key, 32 bytes.</param>
    public JournalChain(ReadOnlySpan<byte> digestKey) => key = new(digestKey, "zenvoip journal chain v1");

    public static bool Verify(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual) =>
        CryptographicOperations.FixedTimeEquals(expected, actual);

    /// <summary>What the first entry links to, and the head of an empty journal.</summary>
    public byte[] First(string subjectId) => key.Authenticate(new FieldWriter().Text("first").Text(subjectId));

    /// <param name="at">When it was recorded; counts to the microsecond, as it is stored.</param>
    public byte[] Next(
        ReadOnlySpan<byte> previousLink,
        string subjectId,
        long sequence,
        DateTimeOffset at,
        ReadOnlySpan<byte> sealedBody) =>
        key.Authenticate(new FieldWriter()
            .Text("next")
            .Bytes(Whole(previousLink))
            .Text(subjectId)
            .Number(sequence)
            .Number(at.UtcTicks / TimeSpan.TicksPerMicrosecond)
            .Bytes(sealedBody));

    public byte[] Seal(string subjectId, long count, ReadOnlySpan<byte> head) =>
        key.Authenticate(new FieldWriter().Text("seal").Text(subjectId).Number(count).Bytes(Whole(head)));

    private static ReadOnlySpan<byte> Whole(ReadOnlySpan<byte> link)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(link.Length, LinkLength, nameof(link));
        return link;
    }
}
