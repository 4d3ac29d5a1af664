using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace ZenVoip.Registry.Server.Subjects;

/// <summary>
/// Makes subject ids: <c>sub_</c>, then 26 characters of Crockford's base 32. The prefix keeps the storage provider
/// from reading a key as hex, under which different keys would share a row.
/// </summary>
internal sealed class SubjectIds(TimeProvider clock)
{
    public const string Prefix = "sub_";

    private static readonly SearchValues<char> Allowed = SearchValues.Create(Alphabet);

    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Length = 26;

    /// <summary>Ordered by time to the millisecond, then random.</summary>
    public string Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        var milliseconds = clock.GetUtcNow().ToUnixTimeMilliseconds();
        for (var index = 5; index >= 0; index--, milliseconds >>= 8)
            bytes[index] = (byte)milliseconds;
        RandomNumberGenerator.Fill(bytes[6..]);
        return Text(bytes);
    }

    /// <summary>The same for the same operation, so that a repeated registration reaches the same subject.</summary>
    /// <param name="operationKey">The keyed digest of the operation id.</param>
    public static string Of(string operationKey) =>
        Text(SHA256.HashData(Encoding.ASCII.GetBytes($"subject of {operationKey}")).AsSpan(0, 16));

    public static bool IsOne(string id) => id.Length == Prefix.Length + Length
        && id.StartsWith(Prefix, StringComparison.Ordinal)
        && id.AsSpan(Prefix.Length).IndexOfAnyExcept(Allowed) < 0;

    private static string Text(ReadOnlySpan<byte> bytes)
    {
        var number = new System.Numerics.BigInteger(bytes, isUnsigned: true, isBigEndian: true);
        Span<char> text = stackalloc char[Length];
        for (var index = Length - 1; index >= 0; index--, number >>= 5)
            text[index] = Alphabet[(int)(number & 31)];
        return string.Concat(Prefix, text);
    }
}
