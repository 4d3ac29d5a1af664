namespace ZenVoip.Registry.Grains.Secrecy;

/// <summary>
/// Names the keys of a subject. The data key bears the subject's id; what a box was sealed with, its first byte says.
/// </summary>
public static class SubjectKeyId
{
    private const string Evidence = "#evidence";
    private const string Tombstone = "#tombstone";

    /// <summary>Seals what outlives an erasure for a time: the proof of consents.</summary>
    public static string EvidenceOf(string subjectId) => subjectId + Evidence;

    /// <summary>Seals what is left of somebody erased, and names nobody.</summary>
    public static string TombstoneOf(string subjectId) => subjectId + Tombstone;

    /// <summary>The subject that a key is of.</summary>
    public static string SubjectOf(string keyId) =>
        keyId.IndexOf('#', StringComparison.Ordinal) is var end and >= 0 ? keyId[..end] : keyId;

    public static bool IsTombstone(string keyId) => keyId.EndsWith(Tombstone, StringComparison.Ordinal);

    /// <summary>The key that a box of the subject was sealed with.</summary>
    /// <exception cref="SealBrokenException">No key seals like this.</exception>
    public static string Of(string subjectId, ReadOnlySpan<byte> box) => box switch
    {
        [1, ..] => subjectId,
        [2, ..] => TombstoneOf(subjectId),
        [3, ..] => EvidenceOf(subjectId),
        _ => throw new SealBrokenException(),
    };

    /// <summary>The first byte of what a key seals.</summary>
    internal static byte Mark(string keyId) => keyId switch
    {
        _ when IsTombstone(keyId) => 2,
        _ when keyId.EndsWith(Evidence, StringComparison.Ordinal) => 3,
        _ => 1,
    };
}
